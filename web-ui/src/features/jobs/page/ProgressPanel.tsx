import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { JobView } from '@/shared/api/wire'
import { UNMEASURED } from '@/shared/figures/figures'
import { useFigures } from '@/shared/figures/useFigures'
import { useNow } from '@/shared/figures/useNow'
import { Bar } from '@/shared/ui/Bar'
import { Meters } from '@/shared/ui/Meters'
import { isFinal } from '../jobStates'
import { secondsLeft, secondsSpent } from '../run/pace'
import { timelineQuery } from '../timeline/timelineQuery'
import { CheckpointButton } from './CheckpointButton'
import classes from './ProgressPanel.module.css'

/** How far the run is, how fast, and how good. */
export function ProgressPanel({ job }: { job: JobView }) {
  const { t } = useTranslation()
  const figures = useFigures()
  const running = job.state === 'RUNNING'
  // Its time goes on between attempts, too.
  const now = useNow(job.startedAt != null && !isFinal(job.state) ? 1000 : 0)
  const progress = job.progress ?? null
  const share = progress === null ? 0 : progress.step / Math.max(1, progress.totalSteps)
  const { data: timeline } = useQuery({ ...timelineQuery(job), enabled: running })
  const left = running && timeline !== undefined ? secondsLeft(job, timeline) : null
  return (
    <section className={classes.panel} aria-label={t('jobs.progress.title')}>
      <div className={classes.bar}>
        <Bar share={share} name={t('jobs.progress.title')} alive={!isFinal(job.state) || job.state === 'SUCCEEDED'} />
        <div className={classes.under}>
          <span>
            {progress === null
              ? t('jobs.progress.notBegun')
              : t('jobs.progress.epoch', {
                  epoch: figures.number(Math.floor(progress.epoch * 10) / 10),
                  total: figures.count(progress.totalEpochs),
                })}
          </span>
          {progress !== null && (
            <span>
              {t('jobs.progress.step', {
                step: figures.count(progress.step),
                total: figures.count(progress.totalSteps),
              })}
            </span>
          )}
          {left !== null && <span>{t('jobs.progress.left', { time: figures.duration(left) })}</span>}
        </div>
        {running && <CheckpointButton job={job} />}
      </div>
      <Meters
        meters={[
          { name: t('jobs.metric.loss'), value: figures.score(progress?.loss), note: t('jobs.curves.train') },
          {
            name: t('jobs.metric.accuracy'),
            value: figures.percent(progress?.accuracy),
            note: t('jobs.curves.heldOut'),
          },
          {
            name: t('jobs.progress.speed'),
            value: figures.rate(progress?.samplesPerSecond),
            note: t('jobs.progress.speedUnit'),
          },
          {
            name: t('jobs.progress.time'),
            value: job.startedAt == null ? UNMEASURED : figures.duration(secondsSpent(job, now)),
            note: t('jobs.progress.timeNote'),
          },
        ]}
      />
    </section>
  )
}
