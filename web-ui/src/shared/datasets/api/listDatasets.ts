import { bodyOf, client } from '@/shared/api/client'
import type { DatasetPage } from '@/shared/api/wire'

/** `GET /datasets`: all that the caller may see. */
export async function listDatasets(signal: AbortSignal): Promise<DatasetPage> {
  return bodyOf(await client.GET('/api/v1/datasets', { signal }))
}
