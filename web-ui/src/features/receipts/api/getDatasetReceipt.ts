import { bodyOf, client } from '@/shared/api/client'
import type { Receipt } from '@/shared/api/wire'
import type { Month } from '../month'

/** `GET /datasets/{name}/{version}/receipt`. */
export async function getDatasetReceipt(
  name: string,
  version: number,
  month: Month,
  signal: AbortSignal,
): Promise<Receipt> {
  const query = month === undefined ? {} : { month }
  const params = { path: { name, version }, query }
  return bodyOf(await client.GET('/api/v1/datasets/{name}/{version}/receipt', { params, signal }))
}
