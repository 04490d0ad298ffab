import { http, HttpResponse } from 'msw'
import { describe, expect, it } from 'vitest'
import { type Connection, followJob, type Patience } from '@/features/jobs/run/followJob'
import type { JobEvent } from '@/features/jobs/run/jobEvents'
import { isProblem } from '@/shared/api/problem'
import { at, events, job, problem, service, stream } from './service'

/** Waits for nothing, and remembers for how long it should have. */
function hurried(): Patience & { waits: number[] } {
  const waits: number[] = []
  return {
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

  it('ends when the page is left', async () => {
    const abort = new AbortController()
    const heard = listener()
    service.use(
      http.get(at('/jobs/j/events'), () => {
        const open = new ReadableStream<Uint8Array>({
          start: (controller) => controller.enqueue(new TextEncoder().encode(events(running))),
        })
        return new HttpResponse(open, { headers: { 'Content-Type': 'text/event-stream' } })
      }),
    )
    const followed = followJob('j', { ...heard.follower, onEvent: () => abort.abort() }, abort.signal, hurried())
    await expect(followed).resolves.toBeUndefined()
  })
})
