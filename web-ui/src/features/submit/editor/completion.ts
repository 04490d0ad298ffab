import type { Completion, CompletionContext, CompletionResult } from '@codemirror/autocomplete'
import { isMap, isPair, isScalar, isSeq, parseDocument } from 'yaml'
import { formsOf, isObject, type Path, type Schema, schemaAt } from './schema'

/** A word that no spec contains: put at the cursor so that the half-written text parses and the place can be found. */
const HERE = 'cwcursorherecw'

/** What may be written at the cursor. */
export interface Offer {
  /** Where the offered text begins. */
  from: number
  options: Completion[]
}

/** Offers the fields and values that the schema allows at `position`; null where it has nothing to say. */
export function offerAt(schema: Schema, datasets: readonly string[], text: string, position: number): Offer | null {
  const line = text.slice(text.lastIndexOf('\n', position - 1) + 1, position)
  if (/(^|\s)#/.test(line)) return null
  const word = /[A-Za-z0-9_.@-]*$/.exec(line)?.[0] ?? ''
  const typed = word === '-' ? '' : word
  const from = position - typed.length
  const segment =
    line
      .slice(0, line.length - typed.length)
      .split(/[{,[]/)
      .at(-1) ?? ''
  const wantsValue = /:\s+$/.test(segment)
  const inList = /[[]\s*([A-Za-z0-9_]+\s*,\s*)*$/.test(line.slice(0, line.length - typed.length))
  const rest = text.slice(position).replace(/^[A-Za-z0-9_.@-]*/, '')
  const asKey = !wantsValue && !inList
  const whole = text.slice(0, from) + (asKey && !rest.startsWith(':') ? `${HERE}: 0` : HERE) + rest
  const document = parseDocument(whole, { strict: false, uniqueKeys: false, logLevel: 'silent' })
  const path = pathTo(document.contents, asKey)
  if (path === null) return null
  const value: unknown = document.toJS({ maxAliasCount: 0 })
  const options = asKey ? fieldOptions(schema, value, path) : valueOptions(schema, value, path, datasets)
  return options.length === 0 ? null : { from, options }
}

export function completeSpec(schema: Schema, datasets: readonly string[]) {
  return (context: CompletionContext): CompletionResult | null => {
    const offer = offerAt(schema, datasets, context.state.doc.toString(), context.pos)
    if (offer === null || (!context.explicit && offer.from === context.pos && !justAfterColon(context))) return null
    return { from: offer.from, options: offer.options, validFor: /^[A-Za-z0-9_.@-]*$/ }
  }
}

function justAfterColon(context: CompletionContext): boolean {
  return context.matchBefore(/: +/) !== null
}

/** The path of the map whose key is HERE, or of the value that is HERE. */
function pathTo(node: unknown, asKey: boolean): Path | null {
  if (isMap(node)) {
    for (const pair of node.items) {
      if (!isPair(pair) || !isScalar(pair.key)) continue
      const key = String(pair.key.value)
      if (asKey && key === HERE) return []
      const inner = pathTo(pair.value, asKey)
      if (inner !== null) return [key, ...inner]
    }
  } else if (isSeq(node)) {
    for (const [index, item] of node.items.entries()) {
      const inner = pathTo(item, asKey)
      if (inner !== null) return [index, ...inner]
    }
  } else if (!asKey && isScalar(node) && node.value === HERE) {
    return []
  }
  return null
}

function fieldOptions(root: Schema, value: unknown, path: Path): Completion[] {
  const schema = schemaAt(root, value, path)
  if (schema?.properties === undefined) return []
  const present = presentFields(value, path)
  const required = new Set(schema.required)
  return Object.entries(schema.properties)
    .filter(([name]) => !present.has(name))
    .map(([name, inner]) => ({
      label: name,
      type: 'property',
      apply: `${name}: `,
      boost: name === 'type' ? 99 : required.has(name) ? 50 : 0,
      ...(required.has(name) ? { detail: '*' } : {}),
      ...(inner.description === undefined ? {} : { info: inner.description }),
    }))
}

function presentFields(value: unknown, path: Path): Set<string> {
  let here = value
  for (const part of path) {
    here = isObject(here) || Array.isArray(here) ? (here as Record<string | number, unknown>)[part] : undefined
  }
  return new Set(isObject(here) ? Object.keys(here) : [])
}

function valueOptions(root: Schema, value: unknown, path: Path, datasets: readonly string[]): Completion[] {
  if (path.join('.') === 'dataset.ref') return datasets.map((ref) => ({ label: ref, type: 'constant' }))
  const parent = schemaAt(root, value, path.slice(0, -1))
  const docs = new Map(
    parent === null ? [] : formsOf(root, parent).map((form) => [form.properties?.type?.const, form.description]),
  )
  const schema = schemaAt(root, value, path)
  if (schema === null) return []
  const choices = schema.enum ?? (schema.const === undefined ? [] : [schema.const])
  const values = choices.length > 0 ? choices : schema.type === 'boolean' ? [true, false] : []
  const preset = typeof schema.default === 'object' ? [] : [schema.default].filter((one) => one !== undefined)
  return [...new Set([...values, ...preset])].map((choice) => {
    const info = docs.get(choice)
    return { label: String(choice), type: 'constant', ...(info === undefined ? {} : { info }) }
  })
}
