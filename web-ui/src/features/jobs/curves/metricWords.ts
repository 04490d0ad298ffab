import type { WordKey } from '@/shared/i18n/keys'

/** The metrics that have words of their own, in the order they are shown. */
export const METRIC_WORDS: Record<string, WordKey> = {
  loss: 'jobs.metric.loss',
  accuracy: 'jobs.metric.accuracy',
  top3Accuracy: 'jobs.metric.top3Accuracy',
  top5Accuracy: 'jobs.metric.top5Accuracy',
  macroF1: 'jobs.metric.macroF1',
  mae: 'jobs.metric.mae',
  r2: 'jobs.metric.r2',
  perplexity: 'jobs.metric.perplexity',
  tokenAccuracy: 'jobs.metric.tokenAccuracy',
  sequenceAccuracy: 'jobs.metric.sequenceAccuracy',
  tokenErrorRate: 'jobs.metric.tokenErrorRate',
  bleu: 'jobs.metric.bleu',
  learningRate: 'jobs.metric.learningRate',
  gradientNorm: 'jobs.metric.gradientNorm',
  samplesPerSecond: 'jobs.metric.samplesPerSecond',
}

/** Shares of a whole, shown as percent. The rate of errors can pass 100 %; F1 and BLEU are means, not shares. */
export const SHARES = new Set([
  'accuracy',
  'top3Accuracy',
  'top5Accuracy',
  'tokenAccuracy',
  'sequenceAccuracy',
  'tokenErrorRate',
])
