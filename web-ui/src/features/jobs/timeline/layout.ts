import type { Timeline } from '@/shared/api/wire'

const HOUR = 3_600_000

type Span = Timeline['spans'][number]
type Curve = Timeline['zones'][number]

/** Where things lie in the picture of a timeline, in pixels. */
export interface Layout {
  x: (at: number) => number
  y: (gramsPerKwh: number) => number
  from: number
  to: number
  /** Moments of the axis below. */
  times: number[]
  /** Intensities of the axis beside. */
  grams: number[]
}

export const BAND = { top: 6, height: 34 }
/** On the right there is room for half a label of the axis of times. */
export const PLOT = { top: 58, height: 130, left: 46, right: 24 }
export const HEIGHT = PLOT.top + PLOT.height + 26

export const startOf = (span: Span) => Date.parse(span.from)
export const endOf = (span: Span, timeline: Timeline) => Date.parse(span.to ?? timeline.to)

/** A step for an axis: the smallest of 1, 2 and 5 times a power of ten that takes at most `most` of them. */
function stepFor(range: number, most: number): number {
  const rough = Math.max(range / most, 1e-9)
  const power = 10 ** Math.floor(Math.log10(rough))
  return ([1, 2, 5, 10].find((factor) => factor * power >= rough) ?? 10) * power
}

const HOUR_STEPS = [1, 2, 3, 6, 12, 24, 48, 168]

/** Times of the axis: full hours of the reader's own clock, so that midnight is among them. */
function timesBetween(from: number, to: number, most: number): number[] {
  const hours = (to - from) / HOUR
  const step = HOUR_STEPS.find((one) => hours / one <= most) ?? 168
  const first = new Date(from)
  first.setHours(0, 0, 0, 0)
  const times = []
  for (let at = first.getTime(); at <= to; at += step * HOUR) if (at >= from) times.push(at)
  return times
}

export function layoutOf(timeline: Timeline, width: number): Layout {
  const ends = timeline.zones.flatMap(({ hours }) => hours.map(({ at }) => Date.parse(at) + HOUR))
  const from = Date.parse(timeline.from)
  const to = Math.max(Date.parse(timeline.to), from + 60_000, ...(isOpen(timeline) ? ends : []))
  const most = Math.max(1, ...timeline.zones.flatMap(({ hours }) => hours.map(({ gramsPerKwh }) => gramsPerKwh)))
  const step = stepFor(most, 4)
  const top = Math.ceil(most / step) * step
  const inner = Math.max(40, width - PLOT.left - PLOT.right)
  return {
    x: (at) => PLOT.left + (Math.min(Math.max(at, from), to) - from) * (inner / (to - from)),
    y: (gramsPerKwh) => PLOT.top + PLOT.height * (1 - gramsPerKwh / top),
    from,
    to,
    times: timesBetween(from, to, Math.max(2, Math.floor(inner / 64))),
    grams: Array.from({ length: Math.round(top / step) + 1 }, (_, index) => index * step),
  }
}

export function isOpen(timeline: Timeline): boolean {
  return timeline.spans.some((span) => span.to == null)
}

/** The curve as steps, an hour each, within a time. */
export function stepsOf(curve: Curve, { x, y }: Layout, from = -Infinity, to = Infinity): string {
  let path = ''
  for (const { at, gramsPerKwh } of curve.hours) {
    const begins = Math.max(Date.parse(at), from)
    const ends = Math.min(Date.parse(at) + HOUR, to)
    if (begins < ends) path += `${path === '' ? 'M' : 'L'}${x(begins)} ${y(gramsPerKwh)}H${x(ends)}`
  }
  return path
}

/** What lies under the curve while the job ran there. */
export function areaOf(curve: Curve, layout: Layout, from: number, to: number): string {
  const steps = stepsOf(curve, layout, from, to)
  return steps === '' ? '' : `${steps}V${layout.y(0)}H${layout.x(Math.max(from, layout.from))}Z`
}

/** From when on the curve is what is expected. */
export function expectedFrom(curve: Curve): number {
  const first = curve.hours.find(({ expected }) => expected)
  return first === undefined ? Infinity : Date.parse(first.at)
}
