import { describe, expect, it } from 'vitest'
import { areaOf, expectedFrom, layoutOf, PLOT, stepsOf } from '@/features/jobs/timeline/layout'
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
    expect(stepsOf(curve, layout)).toBe(
      `M46 ${layout.y(420)}H146L146 ${layout.y(100)}H246L246 ${layout.y(100)}H346L346 ${layout.y(150)}H446`,
    )
    const ran = areaOf(curve, layout, Date.parse('2026-01-05T11:30:00Z'), Date.parse('2026-01-05T12:00:00Z'))
    expect(ran).toBe(`M196 ${layout.y(100)}H246V${layout.y(0)}H196Z`)
    expect(areaOf(curve, layout, layout.to + HOUR, layout.to + 2 * HOUR)).toBe('')
  })

  it('knows from when on hours are only expected', () => {
    expect(expectedFrom(curve)).toBe(Date.parse('2026-01-05T12:00:00Z'))
    expect(expectedFrom({ ...curve, hours: curve.hours.slice(0, 2) })).toBe(Infinity)
  })

  it('marks full hours', () => {
    expect(layout.times.length).toBeGreaterThan(1)
    for (const time of layout.times) expect(new Date(time).getMinutes()).toBe(0)
  })
})
