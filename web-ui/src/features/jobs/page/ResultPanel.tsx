import { useTranslation } from 'react-i18next'
import type { JobView } from '@/shared/api/wire'
import { useFigures } from '@/shared/figures/useFigures'
import { Facts, type Fact } from '@/shared/ui/Facts'
import { Hash } from '@/shared/ui/Hash'
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
  const measured = Object.entries(job.evaluation).map(([name, value]): Fact => {
    const words = METRIC_WORDS[name]
    return {
      name: words === undefined ? name : t(words),
      value: SHARES.has(name) ? figures.percent(value) : figures.score(value),
    }
  })
  return (
    <Panel title={t('jobs.result.title')}>
      <p className={classes.on}>{t('jobs.result.on')}</p>
      <Facts
        facts={[
          ...measured,
          ...(job.model == null
            ? []
            : [
                {
                  name: t('jobs.result.model'),
                  value: `safetensors, ${figures.bytes(job.model.size)}`,
                  note: <Hash sha256={job.model.sha256} />,
                },
              ]),
        ]}
      />
    </Panel>
  )
}
