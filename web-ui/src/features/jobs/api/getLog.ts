import { bodyOf, client } from '@/shared/api/client'
import type { LogPage } from '@/shared/api/wire'

/** `GET /jobs/{id}/logs`: a page of lines after `after`, oldest first. */
export async function getLog(id: string, after: number | null, signal: AbortSignal): Promise<LogPage> {
  const query = { limit: 1000, ...(after === null ? {} : { after }) }
  return bodyOf(await client.GET('/api/v1/jobs/{id}/logs', { params: { path: { id }, query }, signal }))
}
