import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { getSpec } from '@/shared/job-spec/api/getSpec'
import { Bones } from '@/shared/ui/Bones'
import { Panel } from '@/shared/ui/Panel'
import { ProblemNote } from '@/shared/ui/ProblemNote'
import classes from './SpecPanel.module.css'

/** The spec as it was sent, fetched when somebody wants to see it. */
export function SpecPanel({ jobId }: { jobId: string }) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  const spec = useQuery({
    queryKey: ['job', jobId, 'spec'],
    queryFn: ({ signal }) => getSpec(jobId, signal),
    enabled: open,
    staleTime: Infinity,
  })
  return (
    <Panel
      title={t('jobs.spec.title')}
      beside={
        <Button variant="default" size="compact-sm" aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? t('jobs.spec.hide') : t('jobs.spec.show')}
        </Button>
      }
      flush={!open}
    >
      {open && spec.isPending && <Bones lines={6} />}
      {open && spec.isError && <ProblemNote error={spec.error} onRetry={() => void spec.refetch()} />}
      {open && spec.data !== undefined && (
        <pre className={classes.text} tabIndex={0} aria-label={t('jobs.spec.title')}>
          {spec.data}
        </pre>
      )}
    </Panel>
  )
}
