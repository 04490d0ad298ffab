/** The parts of a reference `name@version`; null for the other forms. */
export function datasetAddress(ref: string): { name: string; version: string } | null {
  const match = /^([a-z0-9][a-z0-9._-]*)@([1-9][0-9]*)$/.exec(ref)
  return match === null ? null : { name: match[1] ?? '', version: match[2] ?? '' }
}
