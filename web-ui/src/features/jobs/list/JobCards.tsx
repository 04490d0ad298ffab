import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { JobView } from '@/shared/api/wire'
import { useFigures } from '@/shared/figures/useFigures'
import { JobStateTag } from '../JobStateTag'
import classes from './JobCards.module.css'
import { JobProgress } from './JobProgress'
import { accuracyOf, lossOf } from './scores'

/** The list for narrow screens. */
export function JobCards({ jobs, now }: { jobs: readonly JobView[]; now: number }) {
  const { t } = useTranslation()
  const figures = useFigures()
  return (
    <ul className={classes.cards}>
      {jobs.map((job) => (
        <li key={job.id} className={classes.card}>
          <div className={classes.head}>
            <Link to="/jobs/$jobId" params={{ jobId: job.id }} className={classes.name}>
              {job.name}
            </Link>
            <JobStateTag state={job.state} />
          </div>
          <p className={classes.under}>
            {job.dataset} · <time dateTime={job.createdAt}>{figures.ago(job.createdAt, now)}</time>
            {job.node != null && <> · {job.node.name}</>}
          </p>
          {job.progress != null && <JobProgress job={job} />}
          <dl className={classes.figures}>
            <div>
              <dt>{t('jobs.metric.loss')}</dt>
              <dd>{figures.score(lossOf(job))}</dd>
            </div>
            <div>
              <dt>{t('jobs.metric.accuracy')}</dt>
              <dd>{figures.percent(accuracyOf(job))}</dd>
            </div>
            <div>
              <dt>{t('jobs.head.energy')}</dt>
              <dd>{figures.energy(job.energy?.wh)}</dd>
            </div>
          </dl>
        </li>
      ))}
    </ul>
  )
}
