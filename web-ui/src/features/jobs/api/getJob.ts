import { bodyOf, client } from '@/shared/api/client'
import type { JobView } from '@/shared/api/wire'

/** `GET /jobs/{id}`. */
export async function getJob(id: string, signal: AbortSignal): Promise<JobView> {
  return bodyOf(await client.GET('/api/v1/jobs/{id}', { params: { path: { id } }, signal }))
}
