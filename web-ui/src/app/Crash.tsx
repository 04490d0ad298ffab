import { type ErrorComponentProps, useRouter } from '@tanstack/react-router'
import { PageTitle } from '@/shared/ui/PageTitle'
import { ProblemNote } from '@/shared/ui/ProblemNote'
import { useTranslation } from 'react-i18next'
import classes from './Crash.module.css'

/** Looks again whether the page can be shown: what its route asked for must be asked anew, not only drawn anew. */
function useAgain(reset: () => void): () => void {
  const router = useRouter()
  return () => {
    reset()
    void router.invalidate()
  }
}

/** Stands in for a page that could not be shown. */
export function Crash({ error, reset }: ErrorComponentProps) {
  const again = useAgain(reset)
  return <ProblemNote error={error} onRetry={again} />
}

/** Stands in for the whole frame, when it can't even be found out who is signed in. */
export function FrameCrash({ error, reset }: ErrorComponentProps) {
  const { t } = useTranslation()
  const again = useAgain(reset)
  return (
    <main className={classes.frame}>
      <PageTitle title={t('problem.unexpected')} />
      <ProblemNote error={error} onRetry={again} />
    </main>
  )
}
