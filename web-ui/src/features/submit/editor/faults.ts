import { isObject, type Path, type Schema, schemaFor } from './schema'

/** One thing in a spec that its schema does not allow. */
export type Fault = { path: Path } & (
  | { kind: 'missing'; field: string }
  | { kind: 'unknown'; field: string; meant: string | null }
  | { kind: 'type'; expected: string[] }
  | { kind: 'choice'; choices: string[]; meant: string | null }
  | { kind: 'least'; limit: number }
  | { kind: 'above'; limit: number }
  | { kind: 'most'; limit: number }
  | { kind: 'fewest'; limit: number }
  | { kind: 'form'; expected: string }
)

/**
 * Holds a spec against its schema while it is being written, before the service is asked. Not a library's validator:
 * those compile schemas with eval, which the content security policy forbids, and report a layer with a misspelt type as
 * a fault of every layer type there is. What is unknown to this reader passes; the service has the last word.
 */
export function faultsOf(root: Schema, value: unknown): Fault[] {
  const faults: Fault[] = []
  visit(root, root, value, [], faults)
  return faults
}

function visit(root: Schema, unresolved: Schema, value: unknown, path: Path, faults: Fault[]): void {
  const schema = schemaFor(root, unresolved, value)
  const types = schema.type === undefined ? [] : [schema.type].flat()
  if (types.length > 0 && !types.some((type) => isOf(type, value))) {
    faults.push({ path, kind: 'type', expected: types.filter((type) => type !== 'null') })
    return
  }
  const choices = schema.const === undefined ? schema.enum : [schema.const]
  if (choices !== undefined && !choices.includes(value)) {
    const names = choices.map(String)
    faults.push({ path, kind: 'choice', choices: names, meant: nearest(String(value), names) })
    return
  }
  if (isObject(value)) visitObject(root, schema, value, path, faults)
  else if (Array.isArray(value)) visitList(root, schema, value, path, faults)
  else visitScalar(schema, value, path, faults)
}

function visitObject(root: Schema, schema: Schema, value: Record<string, unknown>, path: Path, faults: Fault[]): void {
  const known = schema.properties ?? {}
  for (const field of schema.required ?? []) {
    if (!(field in value)) faults.push({ path, kind: 'missing', field })
  }
  for (const [field, inner] of Object.entries(value)) {
    const expected = known[field]
    if (expected !== undefined) {
      visit(root, expected, inner, [...path, field], faults)
    } else if (schema.additionalProperties === false) {
      const absent = Object.keys(known).filter((name) => !(name in value))
      faults.push({ path: [...path, field], kind: 'unknown', field, meant: nearest(field, absent) })
    }
  }
}

function visitList(root: Schema, schema: Schema, value: unknown[], path: Path, faults: Fault[]): void {
  if (schema.minItems !== undefined && value.length < schema.minItems) {
    faults.push({ path, kind: 'fewest', limit: schema.minItems })
  }
  const { items } = schema
  if (items !== undefined) value.forEach((item, index) => visit(root, items, item, [...path, index], faults))
}

function visitScalar(schema: Schema, value: unknown, path: Path, faults: Fault[]): void {
  if (typeof value === 'number') {
    if (schema.minimum !== undefined && value < schema.minimum) {
      faults.push({ path, kind: 'least', limit: schema.minimum })
    } else if (schema.exclusiveMinimum !== undefined && value <= schema.exclusiveMinimum) {
      faults.push({ path, kind: 'above', limit: schema.exclusiveMinimum })
    } else if (schema.maximum !== undefined && value > schema.maximum) {
      faults.push({ path, kind: 'most', limit: schema.maximum })
    }
  }
  if (typeof value === 'string' && schema.pattern !== undefined && !new RegExp(schema.pattern, 'u').test(value)) {
    faults.push({ path, kind: 'form', expected: schema['x-expected'] ?? schema.pattern })
  }
}

function isOf(type: string, value: unknown): boolean {
  switch (type) {
    case 'object':
      return isObject(value)
    case 'array':
      return Array.isArray(value)
    case 'integer':
      return typeof value === 'bigint' || Number.isInteger(value)
    case 'number':
      return typeof value === 'number' || typeof value === 'bigint'
    case 'null':
      return value === null
    default:
      return typeof value === type
  }
}

/** The candidate within a third of the word's letters in edits, if any. */
export function nearest(word: string, candidates: readonly string[]): string | null {
  let best: string | null = null
  let fewest = Math.max(1, Math.floor(word.length / 3)) + 1
  for (const candidate of candidates) {
    const edits = distance(word.toLowerCase(), candidate.toLowerCase())
    if (edits < fewest) {
      fewest = edits
      best = candidate
    }
  }
  return best
}

/** Levenshtein's distance, one row at a time. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, column) => column)
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i]
    for (let j = 1; j <= b.length; j += 1) {
      const swap = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(swap, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[b.length] ?? 0
}
