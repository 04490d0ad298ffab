import { bodyOf, client } from '@/shared/api/client'
import type { NodeView } from '@/shared/api/wire'

/** `DELETE /nodes/{id}/drain`: a drained node takes work again. */
export async function openNode(id: string): Promise<NodeView> {
  return bodyOf(await client.DELETE('/api/v1/nodes/{id}/drain', { params: { path: { id } } }))
}
