import { useTranslation } from 'react-i18next'
import type { JobView } from '@/shared/api/wire'
import { useFigures } from '@/shared/figures/useFigures'
import { Hash } from '@/shared/ui/Hash'
import { type Meter, Meters } from '@/shared/ui/Meters'
import { Panel } from '@/shared/ui/Panel'
import { METRIC_WORDS, SHARES } from '../curves/metricWords'
import { FAILURES } from './failures'
import classes from './ResultPanel.module.css'

/** How the job ended: what the model reached on the held-out split, or why there is none. */
export function ResultPanel({ job }: { job: JobView }) {
  const { t } = useTranslation()
  const figures = useFigures()
  if (job.failure != null) {
    return (
      <Panel title={t('jobs.result.failed')}>
        <p className={classes.kind}>{t(FAILURES[job.failure.kind])}</p>
        <p className={classes.message} lang="en">
          {job.failure.message}
        </p>
      </Panel>
    )
  }
  if (job.state === 'CANCELLED') {
    return (
      <Panel title={t('jobs.result.cancelled')}>
        <p className={classes.message}>{t('jobs.result.cancelledWords')}</p>
      </Panel>
    )
  }
  const measured = Object.entries(job.evaluation).map(([name, value]): Meter => {
    const words = METRIC_WORDS[name]
    return {
      name: words === undefined ? name : t(words),
      value: SHARES.has(name) ? figures.percent(value) : figures.score(value),
      note: t('jobs.curves.heldOut'),
    }
  })
  const model =
    job.model == null
      ? []
      : [{ name: t('jobs.result.model'), value: figures.bytes(job.model.size), note: 'safetensors' }]
  return (
    <Panel title={t('jobs.result.title')} flush>
      <Meters meters={[...measured, ...model]} />
      <div className={classes.under}>
        <p>{t('jobs.result.on')}</p>
        {job.model != null && <Hash sha256={job.model.sha256} />}
      </div>
    </Panel>
  )
}
