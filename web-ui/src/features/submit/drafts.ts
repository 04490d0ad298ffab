import { loadDraft } from './draftStore'

/** The repository's own examples, by name: the same files that the tests run. */
export const EXAMPLES: Record<string, string> = Object.fromEntries(
  Object.entries(
    import.meta.glob<string>('../../../../examples/*.yaml', { query: '?raw', import: 'default', eager: true }),
  ).map(([path, text]) => [path.replace(/^.*\/|\.yaml$/g, ''), text]),
)

const FIRST = 'digits-cnn'

/** What the account was writing; or an example, which refers to the dataset whose page one comes from. */
export function startingText(account: string, dataset: string | undefined): string {
  const example = EXAMPLES[FIRST] ?? ''
  if (dataset === undefined) return loadDraft(account) ?? example
  return example.replace(/^(\s*ref:\s*).*$/m, `$1${dataset}`)
}
