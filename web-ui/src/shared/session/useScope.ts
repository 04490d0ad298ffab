import { useQuery } from '@tanstack/react-query'
import { type Scope, sessionQuery } from './session'

/** Whether the signed-in key may do what `scope` covers. */
export function useScope(scope: Scope): boolean {
  const { data } = useQuery(sessionQuery)
  return data?.scopes.includes(scope) ?? false
}
