import type { LogLine } from '@/shared/api/wire'
import { getLog } from '../api/getLog'

/** Reads a job's log from its beginning, page by page, handing on each page. */
export async function loadLog(
  id: string,
  signal: AbortSignal,
  onLines: (lines: readonly LogLine[]) => void,
): Promise<void> {
  let after: number | null = null
  do {
    const page = await getLog(id, after, signal)
    onLines(page.items)
    after = page.next ?? null
  } while (after !== null)
}
