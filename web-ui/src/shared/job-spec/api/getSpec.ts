import { bodyOf, client } from '@/shared/api/client'

/** `GET /jobs/{id}/spec`: the spec's text exactly as it was sent. */
export async function getSpec(id: string, signal: AbortSignal): Promise<string> {
  return bodyOf(await client.GET('/api/v1/jobs/{id}/spec', { params: { path: { id } }, parseAs: 'text', signal }))
}
