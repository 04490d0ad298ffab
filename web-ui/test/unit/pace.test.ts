import { describe, expect, it } from 'vitest'
import { secondsLeft } from '@/features/jobs/run/pace'
import type { Timeline } from '@/shared/api/wire'
import { job } from './service'

const progress = { step: 200, totalSteps: 400, epoch: 1, totalEpochs: 2, at: '2026-01-05T20:10:00Z' }
const begun = job({ startedAt: '2026-01-05T10:00:00Z', progress })
const spans = (...spans: [state: 'RUNNING' | 'PAUSED' | 'QUEUED', from: string, to?: string][]): Timeline => ({
  from: '2026-01-05T10:00:00Z',
  to: '2026-01-05T20:11:00Z',
  spans: spans.map(([state, from, to]) => ({
    state,
    from: `2026-01-05T${from}:00Z`,
    ...(to === undefined ? {} : { to: `2026-01-05T${to}:00Z` }),
  })),
  zones: [],
})

describe('the time that is left', () => {
  it('goes by the time in which the job ran, not by the hours in which it waited', () => {
    const moved = spans(
      ['RUNNING', '10:00', '10:10'],
      ['PAUSED', '10:10', '19:00'],
      ['QUEUED', '19:00', '20:00'],
      ['RUNNING', '20:00'],
    )
    expect(secondsLeft(begun, moved)).toBe(20 * 60)
  })

  it('counts nothing after the last report', () => {
    expect(secondsLeft(begun, spans(['RUNNING', '20:00', '20:40']))).toBe(10 * 60)
    expect(secondsLeft(begun, spans(['RUNNING', '20:00', '20:10'], ['RUNNING', '20:30']))).toBe(10 * 60)
  })

  it('is not known before a first step, or before the timeline knows of a run', () => {
    const unbegun = job({ progress: { ...progress, step: 0 } })
    expect(secondsLeft(unbegun, spans(['RUNNING', '20:00']))).toBeNull()
    expect(secondsLeft(job(), spans(['RUNNING', '20:00']))).toBeNull()
    expect(secondsLeft(begun, spans(['QUEUED', '20:00']))).toBeNull()
  })
})
