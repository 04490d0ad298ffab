import type { JobView } from '@/shared/api/wire'

/** Seconds from the first start to the end, or to now; waiting between attempts is counted. */
export function secondsSpent(job: JobView, now: number): number | null {
  if (job.startedAt == null) return null
  const end = job.finishedAt == null ? now : Date.parse(job.finishedAt)
  return Math.max(0, (end - Date.parse(job.startedAt)) / 1000)
}

/** Seconds until the last step if it goes on as it did so far: an estimate; null before there is anything to go by. */
export function secondsLeft(job: JobView, now: number): number | null {
  const spent = secondsSpent(job, now)
  const progress = job.progress
  if (spent === null || progress == null || progress.step === 0) return null
  const done = (Date.parse(progress.at) - Date.parse(job.startedAt ?? progress.at)) / 1000
  if (done <= 0) return null
  return Math.max(0, ((progress.totalSteps - progress.step) / progress.step) * done)
}
