import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { JobView } from '@/shared/api/wire'
import { AskedButton } from '@/shared/ui/AskedButton'
import { cancelJob } from '../api/cancelJob'

export function CancelButton({ job }: { job: JobView }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  return (
    <AskedButton
      label={t('jobs.cancel.button')}
      look={{ variant: 'default' }}
      question={{
        title: t('jobs.cancel.title', { name: job.name }),
        yes: t('jobs.cancel.yes'),
        no: t('jobs.cancel.no'),
      }}
      work={() => cancelJob(job.id)}
      onDone={(cancelled) => {
        // An answer that is still on its way is older than this.
        void queries.cancelQueries({ queryKey: ['job', job.id], exact: true })
        queries.setQueryData(['job', job.id], cancelled)
      }}
    >
      {t('jobs.cancel.words')}
    </AskedButton>
  )
}
