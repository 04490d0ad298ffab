import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { JobView } from '@/shared/api/wire'
import { ProblemNote } from '@/shared/ui/ProblemNote'
import { requestCheckpoint } from '../api/requestCheckpoint'
import classes from './CheckpointButton.module.css'

/** Has the node keep its state now. No question: training goes on, and one checkpoint more harms nothing. */
export function CheckpointButton({ job }: { job: JobView }) {
  const { t } = useTranslation()
  const request = useMutation({ mutationFn: () => requestCheckpoint(job.id) })
  return (
    <div className={classes.place}>
      <Button variant="default" size="compact-sm" loading={request.isPending} onClick={() => request.mutate()}>
        {t('jobs.checkpoint.button')}
      </Button>
      <p role="status" className={classes.asked}>
        {request.isSuccess && t('jobs.checkpoint.asked')}
      </p>
      {request.isError && (
        <div className={classes.problem}>
          <ProblemNote error={request.error} />
        </div>
      )}
    </div>
  )
}
