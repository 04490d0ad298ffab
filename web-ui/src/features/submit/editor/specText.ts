import { isCollection, isMap, isPair, isScalar, isSeq, type Node, parseDocument } from 'yaml'
import type { Path } from './schema'

export interface TextFault {
  from: number
  to: number
  message: string
}

export interface SpecText {
  /** What the text says, as plain values; undefined where it can't be read. */
  value: unknown
  faults: TextFault[]
  /** The stretch of text that a path stands for; where it does not exist, the nearest enclosing one. */
  rangeOf(path: Path): [number, number]
}

/** Reads a spec's text. Aliases and duplicate keys are refused, as the service does. */
export function readSpec(text: string): SpecText {
  const document = parseDocument(text, { uniqueKeys: true, merge: false, prettyErrors: false })
  const faults = document.errors.map(({ pos: [from, to], message }) => ({ from, to, message }))
  let value: unknown
  if (faults.length === 0) {
    try {
      value = document.toJS({ maxAliasCount: 0 })
    } catch (error) {
      faults.push({ from: 0, to: text.length, message: error instanceof Error ? error.message : String(error) })
    }
  }
  return { value, faults, rangeOf: (path) => rangeOf(document.contents, path, text) }
}

function rangeOf(root: Node | null, path: Path, text: string): [number, number] {
  let here: unknown = root
  let range = firstLine(text)
  for (const part of path) {
    if (isMap(here)) {
      const pair = here.items.find((item) => isPair(item) && isScalar(item.key) && item.key.value === part)
      if (pair === undefined) break
      range = spanOf(pair.key) ?? range
      here = pair.value
    } else if (isSeq(here) && typeof part === 'number') {
      here = here.items[part]
    } else {
      break
    }
    // A scalar is marked itself; a whole block would paint half the page, so its first line stands for it.
    const span = spanOf(here)
    if (span !== null && isScalar(here)) range = span
    else if (span !== null && isCollection(here) && typeof part === 'number') {
      const end = text.indexOf('\n', span[0])
      range = [span[0], Math.min(span[1], end < 0 ? text.length : end)]
    }
  }
  return range
}

function spanOf(node: unknown): [number, number] | null {
  const range = (node as Partial<Node> | null | undefined)?.range
  return range == null ? null : [range[0], Math.max(range[0], range[1])]
}

function firstLine(text: string): [number, number] {
  const end = text.indexOf('\n')
  return [0, end < 0 ? text.length : end]
}
