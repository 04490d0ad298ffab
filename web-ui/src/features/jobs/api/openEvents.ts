import { readProblem, UnreachableError } from '@/shared/api/problem'

/**
 * `GET /jobs/{id}/events`: opens the stream, from the start or after the event `lastEventId`.
 *
 * fetch in place of EventSource: it tells a lost session from a lost network, and can take up where a *former* page stopped.
 */
export async function openEvents(
  id: string,
  lastEventId: string | null,
  signal: AbortSignal,
): Promise<ReadableStream<Uint8Array>> {
  const headers: Record<string, string> = { Accept: 'text/event-stream' }
  if (lastEventId !== null) headers['Last-Event-ID'] = lastEventId
  const answer = await fetch(`/api/v1/jobs/${encodeURIComponent(id)}/events`, {
    headers,
    signal,
    credentials: 'same-origin',
    cache: 'no-store',
  }).catch((cause: unknown) => {
    throw signal.aborted ? cause : new UnreachableError(cause)
  })
  if (!answer.ok || answer.body === null) throw await readProblem(answer)
  return answer.body
}
