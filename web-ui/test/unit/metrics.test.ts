import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { METRIC_WORDS, SHARES } from '@/features/jobs/curves/metricWords'

/** What a spec may ask for, and what every trainer reports of its steps. */
const schema = JSON.parse(readFileSync('../docs/job-spec.schema.json', 'utf8')) as {
  properties: { metrics: { items: { enum: string[] } } }
}
const asked = schema.properties.metrics.items.enum
const always = ['loss', 'samplesPerSecond', 'learningRate', 'gradientNorm']

describe('the metrics', () => {
  it('all have words', () => {
    expect(asked.length).toBeGreaterThan(9)
    expect(Object.keys(METRIC_WORDS).sort()).toEqual([...asked, ...always].sort())
  })

  it('are percent where they are shares', () => {
    expect(asked.filter((name) => SHARES.has(name))).toEqual([
      'accuracy',
      'top3Accuracy',
      'top5Accuracy',
      'tokenAccuracy',
      'sequenceAccuracy',
      'tokenErrorRate',
    ])
  })
})
