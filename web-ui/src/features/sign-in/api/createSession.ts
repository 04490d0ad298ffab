import { bodyOf, client, rememberCsrfToken } from '@/shared/api/client'
import type { SessionView } from '@/shared/api/wire'

/** `POST /session`: trades a key for a session cookie. */
export async function createSession(key: string): Promise<SessionView> {
  const session = bodyOf(await client.POST('/api/v1/session', { body: { key } }))
  rememberCsrfToken(session.csrfToken)
  return session
}
