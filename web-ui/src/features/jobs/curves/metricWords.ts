import type { WordKey } from '@/shared/i18n/keys'

/** The metrics that have words of their own, in the order they are shown. */
export const METRIC_WORDS: Record<string, WordKey> = {
  loss: 'jobs.metric.loss',
  accuracy: 'jobs.metric.accuracy',
  mae: 'jobs.metric.mae',
  r2: 'jobs.metric.r2',
  learningRate: 'jobs.metric.learningRate',
  samplesPerSecond: 'jobs.metric.samplesPerSecond',
}

/** Shares of a whole, shown as percent. */
export const SHARES = new Set(['accuracy'])
