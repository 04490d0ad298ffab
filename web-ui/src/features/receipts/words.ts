import type { Receipt } from '@/shared/api/wire'
import type { WordKey } from '@/shared/i18n/keys'

export const SUBJECTS: Record<Receipt['subject']['kind'], WordKey> = {
  JOB: 'receipts.subject.job',
  ACCOUNT: 'receipts.subject.account',
  NODE: 'receipts.subject.node',
  DATASET: 'receipts.subject.dataset',
  SERVICE: 'receipts.subject.service',
}

/** The service's notes in our own words, which are in every language. */
export const NOTES: Record<Receipt['notes'][number]['kind'], WordKey> = {
  MARGINAL: 'receipts.note.marginal',
  ATTRIBUTED: 'receipts.note.attributed',
  INTENSITY: 'receipts.note.intensity',
  WASTED: 'receipts.note.wasted',
  REPLICATED: 'receipts.note.replicated',
  UNMEASURED: 'receipts.note.unmeasured',
  EMBODIED: 'receipts.note.embodied',
  RUNNING: 'receipts.note.running',
  SAME_ENERGY: 'receipts.note.sameEnergy',
  AVERAGE_NODE: 'receipts.note.averageNode',
  AT_ONCE: 'receipts.note.atOnce',
  NO_COMPARISON: 'receipts.note.noComparison',
}

const OUTCOMES: Record<string, WordKey> = {
  TRAINED: 'receipts.outcome.trained',
  FAILED: 'receipts.outcome.failed',
  RELEASED: 'receipts.outcome.released',
  EXPIRED: 'receipts.outcome.expired',
  CANCELLED: 'receipts.outcome.cancelled',
}

/** How a lease ended; null while it goes on. */
export function outcomeWords(outcome: string | null | undefined): WordKey {
  return outcome == null ? 'receipts.outcome.running' : (OUTCOMES[outcome] ?? 'receipts.outcome.other')
}
