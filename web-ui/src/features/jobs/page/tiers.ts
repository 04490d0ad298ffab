import type { JobEnergy } from '@/shared/api/wire'
import type { WordKey } from '@/shared/i18n/keys'

/** How energy was found, best first. */
export const TIERS: Record<JobEnergy['tier'], WordKey> = {
  A: 'jobs.energy.tierA',
  B: 'jobs.energy.tierB',
  C: 'jobs.energy.tierC',
  D: 'jobs.energy.tierD',
}
