import type { ListedViolation } from '@/shared/ui/ViolationList'
import type { OwnFault } from '../useSpecCheck'

/** The editor's own findings in the shape of the service's, so that both are listed alike. */
export function placesIn(text: string, faults: readonly OwnFault[]): ListedViolation[] {
  return faults.map(({ from, words, detail }) => {
    const before = text.slice(0, from).split('\n')
    const place = { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 }
    return { pointer: '', words, message: detail ?? '', ...place }
  })
}
