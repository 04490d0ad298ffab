/** The repository's own examples, by name: the same files that the tests run. */
export const EXAMPLES: Record<string, string> = Object.fromEntries(
  Object.entries(
    import.meta.glob<string>('../../../../examples/*.yaml', { query: '?raw', import: 'default', eager: true }),
  ).map(([path, text]) => [path.replace(/^.*\/|\.yaml$/g, ''), text]),
)

const FIRST = 'digits-cnn'

/** An example; it refers to the dataset whose page one comes from. */
export function startingText(dataset: string | undefined): string {
  const example = EXAMPLES[FIRST] ?? ''
  return dataset === undefined ? example : example.replace(/^(\s*ref:\s*).*$/m, `$1${dataset}`)
}
