import { useTranslation } from 'react-i18next'
import type { PlanView } from '@/shared/api/wire'
import { useFigures } from '@/shared/figures/useFigures'
import { Quoted } from '@/shared/ui/Quoted'
import { Said } from '@/shared/ui/Said'
import classes from './PlanTables.module.css'

/** Expected time, energy and carbon by class of hardware. */
export function HardwareTable({ plan: { work, intensity } }: { plan: PlanView }) {
  const { t } = useTranslation()
  const figures = useFigures()
  return (
    <section className={classes.section}>
      <div className={classes.scroll} tabIndex={0} role="region" aria-label={t('submit.plan.cost')}>
        <table className={classes.table}>
          <caption>{t('submit.plan.cost')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('submit.plan.hardware')}</th>
              <th scope="col">{t('submit.plan.time')}</th>
              <th scope="col">{t('jobs.head.energy')}</th>
              <th scope="col">{t('submit.plan.carbon')}</th>
            </tr>
          </thead>
          <tbody>
            {work.estimates.map(({ hardware, seconds, energyWh, relativeError }) => (
              <tr key={hardware}>
                <th scope="row">
                  <Said text={hardware} /> <span className={classes.band}>{figures.band(relativeError)}</span>
                </th>
                <td>{figures.duration(seconds)}</td>
                <td>{figures.energy(energyWh)}</td>
                <td>{figures.carbon((energyWh / 1000) * intensity.gramsPerKwh)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className={classes.note}>
        {t('submit.plan.assumes', { intensity: figures.intensity(intensity.gramsPerKwh) })}{' '}
        {intensity.zone == null ? t('common.worldAverage') : t('common.zone', { zone: intensity.zone })}{' '}
        <Quoted words="common.source" text={intensity.source} />
      </p>
    </section>
  )
}
