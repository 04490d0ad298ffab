import { bodyOf, client } from '@/shared/api/client'
import type { DatasetView } from '@/shared/api/wire'

/** `GET /datasets/{name}/{version}`. */
export async function getDataset(name: string, version: number, signal: AbortSignal): Promise<DatasetView> {
  return bodyOf(await client.GET('/api/v1/datasets/{name}/{version}', { params: { path: { name, version } }, signal }))
}
