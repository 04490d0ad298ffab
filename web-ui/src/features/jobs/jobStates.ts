import type { JobState } from '@/shared/api/wire'
import type { WordKey } from '@/shared/i18n/keys'
import type { IconName } from '@/shared/ui/Icon'
import type { Tone } from '@/shared/ui/Tag'

interface Look {
  tone: Tone
  icon: IconName
  words: WordKey
  /** Whether no transition leads out of it. */
  final: boolean
}

export const JOB_STATES: Record<JobState, Look> = {
  QUEUED: { tone: 'idle', icon: 'queued', words: 'jobs.state.queued', final: false },
  WAITING: { tone: 'wait', icon: 'waiting', words: 'jobs.state.waiting', final: false },
  RUNNING: { tone: 'run', icon: 'running', words: 'jobs.state.running', final: false },
  PAUSED: { tone: 'rest', icon: 'paused', words: 'jobs.state.paused', final: false },
  SUCCEEDED: { tone: 'good', icon: 'succeeded', words: 'jobs.state.succeeded', final: true },
  FAILED: { tone: 'bad', icon: 'failed', words: 'jobs.state.failed', final: true },
  CANCELLED: { tone: 'idle', icon: 'cancelled', words: 'jobs.state.cancelled', final: true },
}

export function isFinal(state: JobState): boolean {
  return JOB_STATES[state].final
}

/** Whether nothing works on it, and something could. */
export function waits(state: JobState): boolean {
  return state === 'QUEUED' || state === 'WAITING' || state === 'PAUSED'
}
