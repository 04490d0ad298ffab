import type { JobView } from '@/shared/api/wire'

/** The final value on the evaluation split, else the newest one on the way. */
export function accuracyOf(job: JobView): number | null {
  return job.evaluation.accuracy ?? job.progress?.accuracy ?? null
}

/** The final value on the evaluation split, else the newest training loss. */
export function lossOf(job: JobView): number | null {
  return job.evaluation.loss ?? job.progress?.loss ?? null
}
