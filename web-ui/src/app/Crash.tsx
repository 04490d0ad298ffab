import type { ErrorComponentProps } from '@tanstack/react-router'
import { PageTitle } from '@/shared/ui/PageTitle'
import { ProblemNote } from '@/shared/ui/ProblemNote'
import { useTranslation } from 'react-i18next'
import classes from './Crash.module.css'

/** Stands in for a page that could not be shown. */
export function Crash({ error, reset }: ErrorComponentProps) {
  return <ProblemNote error={error} onRetry={reset} />
}

/** Stands in for the whole frame, when it can't even be found out who is signed in. */
export function FrameCrash({ error, reset }: ErrorComponentProps) {
  const { t } = useTranslation()
  return (
    <main className={classes.frame}>
      <PageTitle title={t('problem.unexpected')} />
      <ProblemNote error={error} onRetry={reset} />
    </main>
  )
}
