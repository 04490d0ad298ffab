import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { JobView } from '@/shared/api/wire'
import { UNMEASURED } from '@/shared/figures/figures'
import { useFigures } from '@/shared/figures/useFigures'
import { datasetAddress } from '@/shared/job-spec/datasetAddress'
import { Facts } from '@/shared/ui/Facts'
import { Panel } from '@/shared/ui/Panel'

/** Where, when and on what the job runs. */
export function AboutPanel({ job }: { job: JobView }) {
  const { t } = useTranslation()
  const figures = useFigures()
  const dataset = datasetAddress(job.dataset)
  return (
    <Panel title={t('jobs.about.title')}>
      <Facts
        facts={[
          {
            name: t('jobs.about.node'),
            value: job.node == null ? UNMEASURED : <Link to="/nodes">{job.node.name}</Link>,
          },
          { name: t('jobs.about.attempts'), value: figures.count(job.attempts), note: t('jobs.about.attemptsNote') },
          {
            name: t('jobs.about.dataset'),
            value:
              dataset === null ? (
                job.dataset
              ) : (
                <Link to="/datasets/$name/$version" params={dataset}>
                  {job.dataset}
                </Link>
              ),
          },
          { name: t('jobs.about.submitted'), value: figures.moment(job.createdAt) },
          { name: t('jobs.about.started'), value: figures.moment(job.startedAt) },
          { name: t('jobs.about.finished'), value: figures.moment(job.finishedAt) },
          { name: t('jobs.about.id'), value: <code>{job.id}</code> },
        ]}
      />
    </Panel>
  )
}
