import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ProblemNote } from '@/shared/ui/ProblemNote'
import { Bones } from '@/shared/ui/Bones'
import { Panel } from '@/shared/ui/Panel'
import { ViolationList } from '@/shared/ui/ViolationList'
import type { useSpecCheck } from '../useSpecCheck'
import { FitNote } from './FitNote'
import { HardwareTable } from './HardwareTable'
import { LayerTable } from './LayerTable'
import classes from './PlanPanel.module.css'
import { placesIn } from './places'
import { WhenNote } from './WhenNote'
import { WorkFacts } from './WorkFacts'

/** What the spec would need and who could run it, before it costs anything. */
export function PlanPanel({
  check,
  text,
  onGoTo,
  action,
}: {
  check: ReturnType<typeof useSpecCheck>
  text: string
  onGoTo: (line: number, column: number) => void
  action: ReactNode
}) {
  const { t } = useTranslation()
  const { plan, own, violations, answered } = check
  const view = own.length === 0 && !(answered && plan.isError) ? plan.data : undefined
  const faults = own.length > 0 ? placesIn(text, own) : violations
  const stale = view !== undefined && (!answered || plan.isPlaceholderData)
  return (
    <Panel title={t('submit.plan.title')} flush>
      <div className={classes.body} aria-live="polite" aria-busy={stale || (own.length === 0 && plan.isFetching)}>
        {faults.length > 0 && (
          <div className={classes.faults}>
            <p className={classes.faultsTitle}>{t('submit.plan.faults', { count: faults.length })}</p>
            <ViolationList violations={faults} onGoTo={onGoTo} />
          </div>
        )}
        {answered && plan.isError && violations.length === 0 && (
          <div className={classes.part}>
            <ProblemNote error={plan.error} onRetry={() => void plan.refetch()} />
          </div>
        )}
        {own.length === 0 && view === undefined && !plan.isError && (
          <div className={classes.part}>
            {text.trim() === '' ? <p className={classes.none}>{t('submit.plan.empty')}</p> : <Bones lines={5} />}
          </div>
        )}
        {view !== undefined && (
          <div className={stale ? classes.stale : undefined}>
            <FitNote plan={view} />
            <div className={classes.action}>{action}</div>
            <WhenNote plan={view} />
            <WorkFacts plan={view} />
            <HardwareTable plan={view} />
            <LayerTable layers={view.work.layers} />
          </div>
        )}
        {view === undefined && <div className={classes.action}>{action}</div>}
      </div>
    </Panel>
  )
}
