import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Receipt } from '@/shared/api/wire'
import { useFigures } from '@/shared/figures/useFigures'
import { outcomeWords } from '../words'
import parts from './parts.module.css'

/** The leases of a job, or the jobs of anything larger. */
export function ItemTable({ receipt }: { receipt: Receipt }) {
  const { t } = useTranslation()
  const figures = useFigures()
  const ofJob = receipt.subject.kind === 'JOB'
  if (receipt.items.length === 0) return null
  const heads = {
    from: t('receipts.from'),
    energy: t('receipts.marginalEnergy'),
    carbon: t('receipts.marginalCarbon'),
    tier: t('receipts.tierHead'),
    wasted: t('receipts.wasted'),
  }
  return (
    <section className={parts.part}>
      <h2>{t(ofJob ? 'receipts.leaseList' : 'receipts.jobList')}</h2>
      <table className={parts.table}>
        <thead>
          <tr>
            <th scope="col">{t(ofJob ? 'receipts.node' : 'receipts.subject.job')}</th>
            <th scope="col">{heads.from}</th>
            <th scope="col" className={parts.figure}>
              {heads.energy}
            </th>
            <th scope="col" className={parts.figure}>
              {heads.carbon}
            </th>
            <th scope="col">{heads.tier}</th>
            <th scope="col" className={parts.figure}>
              {heads.wasted}
            </th>
          </tr>
        </thead>
        <tbody>
          {receipt.items.map((item) => (
            <tr key={item.id}>
              <th scope="row">
                {ofJob ? (
                  item.name
                ) : receipt.subject.kind === 'NODE' ? (
                  item.name
                ) : (
                  <Link to="/jobs/$jobId/receipt" params={{ jobId: item.id }}>
                    {item.name}
                  </Link>
                )}
                {ofJob && (
                  <span className={parts.under}>
                    {[item.zone ?? t('receipts.world'), t(outcomeWords(item.outcome))].join(' · ')}
                  </span>
                )}
              </th>
              <td data-name={heads.from}>
                {figures.moment(item.from)}
                {item.to != null && (
                  <span className={parts.under}>
                    {figures.duration((Date.parse(item.to) - Date.parse(item.from)) / 1000)}
                  </span>
                )}
              </td>
              <td className={parts.figure} data-name={heads.energy}>
                {figures.energy(item.footprint?.wh)}
                {item.footprint != null && (
                  <span className={parts.under}>{figures.band(item.footprint.relativeError)}</span>
                )}
              </td>
              <td className={parts.figure} data-name={heads.carbon}>
                {figures.carbon(item.footprint?.gco2e)}
                {item.gramsPerKwh != null && <span className={parts.under}>{figures.intensity(item.gramsPerKwh)}</span>}
              </td>
              <td data-name={heads.tier}>{item.footprint?.tier ?? '–'}</td>
              <td className={parts.figure} data-name={heads.wasted}>
                {figures.percent(item.wastedShare)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {receipt.itemsLeftOut > 0 && (
        <p className={parts.under}>
          {t('receipts.leftOut', { count: receipt.itemsLeftOut, shown: figures.count(receipt.itemsLeftOut) })}
        </p>
      )}
    </section>
  )
}
