import type { Diagnostic } from '@codemirror/lint'
import type { Violation } from '@/shared/api/wire'

/** The editor's own findings in the shape of the service's, so that both are listed alike. */
export function placesIn(text: string, diagnostics: readonly Diagnostic[]): Violation[] {
  return diagnostics.map(({ from, message }) => {
    const before = text.slice(0, from).split('\n')
    return { pointer: '', message, line: before.length, column: (before.at(-1)?.length ?? 0) + 1 }
  })
}
