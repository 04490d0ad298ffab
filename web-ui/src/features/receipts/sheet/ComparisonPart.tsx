import { useTranslation } from 'react-i18next'
import type { Comparison, Footprint } from '@/shared/api/wire'
import { useFigures } from '@/shared/figures/useFigures'
import { NOTES } from '../words'
import parts from './parts.module.css'

/** What the work would have emitted otherwise, and what has to be true for that. */
export function ComparisonPart({ comparison, total }: { comparison: Comparison; total: Footprint }) {
  const { t } = useTranslation()
  const figures = useFigures()
  const saved = comparison.savedGrams >= 0
  return (
    <section className={parts.part}>
      <h2>{t('receipts.comparison')}</h2>
      <p className={parts.words}>
        {t(saved ? 'receipts.less' : 'receipts.more', {
          otherwise: figures.carbon(comparison.gco2e),
          intensity: figures.intensity(comparison.gramsPerKwh),
          emitted: figures.carbon(total.gco2e),
          difference: figures.carbon(Math.abs(comparison.savedGrams)),
        })}
      </p>
      <ul className={parts.list}>
        {comparison.assumes.map(({ kind }) => (
          <li key={kind}>{t(NOTES[kind])}</li>
        ))}
      </ul>
    </section>
  )
}
