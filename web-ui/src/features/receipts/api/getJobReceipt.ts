import { bodyOf, client } from '@/shared/api/client'
import type { Receipt } from '@/shared/api/wire'

/** `GET /jobs/{id}/receipt`. */
export async function getJobReceipt(id: string, signal: AbortSignal): Promise<Receipt> {
  return bodyOf(await client.GET('/api/v1/jobs/{id}/receipt', { params: { path: { id } }, signal }))
}
