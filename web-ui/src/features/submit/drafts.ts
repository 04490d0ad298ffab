/** The repository's own examples, by name: the same files that the tests run. */
export const EXAMPLES: Record<string, string> = Object.fromEntries(
  Object.entries(
    import.meta.glob<string>('../../../../examples/*.yaml', { query: '?raw', import: 'default', eager: true }),
  ).map(([path, text]) => [path.replace(/^.*\/|\.yaml$/g, ''), text]),
)

const FIRST = 'digits-cnn'
const STORED = 'commonwatt.draft'

/** What was being written when the page was left, else an example. */
export function loadDraft(): string {
  try {
    return sessionStorage.getItem(STORED) ?? EXAMPLES[FIRST] ?? ''
  } catch {
    return EXAMPLES[FIRST] ?? ''
  }
}

export function saveDraft(text: string): void {
  try {
    sessionStorage.setItem(STORED, text)
  } catch {
    // A browser that keeps nothing starts anew next time.
  }
}

/** The draft; or, when one comes from a dataset's page, an example that refers to that dataset. */
export function startingText(dataset: string | undefined): string {
  if (dataset === undefined) return loadDraft()
  return (EXAMPLES[FIRST] ?? '').replace(/^(\s*ref:\s*).*$/m, `$1${dataset}`)
}
