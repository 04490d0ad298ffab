import { bodyOf, client } from '@/shared/api/client'

/** `GET /schemas/job-spec`: the JSON Schema of the spec. */
export async function getSchema(signal: AbortSignal): Promise<Record<string, unknown>> {
  return bodyOf(await client.GET('/api/v1/schemas/job-spec', { signal }))
}
