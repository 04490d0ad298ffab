import type { DatasetView } from '@/shared/api/wire'

type Splits = DatasetView['manifest']['splits']

/** Examples of all splits together. */
export function examplesOf(splits: Splits): number {
  return Object.values(splits).reduce((sum, { examples }) => sum + examples, 0)
}
