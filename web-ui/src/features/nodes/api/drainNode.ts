import { bodyOf, client } from '@/shared/api/client'
import type { NodeView } from '@/shared/api/wire'

/** `PUT /nodes/{id}/drain`: it hands back its work and takes nothing new; repeating it changes nothing. */
export async function drainNode(id: string): Promise<NodeView> {
  return bodyOf(await client.PUT('/api/v1/nodes/{id}/drain', { params: { path: { id } } }))
}
