import { bodyOf, client } from '@/shared/api/client'
import type { JoiningCode } from '@/shared/api/wire'

/**
 * `POST /nodes/codes`: a single-use code with which one machine joins. It ends by this browser's clock, which may be
 * hours off the service's.
 */
export async function createCode(): Promise<JoiningCode> {
  const answer = await client.POST('/api/v1/nodes/codes')
  const { code, expiresAt } = bodyOf(answer)
  const now = Date.now()
  const theirs = Date.parse(answer.response.headers.get('Date') ?? '')
  const ahead = Number.isNaN(theirs) ? 0 : now - theirs
  return { code, expiresAt: new Date(Date.parse(expiresAt) + ahead).toISOString() }
}
