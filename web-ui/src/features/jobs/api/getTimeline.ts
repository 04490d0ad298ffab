import { bodyOf, client } from '@/shared/api/client'
import type { Timeline } from '@/shared/api/wire'

/** `GET /jobs/{id}/timeline`. */
export async function getTimeline(id: string, signal: AbortSignal): Promise<Timeline> {
  return bodyOf(await client.GET('/api/v1/jobs/{id}/timeline', { params: { path: { id } }, signal }))
}
