import type { JobState } from '@/shared/api/wire'

/** The groups of states that the list can be narrowed to. */
export const GROUPS = {
  active: ['QUEUED', 'WAITING', 'RUNNING', 'PAUSED'],
  succeeded: ['SUCCEEDED'],
  failed: ['FAILED'],
  cancelled: ['CANCELLED'],
} as const satisfies Record<string, readonly JobState[]>

export type Group = keyof typeof GROUPS

export interface JobFilter {
  show?: Group | undefined
  name?: string | undefined
}

/**
 * Reads the filter from the page's address. What is not understood is named as undefined, for the router would hand on
 * what was merely left out.
 */
export function jobFilter(search: Record<string, unknown>): JobFilter {
  const { show, name } = search
  return {
    show: typeof show === 'string' && Object.hasOwn(GROUPS, show) ? (show as Group) : undefined,
    name: typeof name === 'string' && name !== '' ? name : undefined,
  }
}
