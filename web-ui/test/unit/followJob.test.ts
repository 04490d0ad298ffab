import { http, HttpResponse } from 'msw'
import { describe, expect, it } from 'vitest'
import { LONGEST_SILENCE_MS, UNSEEN_MS, type World } from '@/features/jobs/run/attempt'
import { type Connection, followJob, type Patience } from '@/features/jobs/run/followJob'
import type { JobEvent } from '@/features/jobs/run/jobEvents'
import { isProblem } from '@/shared/api/problem'
import { at, events, job, problem, service, stream } from './service'

/** A page that is looked at, and whose alarms only ring by hand. */
const still: World = { alarm: () => () => {}, isHidden: () => false, onSight: () => () => {} }

/** Waits for nothing, and remembers for how long it should have. */
function hurried(world: World = still): Patience & { waits: number[] } {
  const waits: number[] = []
  return {
    ...world,
    waits,
    random: () => 1,
    wait: (ms, signal) => {
      waits.push(ms)
      return signal.aborted ? Promise.reject(new Error('aborted')) : Promise.resolve()
    },
  }
}

function listener() {
  const connections: Connection[] = []
  const seen: JobEvent[] = []
  let starts = 0
  return {
    connections,
    seen,
    starts: () => starts,
    follower: {
      onConnection: (connection: Connection) => void connections.push(connection),
      onFreshStart: () => void (starts += 1),
      onEvent: (event: JobEvent) => void seen.push(event),
    },
  }
}

const running = { id: 1, name: 'state', body: { job: job() } }
const ended = { id: 9, name: 'state', body: { job: job({ state: 'SUCCEEDED' }) } }
const line = { seq: 1, at: '2026-01-05T10:00:00Z', level: 'INFO', text: 'hello' }

