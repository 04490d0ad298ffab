import { bodyOf, client } from '@/shared/api/client'
import type { JobExplanation } from '@/shared/api/wire'

/** `GET /jobs/{id}/explanation`. */
export async function getExplanation(id: string, signal: AbortSignal): Promise<JobExplanation> {
  return bodyOf(await client.GET('/api/v1/jobs/{id}/explanation', { params: { path: { id } }, signal }))
}
