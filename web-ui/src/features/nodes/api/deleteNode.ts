import { client } from '@/shared/api/client'

/** `DELETE /nodes/{id}`: the machine's token is void from then on. */
export async function deleteNode(id: string): Promise<void> {
  await client.DELETE('/api/v1/nodes/{id}', { params: { path: { id } } })
}
