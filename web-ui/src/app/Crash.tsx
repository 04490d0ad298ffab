import type { ErrorComponentProps } from '@tanstack/react-router'
import { ProblemNote } from '@/shared/ui/ProblemNote'

/** Stands in for a page that could not be shown. */
export function Crash({ error, reset }: ErrorComponentProps) {
  return <ProblemNote error={error} onRetry={reset} />
}
