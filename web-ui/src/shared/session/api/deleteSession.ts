import { client, rememberCsrfToken } from '@/shared/api/client'

/** `DELETE /session`: signs this browser out. */
export async function deleteSession(): Promise<void> {
  await client.DELETE('/api/v1/session')
  rememberCsrfToken('')
}
