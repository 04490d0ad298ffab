import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'
import { isProblem, ProblemError } from '@/shared/api/problem'
import { SESSION_KEY } from '@/shared/session/session'

/** Faults that the same request will meet again are not retried; a service that is away is, three times. */
function worthAnotherTry(failures: number, error: unknown): boolean {
  if (error instanceof ProblemError && error.problem.status < 500) return false
  return failures < 3
}

export function makeQueryClient(): QueryClient {
  const onError = (error: unknown) => {
    // The session ended while the page was open: the shell sees it and shows the way back in.
    if (isProblem(error, 'unauthenticated')) client.setQueryData(SESSION_KEY, null)
  }
  const client = new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      // A service on this very machine answers without any network; one that is away says so by itself.
      queries: { networkMode: 'always', refetchOnReconnect: true, retry: worthAnotherTry, staleTime: 2_000 },
      mutations: { networkMode: 'always', retry: false },
    },
  })
  return client
}
