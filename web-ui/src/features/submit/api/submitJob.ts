import { bodyOf, client } from '@/shared/api/client'
import type { JobView } from '@/shared/api/wire'
import { yamlBody } from '@/shared/job-spec/yamlBody'

/** `POST /jobs`: the same key with the same text gives the same job, so a lost answer can be asked for again. */
export async function submitJob({ text, key }: { text: string; key: string }): Promise<JobView> {
  const params = { header: { 'Idempotency-Key': key } }
  return bodyOf(await client.POST('/api/v1/jobs', { ...yamlBody(text), params }))
}
