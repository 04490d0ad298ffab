import type { TFunction } from 'i18next'

/** The curve's colour, as a CSS variable. */
export function colourOf(split: string): string {
  if (split === 'train') return '--cw-curve-train'
  if (split === 'heldOut') return '--cw-curve-held-out'
  return '--cw-curve-other'
}

/** The split in words; a split that the spec named itself keeps its name. */
export function splitWords(t: TFunction, split: string): string {
  if (split === 'train') return t('jobs.curves.train')
  if (split === 'heldOut') return t('jobs.curves.heldOut')
  return split
}
