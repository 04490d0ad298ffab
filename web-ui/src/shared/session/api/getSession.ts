import { bodyOf, client, rememberCsrfToken } from '@/shared/api/client'
import { isProblem } from '@/shared/api/problem'
import type { SessionView } from '@/shared/api/wire'

/** `GET /session`: who this browser is signed in as, or null. */
export async function getSession(signal: AbortSignal): Promise<SessionView | null> {
  try {
    const session = bodyOf(await client.GET('/api/v1/session', { signal }))
    rememberCsrfToken(session.csrfToken)
    return session
  } catch (error) {
    if (isProblem(error, 'unauthenticated')) return null
    throw error
  }
}
