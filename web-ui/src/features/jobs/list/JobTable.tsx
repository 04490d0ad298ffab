import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { JobView } from '@/shared/api/wire'
import { UNMEASURED } from '@/shared/figures/figures'
import { useFigures } from '@/shared/figures/useFigures'
import { JobStateTag } from '../JobStateTag'
import { JobProgress } from './JobProgress'
import classes from './JobTable.module.css'
import { accuracyOf, lossOf } from './scores'

export function JobTable({ jobs, now }: { jobs: readonly JobView[]; now: number }) {
  const { t } = useTranslation()
  const figures = useFigures()
  return (
    <div className={classes.frame}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{t('jobs.job')}</th>
            <th scope="col">{t('jobs.head.state')}</th>
            <th scope="col">{t('jobs.progress.title')}</th>
            <th scope="col" className={classes.figure}>
              {t('jobs.metric.loss')}
            </th>
            <th scope="col" className={classes.figure}>
              {t('jobs.metric.accuracy')}
            </th>
            <th scope="col" className={classes.figure}>
              {t('jobs.head.energy')}
            </th>
            <th scope="col">{t('jobs.about.node')}</th>
            <th scope="col">{t('jobs.about.submitted')}</th>
          </tr>
        </thead>
        <tbody>
          {jobs.map((job) => (
            <tr key={job.id}>
              <th scope="row">
                <Link to="/jobs/$jobId" params={{ jobId: job.id }} className={classes.name}>
                  {job.name}
                </Link>
                <span className={classes.under}>{job.dataset}</span>
              </th>
              <td>
                <JobStateTag state={job.state} />
              </td>
              <td className={classes.progress}>
                <JobProgress job={job} />
              </td>
              <td className={classes.figure}>{figures.score(lossOf(job))}</td>
              <td className={classes.figure}>{figures.percent(accuracyOf(job))}</td>
              <td className={classes.figure}>
                {figures.energy(job.energy?.wh)}
                {job.energy != null && <span className={classes.under}>{figures.band(job.energy.relativeError)}</span>}
              </td>
              <td className={classes.node}>{job.node?.name ?? UNMEASURED}</td>
              <td className={classes.when}>
                <time dateTime={job.createdAt} title={figures.moment(job.createdAt)}>
                  {figures.ago(job.createdAt, now)}
                </time>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
