import { useTranslation } from 'react-i18next'
import type { Receipt } from '@/shared/api/wire'
import { useFigures } from '@/shared/figures/useFigures'
import { NOTES } from '../words'
import parts from './parts.module.css'

/** How the figures were found and what they leave out; then what each meter said, in its own words. */
export function NoteList({ receipt }: { receipt: Receipt }) {
  const { t } = useTranslation()
  const figures = useFigures()
  const { total, replicated, counts } = receipt
  const words = (kind: Receipt['notes'][number]['kind']) => {
    if (kind === 'REPLICATED' && (replicated?.wh ?? 0) > 0) return t('receipts.note.replicatedSome')
    return t(NOTES[kind], {
      tier: total?.tier ?? '–',
      band: figures.band(total?.relativeError),
      unmeasured: figures.count(counts.unmeasured),
      leases: figures.count(counts.leases),
    })
  }
  const methods = [...new Set(receipt.items.map((item) => item.method ?? ''))].filter((method) => method !== '')
  return (
    <section className={parts.part}>
      <h2>{t('receipts.notes')}</h2>
      <ul className={parts.list}>
        {receipt.notes.map(({ kind }) => (
          <li key={kind}>{words(kind)}</li>
        ))}
        {methods.map((method) => (
          <li key={method} lang="en">
            {method}
          </li>
        ))}
      </ul>
    </section>
  )
}
