import type { Timeline } from '@/shared/api/wire'

const HOUR = 3_600_000

type Span = Timeline['spans'][number]
type Curve = Timeline['zones'][number]
type Hour = Curve['hours'][number]

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

const WEEK = 168

/**
 * Times of the axis: full hours of the reader's own clock, midnight among them. Counted day by day, for a day has 23 or 25
 * hours where clocks are moved.
 */
function timesBetween(from: number, to: number, most: number): number[] {
  const hours = (to - from) / HOUR
  const step = HOUR_STEPS.find((one) => hours / one <= most) ?? WEEK * Math.ceil(hours / WEEK / most)
  const start = new Date(from)
  const times: number[] = []
  for (let day = start.getDate(); ; day += Math.max(1, step / 24)) {
    for (let hour = 0; hour < 24; hour += step) {
      const at = new Date(start.getFullYear(), start.getMonth(), day, hour).getTime()
      if (at > to) return times
      // An hour that the clock leaves out is the next one.
      if (at >= from && at !== times.at(-1)) times.push(at)
    }
  }
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

/** The hours of a curve as steps, each joined to the one before where that is the hour before. */
export function stepsOf(hours: readonly Hour[], { x, y }: Layout, from = -Infinity, to = Infinity): string {
  let path = ''
  let reached = NaN
  for (const { at, gramsPerKwh } of hours) {
    const begins = Math.max(Date.parse(at), from)
    const ends = Math.min(Date.parse(at) + HOUR, to)
    if (begins >= ends) continue
    path += `${begins === reached ? 'L' : 'M'}${x(begins)} ${y(gramsPerKwh)}H${x(ends)}`
    reached = ends
  }
  return path
}

/** What lies under the curve while the job ran there; of a long job the curve begins later than the job. */
export function areaOf({ hours }: Curve, layout: Layout, from: number, to: number): string {
  const steps = stepsOf(hours, layout, from, to)
  const begins = Math.max(from, layout.from, ...hours.slice(0, 1).map(({ at }) => Date.parse(at)))
  return steps === '' ? '' : `${steps}V${layout.y(0)}H${layout.x(begins)}Z`
}

/** The hours that are known, and those that are still to come or of which nobody told. */
export function knownAndExpected({ hours }: Curve): [known: Hour[], expected: Hour[]] {
  return [hours.filter(({ expected }) => !expected), hours.filter(({ expected }) => expected)]
}
