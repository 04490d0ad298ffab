import { bodyOf, client } from '@/shared/api/client'
import type { JobPage } from '@/shared/api/wire'
import { GROUPS, type JobFilter } from '../jobFilter'

/** `GET /jobs`: one page, newest first. */
export async function listJobs(
  { show, name }: JobFilter,
  cursor: string | null,
  signal: AbortSignal,
): Promise<JobPage> {
  const query = {
    limit: 50,
    ...(show === undefined ? {} : { state: [...GROUPS[show]] }),
    ...(name === undefined ? {} : { name }),
    ...(cursor === null ? {} : { cursor }),
  }
  return bodyOf(await client.GET('/api/v1/jobs', { params: { query }, signal }))
}
