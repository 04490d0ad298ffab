import { bodyOf, client } from '@/shared/api/client'
import type { Receipt } from '@/shared/api/wire'
import type { Month } from '../month'

/** `GET /account/receipt`. */
export async function getAccountReceipt(month: Month, signal: AbortSignal): Promise<Receipt> {
  const query = month === undefined ? {} : { month }
  return bodyOf(await client.GET('/api/v1/account/receipt', { params: { query }, signal }))
}
