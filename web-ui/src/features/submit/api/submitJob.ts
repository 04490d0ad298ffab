import { bodyOf, client } from '@/shared/api/client'
import type { JobView } from '@/shared/api/wire'

/** `POST /jobs`: the same key with the same text gives the same job, so a lost answer can be asked for again. */
export async function submitJob({ text, key }: { text: string; key: string }): Promise<JobView> {
  return bodyOf(
    await client.POST('/api/v1/jobs', {
      body: text,
      bodySerializer: (body) => body,
      headers: { 'Content-Type': 'application/yaml' },
      params: { header: { 'Idempotency-Key': key } },
    }),
  )
}
