import type { Timeline } from '@/shared/api/wire'

const COLOURS = ['--cw-curve-held-out', '--cw-curve-train', '--cw-curve-other'] as const

/** The colour of a zone's curve; of more zones than colours the last share one. */
export function colourOfZone(zones: Timeline['zones'], zone: string): string {
  const index = zones.findIndex((one) => one.zone === zone)
  return COLOURS[Math.min(Math.max(index, 0), COLOURS.length - 1)] ?? COLOURS[0]
}
