import type { WordKey } from '@/shared/i18n/keys'

/** What the editor itself says, in its search and to screen readers, and our words for it. */
export const PHRASES: Record<string, WordKey> = {
  Find: 'submit.editor.find',
  Replace: 'submit.editor.replaceWith',
  next: 'submit.editor.next',
  previous: 'submit.editor.previous',
  all: 'submit.editor.all',
  'match case': 'submit.editor.matchCase',
  'by word': 'submit.editor.byWord',
  regexp: 'submit.editor.regexp',
  replace: 'submit.editor.replace',
  'replace all': 'submit.editor.replaceAll',
  close: 'submit.editor.close',
  'current match': 'submit.editor.currentMatch',
  'on line': 'submit.editor.onLine',
  'replaced match on line $': 'submit.editor.replacedOnLine',
  'replaced $ matches': 'submit.editor.replacedMany',
  'Go to line': 'submit.editor.goToLine',
  go: 'submit.editor.go',
  Completions: 'submit.editor.completions',
  Diagnostics: 'submit.editor.diagnostics',
  'No diagnostics': 'submit.editor.noDiagnostics',
  'Selection deleted': 'submit.editor.selectionDeleted',
  'Control character': 'submit.editor.controlCharacter',
}
