import { client } from '@/shared/api/client'

/** `PUT /jobs/{id}/checkpoint-request`: the node hears of it with its next report; repeating it changes nothing. */
export async function requestCheckpoint(id: string): Promise<void> {
  await client.PUT('/api/v1/jobs/{id}/checkpoint-request', { params: { path: { id } } })
}
