/** The part of JSON Schema (2020-12) that the spec's schema is written in. */
export interface Schema {
  $ref?: string
  $defs?: Record<string, Schema>
  type?: string | string[]
  description?: string
  default?: unknown
  const?: unknown
  enum?: unknown[]
  properties?: Record<string, Schema>
  required?: string[]
  additionalProperties?: boolean
  items?: Schema
  oneOf?: Schema[]
  /** A form and `null`: what may be absent. */
  anyOf?: Schema[]
  minimum?: number
  maximum?: number
  exclusiveMinimum?: number
  minLength?: number
  maxLength?: number
  minItems?: number
  maxItems?: number
  pattern?: string
  'x-expected'?: string
}

export type Path = readonly (string | number)[]

export function isObject(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === 'object' && !Array.isArray(value)
}

/** References followed, and of what may be absent the form that `value` has. */
function dereferenced(root: Schema, schema: Schema, value?: unknown): Schema {
  let found = schema
  while (found.$ref !== undefined || found.anyOf !== undefined) {
    const { $ref, anyOf, ...beside } = found
    const target = $ref === undefined ? formFor(anyOf ?? [], value) : root.$defs?.[$ref.replace('#/$defs/', '')]
    if (target === undefined) return {}
    found = { ...target, ...beside }
  }
  return found
}

function formFor(forms: readonly Schema[], value: unknown): Schema | undefined {
  return forms.find((form) => (form.type === 'null') === (value === null))
}

/** The schema that `value` is held against: references followed, and of several forms the one that its `type` names. */
export function schemaFor(root: Schema, schema: Schema, value: unknown): Schema {
  const whole = dereferenced(root, schema, value)
  if (whole.oneOf === undefined || !isObject(value)) return whole
  for (const form of whole.oneOf) {
    const chosen = dereferenced(root, form)
    if (chosen.properties?.type?.const === value.type) return chosen
  }
  return whole
}

/** The schema of the place `path` inside `value`, or null where the schema knows no such place. */
export function schemaAt(root: Schema, value: unknown, path: Path): Schema | null {
  let schema = schemaFor(root, root, value)
  let here = value
  for (const part of path) {
    const inner: Schema | undefined = typeof part === 'number' ? schema.items : schema.properties?.[part]
    if (inner === undefined) return null
    here = isObject(here) || Array.isArray(here) ? (here as Record<string | number, unknown>)[part] : undefined
    schema = schemaFor(root, inner, here)
  }
  return schema
}

/** All `type`s that an object of this schema may have, where it has several forms. */
export function formsOf(root: Schema, schema: Schema): Schema[] {
  return (schema.oneOf ?? []).map((form) => dereferenced(root, form))
}