describe('following a job', () => {
  it('hands on every event and stops at the final state', async () => {
    const heard = listener()
    service.use(
      http.get(at('/jobs/j/events'), () =>
        stream(events(running, { id: 2, name: 'log', body: { lines: [line] } }, ended)),
      ),
    )
    await followJob('j', heard.follower, new AbortController().signal, hurried())
    expect(heard.seen.map(({ name }) => name)).toEqual(['state', 'log', 'state'])
    expect(heard.connections).toEqual(['connecting', 'live', 'ended'])
    expect(heard.starts()).toBe(1)
  })

  it('takes up after the last event when the stream breaks, without fetching the past again', async () => {
    const asked: (string | null)[] = []
    const heard = listener()
    service.use(
      http.get(at('/jobs/j/events'), ({ request }) => {
        asked.push(request.headers.get('Last-Event-ID'))
        return asked.length === 1 ? stream(events(running, { ...running, id: 5 })) : stream(events(ended))
      }),
    )
    await followJob('j', heard.follower, new AbortController().signal, hurried())
    expect(asked).toEqual([null, '5'])
    expect(heard.starts()).toBe(1)
    expect(heard.connections).toEqual(['connecting', 'live', 'lost', 'live', 'ended'])
  })

  it('tries again ever more slowly while the service is away, and shows what is stored meanwhile', async () => {
    let attempts = 0
    const heard = listener()
    const patience = hurried()
    service.use(
      http.get(at('/jobs/j/events'), () => {
        attempts += 1
        if (attempts === 3) return problem(503, 'internal')
        return attempts < 8 ? HttpResponse.error() : stream(events(ended))
      }),
    )
    await followJob('j', heard.follower, new AbortController().signal, patience)
    expect(patience.waits).toEqual([500, 1000, 2000, 4000, 8000, 15_000, 15_000])
    // Once when the first attempt failed, once when the stream began.
    expect(heard.starts()).toBe(2)
  })

  it('gives up where the service refuses', async () => {
    service.use(http.get(at('/jobs/j/events'), () => problem(401, 'unauthenticated')))
    const followed = followJob('j', listener().follower, new AbortController().signal, hurried())
    await expect(followed).rejects.toSatisfy((error) => isProblem(error, 'unauthenticated'))
  })

  it('passes over events that it does not know', async () => {
    const heard = listener()
    service.use(
      http.get(at('/jobs/j/events'), () =>
        stream(`: a comment\n\n${events({ id: 3, name: 'receipt', body: {} }, ended)}`),
      ),
    )
    await followJob('j', heard.follower, new AbortController().signal, hurried())
    expect(heard.seen.map(({ name }) => name)).toEqual(['state'])
  })

  /** A stream that sends this and then stays open without a word. */
  const open = (text: string) =>
    new HttpResponse(
      new ReadableStream<Uint8Array>({ start: (controller) => controller.enqueue(new TextEncoder().encode(text)) }),
      { headers: { 'Content-Type': 'text/event-stream' } },
    )

  /** Alarms that wait to be rung, by the time after which they would. */
  function clockwork() {
    const alarms = new Map<() => void, number>()
    return {
      alarm: (ms: number, ring: () => void) => {
        alarms.set(ring, ms)
        return () => void alarms.delete(ring)
      },
      ring: (after: number) => {
        for (const [ring, ms] of [...alarms]) if (ms === after && alarms.delete(ring)) ring()
      },
      set: () => [...alarms.values()],
    }
  }

  it('gives up a stream that has long been silent, and takes up after its last event', async () => {
    const asked: (string | null)[] = []
    const heard = listener()
    const clock = clockwork()
    service.use(
      http.get(at('/jobs/j/events'), ({ request }) => {
        asked.push(request.headers.get('Last-Event-ID'))
        return asked.length === 1 ? open(events(running)) : stream(events(ended))
      }),
    )
    const onEvent = (event: JobEvent) => {
      heard.follower.onEvent(event)
      clock.ring(LONGEST_SILENCE_MS)
    }
    const world = hurried({ ...still, alarm: clock.alarm })
    await followJob('j', { ...heard.follower, onEvent }, new AbortController().signal, world)
    expect(asked).toEqual([null, '1'])
    expect(heard.connections).toEqual(['connecting', 'live', 'lost', 'live', 'ended'])
    expect(clock.set()).toEqual([])
  })

  it('begins the silence anew with every heartbeat', async () => {
    const set: number[] = []
    const alarm = (ms: number) => {
      set.push(ms)
      return () => {}
    }
    const beats = new ReadableStream<Uint8Array>({
      start: (controller) => {
        for (const piece of [': alive\n\n', ': alive\n\n', events(ended)])
          controller.enqueue(new TextEncoder().encode(piece))
      },
    })
    service.use(
      http.get(
        at('/jobs/j/events'),
        () => new HttpResponse(beats, { headers: { 'Content-Type': 'text/event-stream' } }),
      ),
    )
    await followJob('j', listener().follower, new AbortController().signal, hurried({ ...still, alarm }))
    expect(set.length).toBeGreaterThanOrEqual(3)
    expect(new Set(set)).toEqual(new Set([LONGEST_SILENCE_MS]))
  })

  it('lets go of the stream while nobody looks, and takes it up when somebody does', async () => {
    const asked: (string | null)[] = []
    const heard = listener()
    const clock = clockwork()
    const watchers = new Set<() => void>()
    let hidden = false
    const world: World = {
      alarm: clock.alarm,
      isHidden: () => hidden,
      onSight: (changed) => {
        watchers.add(changed)
        return () => void watchers.delete(changed)
      },
    }
    const look = (away: boolean) => {
      hidden = away
      for (const changed of [...watchers]) changed()
    }
    service.use(
      http.get(at('/jobs/j/events'), ({ request }) => {
        asked.push(request.headers.get('Last-Event-ID'))
        return asked.length === 1 ? open(events(running)) : stream(events(ended))
      }),
    )
    const onEvent = (event: JobEvent) => {
      heard.follower.onEvent(event)
      if (asked.length > 1) return
      look(true)
      look(false)
      clock.ring(UNSEEN_MS)
      expect(watchers.size).toBe(1)
      look(true)
      clock.ring(UNSEEN_MS)
    }
    const patience = hurried(world)
    const followed = followJob('j', { ...heard.follower, onEvent }, new AbortController().signal, patience)
    await expect.poll(() => clock.set()).toEqual([])
    expect(asked).toEqual([null])
    look(false)
    await followed
    expect(asked).toEqual([null, '1'])
    expect(heard.connections).toEqual(['connecting', 'live', 'connecting', 'live', 'ended'])
    expect(heard.starts()).toBe(1)
    expect(patience.waits).toEqual([])
    expect(watchers.size).toBe(0)
  })

  it('is over when the page is left while nobody looks', async () => {
    const abort = new AbortController()
    const heard = listener()
    const followed = followJob('j', heard.follower, abort.signal, hurried({ ...still, isHidden: () => true }))
    abort.abort()
    await expect(followed).resolves.toBeUndefined()
    expect(heard.connections).toEqual([])
  })

  it('ends when the page is left', async () => {
    const abort = new AbortController()
    const heard = listener()
    service.use(http.get(at('/jobs/j/events'), () => open(events(running))))
    const followed = followJob('j', { ...heard.follower, onEvent: () => abort.abort() }, abort.signal, hurried())
    await expect(followed).resolves.toBeUndefined()
  })
})
