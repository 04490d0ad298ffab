import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { JobView } from '@/shared/api/wire'
import { useFigures } from '@/shared/figures/useFigures'
import { Icon } from '@/shared/ui/Icon'
import { isFinal } from '../jobStates'
import { CancelButton } from './CancelButton'

export function JobActions({ job }: { job: JobView }) {
  const { t } = useTranslation()
  const figures = useFigures()
  return (
    <>
      <Button variant="default" renderRoot={(props) => <Link to="/submit" search={{ job: job.id }} {...props} />}>
        {t('jobs.actions.again')}
      </Button>
      {!isFinal(job.state) && <CancelButton job={job} />}
      {job.model != null && (
        <Button
          component="a"
          href={`/api/v1/jobs/${encodeURIComponent(job.id)}/model`}
          download
          leftSection={<Icon name="download" />}
        >
          {t('jobs.actions.model', { size: figures.bytes(job.model.size) })}
        </Button>
      )}
    </>
  )
}
