import { ProblemError } from '@/shared/api/problem'
import { openEvents } from '../api/openEvents'
import { isFinal } from '../jobStates'
import { beginAttempt, browser, seen, type World } from './attempt'
import { type JobEvent, readEvents } from './jobEvents'

export type Connection = 'connecting' | 'live' | 'lost' | 'ended'

export interface Follower {
  onConnection: (connection: Connection) => void
  /** What happened before must be fetched: a stream starts anew, or there is none. */
  onFreshStart: () => void
  onEvent: (event: JobEvent) => void
}

export interface Patience extends World {
  /** Waits before the next attempt; rejects when aborted. */
  wait: (ms: number, signal: AbortSignal) => Promise<void>
  /** 0 ≤ x < 1, spreads the attempts of many pages. */
  random: () => number
}

const FIRST_WAIT_MS = 500
const LONGEST_WAIT_MS = 15_000

export const patience: Patience = {
  ...browser,
  random: Math.random,
  wait: (ms, signal) =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(done, ms)
      // A network that comes back is worth an attempt at once.
      addEventListener('online', done)
      signal.addEventListener('abort', stop)
      function clear() {
        clearTimeout(timer)
        removeEventListener('online', done)
        signal.removeEventListener('abort', stop)
      }
      function done() {
        clear()
        resolve()
      }
      function stop() {
        clear()
        reject(signal.reason as Error)
      }
    }),
}

/**
 * Follows a job until its final state, through lost connections, silent ones and times in which nobody looks: each new
 * attempt resumes after the last event that arrived. Throws when the service refuses (no session, no such job) or `signal` aborts.
 */
export async function followJob(
  id: string,
  follower: Follower,
  signal: AbortSignal,
  world: Patience = patience,
): Promise<void> {
  let lastEventId: string | null = null
  let failures = 0
  let started = false
  for (;;) {
    try {
      await seen(signal, world)
    } catch {
      return
    }
    follower.onConnection(failures === 0 ? 'connecting' : 'lost')
    const attempt = beginAttempt(signal, world)
    try {
      const resumed = lastEventId !== null
      const bytes = await openEvents(id, lastEventId, attempt.signal)
      let begun = false
      for await (const received of readEvents(bytes, attempt)) {
        if (signal.aborted) return
        failures = 0
        lastEventId = received.id ?? lastEventId
        if (!begun) {
          begun = true
          follower.onConnection('live')
          if (!resumed) {
            started = true
            follower.onFreshStart()
          }
        }
        follower.onEvent(received.event)
        if (received.event.name === 'state' && isFinal(received.event.job.state)) {
          follower.onConnection('ended')
          return
        }
      }
    } catch (error) {
      if (signal.aborted) return
      if (error instanceof ProblemError && error.problem.status < 500 && error.problem.status !== 429) throw error
    } finally {
      attempt.end()
    }
    if (signal.aborted) return
    if (attempt.isUnseen()) continue
    failures += 1
    if (!started) {
      // Without a stream the page still shows what is stored.
      started = true
      follower.onFreshStart()
    }
    const longest = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (failures - 1))
    try {
      await world.wait(longest * (0.5 + world.random() / 2), signal)
    } catch {
      return
    }
  }
}
