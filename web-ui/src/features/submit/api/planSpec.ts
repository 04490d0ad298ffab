import { bodyOf, client } from '@/shared/api/client'
import type { PlanView } from '@/shared/api/wire'
import { yamlBody } from '@/shared/job-spec/yamlBody'

/** `POST /plans`: what a spec would need; nothing is created. */
export async function planSpec(text: string, signal: AbortSignal): Promise<PlanView> {
  return bodyOf(await client.POST('/api/v1/plans', { ...yamlBody(text), signal }))
}
