import { bodyOf, client } from '@/shared/api/client'
import type { JobView } from '@/shared/api/wire'

/** `PUT /jobs/{id}/cancellation`: repeating it changes nothing. */
export async function cancelJob(id: string): Promise<JobView> {
  return bodyOf(await client.PUT('/api/v1/jobs/{id}/cancellation', { params: { path: { id } } }))
}
