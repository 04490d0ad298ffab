import { useTranslation } from 'react-i18next'
import type { ZoneUse } from '@/shared/api/wire'
import { useFigures } from '@/shared/figures/useFigures'
import { Said } from '@/shared/ui/Said'
import parts from './parts.module.css'

/** Where the energy was drawn, and how clean it was there at the time. */
export function ZoneTable({ zones }: { zones: ZoneUse[] }) {
  const { t } = useTranslation()
  const figures = useFigures()
  const heads = {
    energy: t('receipts.marginalEnergy'),
    carbon: t('receipts.marginalCarbon'),
    intensity: t('receipts.intensity'),
    realised: t('receipts.realised'),
  }
  return (
    <section className={parts.part}>
      <h2>{t('receipts.zones')}</h2>
      <table className={parts.table}>
        <thead>
          <tr>
            <th scope="col">{t('receipts.zone')}</th>
            {Object.values(heads).map((head) => (
              <th key={head} scope="col" className={parts.figure}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {zones.map((zone) => (
            <tr key={zone.zone ?? ''}>
              <th scope="row">
                {zone.zone ?? t('receipts.world')}
                <span className={parts.under}>
                  <Said text={zone.source} />
                </span>
              </th>
              <td className={parts.figure} data-name={heads.energy}>
                {figures.energy(zone.wh)}
              </td>
              <td className={parts.figure} data-name={heads.carbon}>
                {figures.carbon(zone.gco2e)}
              </td>
              <td className={parts.figure} data-name={heads.intensity}>
                {figures.intensity(zone.gramsPerKwh)}
              </td>
              <td className={parts.figure} data-name={heads.realised}>
                {figures.percent(zone.realisedShare)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
