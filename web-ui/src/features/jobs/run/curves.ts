import type { MetricPoint } from '@/shared/api/wire'

/** One metric on one split; the lists go together, ordered by step, each step once. */
export interface Curve {
  name: string
  split: string
  steps: number[]
  epochs: number[]
  values: number[]
  /** When each was measured, in ms. */
  times: number[]
}

export type Curves = ReadonlyMap<string, Curve>

/** More points than this are thinned: a screen shows no more. */
const MOST_POINTS = 4000

/** Adds points; of two with the same step the one that was measured later stays, whichever came first. Curves without news stay the same objects. */
export function withPoints(curves: Curves, points: readonly MetricPoint[]): Curves {
  if (points.length === 0) return curves
  const all = new Map(curves)
  const fresh = new Set<string>()
  for (const point of points) {
    const key = `${point.name} ${point.split}`
    let curve = all.get(key)
    if (curve === undefined || !fresh.has(key)) {
      curve = {
        name: point.name,
        split: point.split,
        steps: [...(curve?.steps ?? [])],
        epochs: [...(curve?.epochs ?? [])],
        values: [...(curve?.values ?? [])],
        times: [...(curve?.times ?? [])],
      }
      all.set(key, curve)
      fresh.add(key)
    }
    put(curve, point)
  }
  for (const key of fresh) {
    const curve = all.get(key)
    if (curve !== undefined && curve.steps.length > MOST_POINTS) all.set(key, thinned(curve))
  }
  return all
}

function put(curve: Curve, { step, epoch, value, at }: MetricPoint): void {
  let low = 0
  let high = curve.steps.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((curve.steps[middle] ?? Infinity) < step) low = middle + 1
    else high = middle
  }
  const replaced = curve.steps[low] === step ? 1 : 0
  const time = Date.parse(at)
  // What was stored before may be told after what the stream brings.
  if (replaced === 1 && time < (curve.times[low] ?? -Infinity)) return
  curve.steps.splice(low, replaced, step)
  curve.epochs.splice(low, replaced, epoch)
  curve.values.splice(low, replaced, value)
  curve.times.splice(low, replaced, time)
}

/** Leaves out every second point of the older half; the newest stay as they are. */
function thinned(curve: Curve): Curve {
  const half = curve.steps.length >>> 1
  const stays = (_: number, index: number) => index >= half || index % 2 === 0
  return {
    ...curve,
    steps: curve.steps.filter(stays),
    epochs: curve.epochs.filter(stays),
    values: curve.values.filter(stays),
    times: curve.times.filter(stays),
  }
}
