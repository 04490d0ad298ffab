import { useTranslation } from 'react-i18next'
import type { Footprint } from '@/shared/api/wire'
import { UNMEASURED } from '@/shared/figures/figures'
import { useFigures } from '@/shared/figures/useFigures'
import parts from './parts.module.css'

/** Energy and carbon, marginal and attributed, with the parts that were wasted or done to check. */
export function Figures({
  total,
  wasted,
  replicated,
}: {
  total: Footprint
  wasted: Footprint | null
  replicated: Footprint | null
}) {
  const { t } = useTranslation()
  const figures = useFigures()
  const rows: { name: string; note: string; part: Footprint | null }[] = [
    {
      name: t('receipts.total'),
      note: t('receipts.tier', { tier: total.tier, band: figures.band(total.relativeError) }),
      part: total,
    },
    { name: t('receipts.wasted'), note: t('receipts.within'), part: wasted },
    { name: t('receipts.replicated'), note: t('receipts.within'), part: replicated },
  ]
  const heads = [
    t('receipts.marginalEnergy'),
    t('receipts.marginalCarbon'),
    t('receipts.attributedEnergy'),
    t('receipts.attributedCarbon'),
  ]
  return (
    <section className={parts.part}>
      <h2>{t('receipts.figures')}</h2>
      <table className={parts.table}>
        <thead>
          <tr>
            <th scope="col">{t('receipts.part')}</th>
            {heads.map((head) => (
              <th key={head} scope="col" className={parts.figure}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, note, part }) => (
            <tr key={name}>
              <th scope="row">
                {name}
                <span className={parts.under}>{note}</span>
              </th>
              <td className={parts.figure} data-name={heads[0]}>
                {figures.energy(part?.wh)}
              </td>
              <td className={parts.figure} data-name={heads[1]}>
                {figures.carbon(part?.gco2e)}
              </td>
              <td className={parts.figure} data-name={heads[2]}>
                {figures.energy(part?.attributedWh)}
              </td>
              <td className={parts.figure} data-name={heads[3]}>
                {part?.attributedGco2e == null ? UNMEASURED : figures.carbon(part.attributedGco2e)}
                {part?.embodiedGrams != null && (
                  <span className={parts.under}>
                    {t('receipts.embodied', { grams: figures.carbon(part.embodiedGrams) })}
                  </span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
