import { bodyOf, client } from '@/shared/api/client'
import type { Receipt } from '@/shared/api/wire'
import type { Month } from '../month'

/** `GET /nodes/{id}/receipt`. */
export async function getNodeReceipt(id: string, month: Month, signal: AbortSignal): Promise<Receipt> {
  const query = month === undefined ? {} : { month }
  return bodyOf(await client.GET('/api/v1/nodes/{id}/receipt', { params: { path: { id }, query }, signal }))
}
