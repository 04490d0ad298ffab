/** A month of UTC such as 2026-11; undefined for all time. */
export type Month = string | undefined

export function monthOf(search: Record<string, unknown>): { month?: Month } {
  const written = search.month
  return typeof written === 'string' && /^\d{4}-(0[1-9]|1[0-2])$/.test(written) ? { month: written } : {}
}

/** The newest months, newest first. */
export function newestMonths(now: Date, count: number): string[] {
  return Array.from({ length: count }, (_, back) => {
    const month = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - back, 1))
    return month.toISOString().slice(0, 7)
  })
}
