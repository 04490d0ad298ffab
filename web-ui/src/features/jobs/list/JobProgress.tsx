import { useTranslation } from 'react-i18next'
import type { JobView } from '@/shared/api/wire'
import { UNMEASURED } from '@/shared/figures/figures'
import { useFigures } from '@/shared/figures/useFigures'
import { Bar } from '@/shared/ui/Bar'
import { isFinal } from '../jobStates'
import classes from './JobProgress.module.css'

export function JobProgress({ job }: { job: JobView }) {
  const { t } = useTranslation()
  const figures = useFigures()
  const progress = job.progress
  if (progress == null) return <>{UNMEASURED}</>
  return (
    <div className={classes.progress}>
      <Bar
        share={progress.step / Math.max(1, progress.totalSteps)}
        name={t('jobs.progress.of', { name: job.name })}
        alive={!isFinal(job.state) || job.state === 'SUCCEEDED'}
      />
      <span>
        {t('jobs.progress.epoch', {
          epoch: figures.number(Math.floor(progress.epoch * 10) / 10),
          total: figures.count(progress.totalEpochs),
        })}
      </span>
    </div>
  )
}
