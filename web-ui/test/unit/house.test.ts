import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'

const SRC = resolve('src')

interface Source {
  path: string
  text: string
  imports: string[]
}

/** Every source file with the files of ours that it imports, by their paths under src. */
const sources: Source[] = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.tsx?$/.test(path) && !path.endsWith('.d.ts'))
  .map((path) => {
    const text = readFileSync(join(SRC, path), 'utf8')
    const named = [...text.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map((match) => match[1] ?? '')
    const imports = named.flatMap((name) => {
      if (name.startsWith('@/')) return [name.slice(2)]
      if (name.startsWith('.')) return [relative(SRC, resolve(SRC, dirname(path), name))]
      return []
    })
    return { path, text, imports }
  })

const room = (path: string) => path.split('/')[0] ?? ''
const feature = (path: string) => (room(path) === 'features' ? (path.split('/')[1] ?? '') : null)
const arrows = sources.flatMap(({ path, imports }) => imports.map((to) => ({ path, to })))

describe('the plan of the house', () => {
  it('is looked at whole', () => {
    expect(sources.length).toBeGreaterThan(60)
    expect(arrows.length).toBeGreaterThan(150)
  })

  it('keeps shared free of features and of the app', () => {
    expect(arrows.filter(({ path, to }) => room(path) === 'shared' && room(to) !== 'shared')).toEqual([])
  })

  it('keeps features free of the app and of each other', () => {
    const crossing = arrows.filter(({ path, to }) => {
      const own = feature(path)
      return own !== null && (room(to) === 'app' || (room(to) === 'features' && feature(to) !== own))
    })
    expect(crossing).toEqual([])
  })

  it('has no barrel files', () => {
    expect(sources.filter(({ path }) => /(^|\/)index\.tsx?$/.test(path)).map(({ path }) => path)).toEqual([])
    expect(sources.filter(({ text }) => /^export \* from/m.test(text)).map(({ path }) => path)).toEqual([])
  })

  it('makes one request in each file of an api folder, and none elsewhere', () => {
    const requests = (text: string) =>
      text.match(/\bclient\.(GET|PUT|POST|DELETE|PATCH|HEAD)\(|\bfetch\(/g)?.length ?? 0
    for (const { path, text } of sources) {
      const isRequest = /\/api\/[^/]+\.ts$/.test(path) && !path.startsWith('shared/api/')
      const isClient = path === 'shared/api/client.ts'
      expect({ path, requests: requests(text) }).toEqual({ path, requests: isRequest || isClient ? 1 : 0 })
    }
  })

  it('knows no other host', () => {
    const hosts = sources.filter(({ text }) => /https?:\/\/(?!www\.w3\.org\/)/.test(text))
    expect(hosts.map(({ path }) => path)).toEqual([])
  })
})
