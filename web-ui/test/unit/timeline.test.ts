import { describe, expect, it } from 'vitest'
import { areaOf, knownAndExpected, layoutOf, PLOT, stepsOf } from '@/features/jobs/timeline/layout'
import { timeline } from './service'

const HOUR = 3_600_000

describe('the picture of a timeline', () => {
  const shown = timeline()
  const layout = layoutOf(shown, 400 + PLOT.left + PLOT.right)
  const curve = shown.zones[0]
  if (curve === undefined) throw new Error('a zone')

  it('reaches to the end of the plan while the job is open, and to its own end afterwards', () => {
    expect(layout.to - layout.from).toBe(4 * HOUR)
    const over = layoutOf({ ...shown, spans: shown.spans.map((span) => ({ ...span, to: span.to ?? shown.to })) }, 456)
    expect(over.to - over.from).toBe(2 * HOUR)
  })

  it('begins its scale at nothing and ends it above the highest hour', () => {
    expect(layout.grams).toEqual([0, 200, 400, 600])
    expect(layout.y(0)).toBe(PLOT.top + PLOT.height)
    expect(layout.y(600)).toBe(PLOT.top)
  })

  it('draws hours as steps, and fills those in which the job ran', () => {
    expect(stepsOf(curve.hours, layout)).toBe(
      `M46 ${layout.y(420)}H146L146 ${layout.y(100)}H246L246 ${layout.y(100)}H346L346 ${layout.y(150)}H446`,
    )
    const ran = areaOf(curve, layout, Date.parse('2026-01-05T11:30:00Z'), Date.parse('2026-01-05T12:00:00Z'))
    expect(ran).toBe(`M196 ${layout.y(100)}H246V${layout.y(0)}H196Z`)
    expect(areaOf(curve, layout, layout.to + HOUR, layout.to + 2 * HOUR)).toBe('')
  })

  it('fills from where the curve begins, which of a long job is later than the run', () => {
    const late = { ...curve, hours: curve.hours.slice(1) }
    const ran = areaOf(late, layout, Date.parse('2026-01-05T10:00:00Z'), Date.parse('2026-01-05T12:00:00Z'))
    expect(ran).toBe(`M146 ${layout.y(100)}H246V${layout.y(0)}H146Z`)
  })

  it('tells hours that are known from those that are not, also where one between them was never told', () => {
    const hours = curve.hours.map((hour, index) => ({ ...hour, expected: index === 1 }))
    const [known, expected] = knownAndExpected({ ...curve, hours })
    expect(stepsOf(known, layout)).toBe(`M46 ${layout.y(420)}H146M246 ${layout.y(100)}H346L346 ${layout.y(150)}H446`)
    expect(stepsOf(expected, layout)).toBe(`M146 ${layout.y(100)}H246`)
  })

  it('marks full hours', () => {
    expect(layout.times.length).toBeGreaterThan(1)
    for (const time of layout.times) expect(new Date(time).getMinutes()).toBe(0)
  })

  /** The marks of a job that takes from one moment to another. */
  const marks = (from: string, to: string, width: number) =>
    layoutOf({ from, to, spans: [], zones: [] }, width + PLOT.left + PLOT.right).times.map((at) => new Date(at))

  it('marks midnights as midnights where clocks are moved between them', () => {
    const zone = process.env.TZ
    process.env.TZ = 'Europe/Berlin'
    try {
      const days = marks('2026-10-23T10:00:00Z', '2026-10-29T10:00:00Z', 640)
      expect(days.map((day) => [day.getDate(), day.getHours()])).toEqual(
        [24, 25, 26, 27, 28, 29].map((date) => [date, 0]),
      )
      const spring = marks('2026-03-28T23:00:00Z', '2026-03-29T06:00:00Z', 640)
      expect(spring.map((hour) => hour.getHours())).toEqual([0, 1, 3, 4, 5, 6, 7, 8])
      const autumn = marks('2026-10-24T22:00:00Z', '2026-10-25T12:00:00Z', 400)
      expect(autumn.map((hour) => hour.getHours())).toEqual([0, 3, 6, 9, 12])
    } finally {
      process.env.TZ = zone
    }
  })

  it('leaves room between the marks of a job of months', () => {
    const months = marks('2026-01-05T10:00:00Z', '2026-07-05T10:00:00Z', 300)
    expect(months.length).toBeGreaterThan(1)
    expect(months.length).toBeLessThanOrEqual(5)
  })
})
