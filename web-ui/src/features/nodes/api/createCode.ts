import { bodyOf, client } from '@/shared/api/client'
import type { JoiningCode } from '@/shared/api/wire'

/** `POST /nodes/codes`: a single-use code with which one machine joins. */
export async function createCode(): Promise<JoiningCode> {
  return bodyOf(await client.POST('/api/v1/nodes/codes'))
}
