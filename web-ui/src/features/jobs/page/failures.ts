import type { JobView } from '@/shared/api/wire'
import type { WordKey } from '@/shared/i18n/keys'

type FailureKind = NonNullable<JobView['failure']>['kind']

export const FAILURES: Record<FailureKind, WordKey> = {
  SPEC: 'jobs.failure.spec',
  OUT_OF_MEMORY: 'jobs.failure.outOfMemory',
  NOT_FINITE: 'jobs.failure.notFinite',
  NODE_FAULT: 'jobs.failure.nodeFault',
  STALLED: 'jobs.failure.stalled',
  BUDGET: 'jobs.failure.budget',
  CARBON_BUDGET: 'jobs.failure.carbonBudget',
}
