import { bodyOf, client } from '@/shared/api/client'
import type { NodePage } from '@/shared/api/wire'

/** `GET /nodes`: the caller's own, or all for an operator. */
export async function listNodes(signal: AbortSignal): Promise<NodePage> {
  return bodyOf(await client.GET('/api/v1/nodes', { signal }))
}
