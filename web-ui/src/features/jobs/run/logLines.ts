import type { LogLine } from '@/shared/api/wire'

/** Lines that the page keeps; the whole log is at the service. */
export const MOST_LINES = 2000

/** Joins two stretches of a log, each line once, in order; only the newest lines are kept. */
export function withLines(old: readonly LogLine[], news: readonly LogLine[]): readonly LogLine[] {
  if (news.length === 0) return old
  const last = old.at(-1)?.seq ?? -Infinity
  const first = news[0]?.seq ?? -Infinity
  if (first > last) return [...old, ...news].slice(-MOST_LINES)
  const bySeq = new Map([...old, ...news].map((line) => [line.seq, line]))
  return [...bySeq.values()].sort((a, b) => a.seq - b.seq).slice(-MOST_LINES)
}
