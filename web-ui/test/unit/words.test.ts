import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'
import en from '@/shared/i18n/en.json'
import zh from '@/shared/i18n/zh-CN.json'

type Words = { [key: string]: string | Words }

function flat(words: Words, prefix = ''): Map<string, string> {
  const found = new Map<string, string>()
  for (const [key, value] of Object.entries(words)) {
    if (typeof value === 'string') found.set(prefix + key, value)
    else for (const [inner, text] of flat(value, `${prefix}${key}.`)) found.set(inner, text)
  }
  return found
}

const PLURAL = /_(zero|one|two|few|many|other)$/
const base = (key: string) => key.replace(PLURAL, '')
const english = flat(en)
const chinese = flat(zh)

const files = readdirSync(resolve('src'), { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.tsx?$/.test(path) && !path.endsWith('.d.ts'))
  .map((path) => {
    const text = readFileSync(join(resolve('src'), path), 'utf8')
    return { path, source: ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX) }
  })

function visit(node: ts.Node, see: (node: ts.Node) => void): void {
  see(node)
  node.forEachChild((child) => visit(child, see))
}

/** Every text literal of the sources: keys are always written whole, never put together. */
const literals = new Set<string>()
for (const { source } of files) visit(source, (node) => ts.isStringLiteral(node) && literals.add(node.text))

const placeholders = (text: string) => [...new Set(text.match(/\{\{\w+\}\}|<\/?\w+>/g) ?? [])].sort()

describe('the words', () => {
  it('say the same things in both languages', () => {
    expect([...new Set([...chinese.keys()].map(base))].sort()).toEqual(
      [...new Set([...english.keys()].map(base))].sort(),
    )
  })

  it('have every plural form that each language counts with', () => {
    for (const [words, language] of [
      [english, 'en'],
      [chinese, 'zh-CN'],
    ] as const) {
      const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories
      const counted = new Set([...words.keys()].filter((key) => PLURAL.test(key)).map(base))
      expect(counted.size).toBeGreaterThan(5)
      for (const key of counted) {
        for (const form of forms) expect(words.has(`${key}_${form}`), `${language}: ${key}_${form}`).toBe(true)
        expect(words.has(key), `${language}: ${key} beside its plural forms`).toBe(false)
      }
    }
  })

  it('fill in the same values in both languages', () => {
    for (const [key, text] of chinese) {
      const counterpart = english.get(key) ?? english.get(`${base(key)}_other`) ?? ''
      expect({ key, holes: placeholders(text) }).toEqual({ key, holes: placeholders(counterpart) })
    }
  })

  it('are never empty, and never English where they should be Chinese', () => {
    const alike = [...chinese].filter(([key, text]) => text === english.get(key)).map(([key]) => key)
    expect(alike).toEqual(['jobs.metric.r2', 'nodes.version'])
    for (const [key, text] of [...english, ...chinese]) expect(text.trim(), key).not.toBe('')
  })

  it('are all used', () => {
    const unused = [...new Set([...english.keys()].map(base))].filter((key) => !literals.has(key))
    expect(unused).toEqual([])
  })

  it('are all there', () => {
    const known = new Set([...english.keys()].map(base))
    const asked: string[] = []
    for (const { source } of files) {
      visit(source, (node) => {
        if (ts.isCallExpression(node) && node.expression.getText() === 't') {
          const [key] = node.arguments
          if (key !== undefined && ts.isStringLiteral(key)) asked.push(key.text)
        }
        // `i18nKey` names a key to Trans, `words` to our own parts; a key handed on in a variable was checked where it began.
        if (ts.isJsxAttribute(node) && /^(i18nKey|words)$/.test(node.name.getText())) {
          if (node.initializer !== undefined && ts.isStringLiteral(node.initializer)) asked.push(node.initializer.text)
        }
      })
    }
    expect(asked.length).toBeGreaterThan(100)
    expect(asked.filter((key) => !known.has(key))).toEqual([])
  })

  it('are never written into a page directly', () => {
    const written: string[] = []
    for (const { path, source } of files) {
      visit(source, (node) => {
        if (ts.isJsxText(node) && /\p{L}/u.test(node.text) && node.text.trim() !== 'Commonwatt') {
          written.push(`${path}: ${node.text.trim()}`)
        }
        const spoken = ts.isJsxAttribute(node) && /^(aria-label|title|placeholder|alt|label)$/.test(node.name.getText())
        const value =
          spoken && node.initializer !== undefined && ts.isStringLiteral(node.initializer) ? node.initializer : null
        if (value !== null && /\p{L}/u.test(value.text) && value.text !== 'cw_…') written.push(`${path}: ${value.text}`)
      })
    }
    expect(written).toEqual([])
  })
})
