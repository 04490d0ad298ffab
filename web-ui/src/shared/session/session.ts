import { queryOptions } from '@tanstack/react-query'
import { getSession } from './api/getSession'

/** The scopes a key may carry. */
export type Scope = 'submit' | 'donate' | 'operate'

export const SESSION_KEY = ['session'] as const

/** Who is signed in; null when nobody is. */
export const sessionQuery = queryOptions({
  queryKey: SESSION_KEY,
  queryFn: ({ signal }) => getSession(signal),
  staleTime: Infinity,
  retry: false,
})
