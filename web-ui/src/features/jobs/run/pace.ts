import type { JobView, Timeline } from '@/shared/api/wire'

/** Seconds from the first start to the end, or to now; waiting between attempts is counted. */
export function secondsSpent(job: JobView, now: number): number | null {
  if (job.startedAt == null) return null
  const end = job.finishedAt == null ? now : Date.parse(job.finishedAt)
  return Math.max(0, (end - Date.parse(job.startedAt)) / 1000)
}

/**
 * Seconds until the last step if it goes on as it did while it ran so far, waits left out: an estimate; null before there
 * is anything to go by.
 */
export function secondsLeft({ progress }: JobView, { spans }: Timeline): number | null {
  if (progress == null || progress.step === 0) return null
  const at = Date.parse(progress.at)
  const ran = spans
    .filter(({ state }) => state === 'RUNNING')
    .map(({ from, to }) => Math.min(to == null ? at : Date.parse(to), at) - Date.parse(from))
    .reduce((sum, ms) => sum + Math.max(0, ms) / 1000, 0)
  if (ran === 0) return null
  return Math.max(0, ((progress.totalSteps - progress.step) / progress.step) * ran)
}
