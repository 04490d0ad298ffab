import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { JobView } from '@/shared/api/wire'
import { Ask } from '@/shared/ui/Ask'
import { cancelJob } from '../api/cancelJob'

export function CancelButton({ job }: { job: JobView }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const [asking, setAsking] = useState(false)
  const cancel = useMutation({
    mutationFn: () => cancelJob(job.id),
    onSuccess: (cancelled) => {
      queries.setQueryData(['job', job.id], cancelled)
      setAsking(false)
    },
  })
  return (
    <>
      <Button variant="default" onClick={() => setAsking(true)}>
        {t('jobs.cancel.button')}
      </Button>
      <Ask
        open={asking}
        title={t('jobs.cancel.title', { name: job.name })}
        yes={t('jobs.cancel.yes')}
        no={t('jobs.cancel.no')}
        busy={cancel.isPending}
        error={cancel.error}
        onYes={() => cancel.mutate()}
        onNo={() => {
          cancel.reset()
          setAsking(false)
        }}
      >
        {t('jobs.cancel.words')}
      </Ask>
    </>
  )
}
