import { queryOptions } from '@tanstack/react-query'
import type { JobView } from '@/shared/api/wire'
import { getTimeline } from '../api/getTimeline'
import { isFinal } from '../jobStates'

const MINUTE = 60_000

/** A job's timeline, renewed each minute until it ends. */
export const timelineQuery = (job: JobView) =>
  queryOptions({
    // Whatever moves the job makes a new picture of it.
    queryKey: ['job', job.id, 'timeline', job.state, job.attempts, job.timing?.decidedAt],
    queryFn: ({ signal }) => getTimeline(job.id, signal),
    placeholderData: (before) => before,
    refetchInterval: isFinal(job.state) ? false : MINUTE,
  })
