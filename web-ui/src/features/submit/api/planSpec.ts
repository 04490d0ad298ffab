import { bodyOf, client } from '@/shared/api/client'
import type { PlanView } from '@/shared/api/wire'

/** `POST /plans`: what a spec would need; nothing is created. */
export async function planSpec(text: string, signal: AbortSignal): Promise<PlanView> {
  return bodyOf(
    await client.POST('/api/v1/plans', {
      body: text,
      bodySerializer: (body) => body,
      headers: { 'Content-Type': 'application/yaml' },
      signal,
    }),
  )
}
