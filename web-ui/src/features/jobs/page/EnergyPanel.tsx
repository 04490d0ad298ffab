import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { JobEnergy } from '@/shared/api/wire'
import { useFigures } from '@/shared/figures/useFigures'
import { Meters } from '@/shared/ui/Meters'
import { Panel } from '@/shared/ui/Panel'
import { Quoted } from '@/shared/ui/Quoted'
import classes from './EnergyPanel.module.css'
import { TIERS } from './tiers'

/** What the run drew and emitted, how that is known, and how sure it is. */
export function EnergyPanel({ jobId, energy, over }: { jobId: string; energy: JobEnergy | null; over: boolean }) {
  const { t } = useTranslation()
  const figures = useFigures()
  return (
    <Panel
      title={t('jobs.energy.title')}
      beside={
        <Link to="/jobs/$jobId/receipt" params={{ jobId }}>
          {t('receipts.show')}
        </Link>
      }
      flush
    >
      {energy === null ? (
        <p className={classes.none}>{over ? t('jobs.energy.never') : t('jobs.energy.none')}</p>
      ) : (
        <>
          <Meters
            meters={[
              {
                name: t('jobs.energy.energy'),
                value: figures.energy(energy.wh),
                note: t('jobs.energy.band', { band: figures.band(energy.relativeError) }),
              },
              {
                name: t('jobs.energy.carbon'),
                value: figures.carbon(energy.gco2e),
                note: t('jobs.energy.band', { band: figures.band(energy.relativeError) }),
              },
            ]}
          />
          <div className={classes.how}>
            <p>
              <b>{t('jobs.energy.tier', { tier: energy.tier })}</b> {t(TIERS[energy.tier])}
            </p>
            <p>
              <b>{figures.intensity(energy.intensityGramsPerKwh)}</b>{' '}
              {energy.zone == null ? t('common.worldAverage') : t('common.zone', { zone: energy.zone })}
            </p>
            <p>
              <Quoted words="common.source" text={energy.intensitySource} />
            </p>
          </div>
        </>
      )}
    </Panel>
  )
}
