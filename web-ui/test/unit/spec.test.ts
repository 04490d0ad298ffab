import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { offerAt } from '@/features/submit/editor/completion'
import { faultsOf, nearest } from '@/features/submit/editor/faults'
import type { Schema } from '@/features/submit/editor/schema'
import { readSpec } from '@/features/submit/editor/specText'
import { EXPECTED } from '@/features/submit/editor/useFaultWords'

const schema = JSON.parse(readFileSync('../docs/job-spec.schema.json', 'utf8')) as Schema
const examples = readdirSync('../examples').filter((name) => name.endsWith('.yaml'))
const cnn = readFileSync('../examples/digits-cnn.yaml', 'utf8')

const faults = (text: string) => faultsOf(schema, readSpec(text).value)
const changed = (from: string, to: string) => {
  expect(cnn).toContain(from)
  return cnn.replace(from, to)
}

describe('a spec held against its schema', () => {
  it('is faultless in every example', () => {
    expect(examples.length).toBeGreaterThan(0)
    for (const name of examples) expect(faults(readFileSync(`../examples/${name}`, 'utf8')), name).toEqual([])
  })

  it.each([
    ['name: digits-cnn', 'nom: digits-cnn', { kind: 'missing', field: 'name', path: [] }],
    ['epochs: 5', 'epoch: 5', { kind: 'unknown', field: 'epoch', meant: 'epochs', path: ['training', 'epoch'] }],
    ['units: 128', 'units: many', { kind: 'type', expected: ['integer'], path: ['model', 'layers', 7, 'units'] }],
    ['units: 128', 'units: 0', { kind: 'least', limit: 1 }],
    ['rate: 0.25', 'rate: 1', { kind: 'most', limit: 0.99 }],
    ['learningRate: 0.001', 'learningRate: 0', { kind: 'above', limit: 0 }],
    ['type: flatten', 'type: flaten', { kind: 'choice', meant: 'flatten', path: ['model', 'layers', 6, 'type'] }],
    ['name: digits-cnn', 'name: Digits CNN', { kind: 'form' }],
  ])('with %s as %s', (from, to, fault) => {
    expect(faults(changed(from, to))).toContainEqual(expect.objectContaining(fault))
  })

  it('looks into what may be absent', () => {
    expect(faults('dataset: {ref: spam@1, text: {lenght: 5}}')).toContainEqual(
      expect.objectContaining({ kind: 'unknown', meant: 'length', path: ['dataset', 'text', 'lenght'] }),
    )
    expect(faults('dataset: {ref: spam@1, text: null}').filter(({ path }) => path.includes('text'))).toEqual([])
    expect(faults('dataset: {ref: spam@1, text: 5}')).toContainEqual(
      expect.objectContaining({ kind: 'type', path: ['dataset', 'text'] }),
    )
  })

  it('blames only the layer type that was meant, not all the others', () => {
    expect(faults(changed('{type: dense, units: 128}', '{type: dense, units: 0}'))).toHaveLength(1)
    expect(faults(changed('{type: dense, units: 128}', '{type: dens, units: 128}'))).toHaveLength(1)
  })

  it('finds an empty list of layers', () => {
    expect(faults('model: {type: sequential, layers: []}')).toContainEqual({
      path: ['model', 'layers'],
      kind: 'fewest',
      limit: 1,
    })
  })

  it('has words for every type and every form that it asks for', () => {
    const asked = new Set<string>()
    const visit = (part: unknown) => {
      if (part === null || typeof part !== 'object') return
      const { type, pattern, default: _preset, ...rest } = part as Schema
      for (const one of [type ?? []].flat()) if (typeof one === 'string' && one !== 'null') asked.add(one)
      if (typeof pattern === 'string') asked.add(rest['x-expected'] ?? pattern)
      Object.values(rest).forEach(visit)
    }
    visit(schema)
    expect([...asked].sort()).toEqual(Object.keys(EXPECTED).sort())
  })

  it('suggests a word only where it is near', () => {
    expect(nearest('filtres', ['filters', 'kernel'])).toBe('filters')
    expect(nearest('Dense', ['dense'])).toBe('dense')
    expect(nearest('colour', ['kernel', 'units'])).toBeNull()
  })
})

describe('a spec’s text', () => {
  it('is marked where the fault is', () => {
    const text = changed('units: 128', 'units: 0')
    const [from, to] = readSpec(text).rangeOf(['model', 'layers', 7, 'units'])
    expect(text.slice(from, to)).toBe('0')
    const spec = readSpec('a: 1\nb:\n  - {c: 1}\n  - {d: 2}\n')
    const [start, end] = spec.rangeOf(['b', 1, 'absent'])
    expect('a: 1\nb:\n  - {c: 1}\n  - {d: 2}\n'.slice(start, end)).toBe('{d: 2}')
  })

  it.each([
    ['a: [1', 'unclosed'],
    ['a: 1\na: 2', 'twice the same key'],
    ['a: &x [1]\nb: *x', 'an alias'],
  ])('%j is refused (%s)', (text) => {
    expect(readSpec(text).faults).not.toEqual([])
  })
})

/** The labels offered at the bar in a text. */
function offered(text: string): string[] {
  const position = text.indexOf('|')
  const offer = offerAt(schema, ['digits@1', 'wages@2'], text.replace('|', ''), position)
  return offer?.options.map(({ label }) => label) ?? []
}

describe('completion', () => {
  it('offers the fields that are still missing at the top', () => {
    const names = offered('version: 1\nname: x\n|')
    expect(names).toContain('dataset')
    expect(names).not.toContain('name')
  })

  it('offers the fields of the layer type that is written', () => {
    const ofConvolution = offered('model:\n  type: sequential\n  layers:\n    - {type: conv2d, |}')
    expect(ofConvolution.slice(0, 3)).toEqual(['name', 'filters', 'kernel'])
    expect(ofConvolution).not.toContain('type')
    expect(ofConvolution).not.toContain('units')
    expect(offered('model:\n  type: sequential\n  layers:\n    - type: dropout\n      r|')).toEqual(['name', 'rate'])
  })

  it('offers the types where a type is wanted', () => {
    expect(offered('model:\n  type: sequential\n  layers:\n    - {type: |}')).toContain('maxPool2d')
    expect(offered('optimizer: {type: ad|}')).toEqual(expect.arrayContaining(['sgd', 'adam', 'adamW']))
    expect(offered('model:\n  type: sequential\n  layers:\n    - |')).toEqual(['type'])
  })

  it('offers published datasets, listed values, and yes or no', () => {
    expect(offered('dataset:\n  ref: |')).toEqual(['digits@1', 'wages@2'])
    const metrics: unknown = expect.arrayContaining(['accuracy', 'mae', 'r2'])
    expect(offered('metrics: [|]')).toEqual(metrics)
    expect(offered('metrics: [accuracy, |]')).toEqual(metrics)
    expect(offered('optimizer: {type: sgd, learningRate: 0.1, nesterov: |}')).toEqual(['true', 'false'])
  })

  it('offers the fields of what may be absent', () => {
    expect(offered('training:\n  earlyStop: {|}')).toContain('patience')
    expect(offered('training:\n  earlyStop: {metric: |}')).toContain('macroF1')
    expect(offered('dataset:\n  text:\n    tokenizer: {type: |}')).toContain('bytePairs')
  })

  it('is silent in comments and in places that the schema does not know', () => {
    expect(offered('# na|')).toEqual([])
    expect(offered('unknown:\n  thing: |')).toEqual([])
  })
})
