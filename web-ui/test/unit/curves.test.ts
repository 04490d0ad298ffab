import { describe, expect, it } from 'vitest'
import { type Curves, withPoints } from '@/features/jobs/run/curves'
import { MOST_LINES, withLines } from '@/features/jobs/run/logLines'
import type { LogLine, MetricPoint } from '@/shared/api/wire'

const point = (step: number, value: number, more: Partial<MetricPoint> = {}): MetricPoint => ({
  step,
  epoch: step / 10,
  name: 'loss',
  split: 'train',
  value,
  at: '2026-01-05T10:00:00Z',
  ...more,
})
const none: Curves = new Map()
const train = (curves: Curves) => curves.get('loss train')

describe('curves', () => {
  it('keep points in order of their steps, whatever order they come in', () => {
    const curves = withPoints(none, [point(30, 3), point(10, 1), point(20, 2)])
    expect(train(curves)?.steps).toEqual([10, 20, 30])
    expect(train(curves)?.values).toEqual([1, 2, 3])
    expect(train(curves)?.epochs).toEqual([1, 2, 3])
  })

  it('show a step once: the newer point replaces the older', () => {
    const curves = withPoints(withPoints(none, [point(10, 1), point(20, 2)]), [point(20, 5), point(30, 3)])
    expect(train(curves)?.steps).toEqual([10, 20, 30])
    expect(train(curves)?.values).toEqual([1, 5, 3])
  })

  it('keep what was measured later at a step, whichever answer came first', () => {
    const before = point(10, 1, { at: '2026-01-05T09:00:00Z' })
    const again = point(10, 5, { at: '2026-01-05T10:00:00Z' })
    expect(train(withPoints(withPoints(none, [again]), [before]))?.values).toEqual([5])
    expect(train(withPoints(withPoints(none, [before]), [again]))?.values).toEqual([5])
  })

  it('keep metrics and splits apart', () => {
    const curves = withPoints(none, [point(1, 1), point(1, 2, { split: 'heldOut' }), point(1, 3, { name: 'accuracy' })])
    expect([...curves.values()].map(({ values }) => values)).toEqual([[1], [2], [3]])
  })

  it('leave what they were given as it was, and what has no news the same object', () => {
    const before = withPoints(none, [point(1, 1), point(1, 2, { split: 'heldOut' })])
    const after = withPoints(before, [point(2, 3)])
    expect(train(before)?.steps).toEqual([1])
    expect(after.get('loss heldOut')).toBe(before.get('loss heldOut'))
    expect(withPoints(before, [])).toBe(before)
  })

  it('stay small in a long run, and keep both ends', () => {
    let curves = none
    for (let step = 1; step <= 20_000; step += 100) {
      curves = withPoints(
        curves,
        Array.from({ length: 100 }, (_, i) => point(step + i, i)),
      )
    }
    const steps = train(curves)?.steps ?? []
    expect(steps.length).toBeLessThanOrEqual(4000)
    expect(steps.length).toBeGreaterThan(1500)
    expect(steps[0]).toBe(1)
    expect(steps.slice(-3)).toEqual([19_998, 19_999, 20_000])
  })
})

describe('log lines', () => {
  const line = (seq: number): LogLine => ({ seq, at: '2026-01-05T10:00:00Z', level: 'INFO', text: `line ${seq}` })
  const seqs = (lines: readonly LogLine[]) => lines.map(({ seq }) => seq)

  it('are each shown once and in order, where the past and the stream overlap', () => {
    const live = withLines([], [line(4), line(5)])
    expect(seqs(withLines(live, [line(1), line(2), line(3), line(4)]))).toEqual([1, 2, 3, 4, 5])
    expect(seqs(withLines(live, [line(6)]))).toEqual([4, 5, 6])
  })

  it('are only the newest of a long log', () => {
    const lines = withLines(
      [],
      Array.from({ length: MOST_LINES + 10 }, (_, i) => line(i + 1)),
    )
    expect(lines.length).toBe(MOST_LINES)
    expect(lines.at(-1)?.seq).toBe(MOST_LINES + 10)
  })
})
