import createClient, { type Middleware } from 'openapi-fetch'
import { readProblem, UnreachableError } from './problem'
import type { paths } from '#interface'

let csrfToken = ''

/** Remembers the token that the session's answer carried; every change sends it back. */
export function rememberCsrfToken(token: string): void {
  csrfToken = token
}

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS'])

const guard: Middleware = {
  onRequest({ request }) {
    if (!SAFE.has(request.method) && csrfToken !== '') {
      request.headers.set('X-CSRF-Token', csrfToken)
    }
    return request
  },
  async onResponse({ response }) {
    if (!response.ok) {
      throw await readProblem(response)
    }
    return response
  },
  onError({ error }) {
    return error instanceof DOMException && error.name === 'AbortError' ? error : new UnreachableError(error)
  },
}

/** The service gives up on its own work before. */
const LONGEST_ANSWER_MS = 90_000

/** A network that swallows what is sent must not keep a page waiting without a word. */
function inTime(signal: AbortSignal): AbortSignal {
  // Browsers before 2024 lack it; theirs wait as long as their system does.
  return typeof AbortSignal.any === 'function'
    ? AbortSignal.any([signal, AbortSignal.timeout(LONGEST_ANSWER_MS)])
    : signal
}

/** The service's REST interface; every error arrives as a thrown ProblemError or UnreachableError. */
export const client = createClient<paths>({
  baseUrl: typeof location === 'undefined' ? '' : location.origin,
  credentials: 'same-origin',
  // Looked up at each call, so that tests can stand between.
  fetch: (request) => globalThis.fetch(request, { signal: inTime(request.signal) }),
})
client.use(guard)

/** The answer's body; errors were thrown before this is reached. */
export function bodyOf<T>(answer: { data?: T | undefined }): T {
  return answer.data as T
}
