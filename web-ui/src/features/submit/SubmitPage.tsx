import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { getSpec } from '@/shared/job-spec/api/getSpec'
import { sessionQuery } from '@/shared/session/session'
import { PageLoading } from '@/shared/ui/PageLoading'
import { PageTitle } from '@/shared/ui/PageTitle'
import { ProblemNote } from '@/shared/ui/ProblemNote'
import { draftOf, forgetDraft } from './draftStore'
import { startingText } from './examples'
import classes from './SubmitPage.module.css'
import { Workshop } from './Workshop'

const route = getRouteApi('/signed-in/submit')

/** Begins with an earlier job's spec where the address names one, else with an example; or with the draft made of it. */
export function SubmitPage() {
  const { t } = useTranslation()
  const { job, dataset } = route.useSearch()
  const account = useQuery(sessionQuery).data?.accountId
  const earlier = useQuery({
    queryKey: ['job', job, 'spec'],
    queryFn: ({ signal }) => getSpec(job ?? '', signal),
    enabled: job !== undefined,
    staleTime: Infinity,
  })
  const draft = account === undefined ? undefined : draftOf(account, job, dataset)
  const start = job === undefined ? startingText(dataset) : earlier.data
  return (
    <>
      <PageTitle title={t('submit.title')}>
        <p className={classes.lead}>{t('submit.lead')}</p>
      </PageTitle>
      {earlier.isError && <ProblemNote error={earlier.error} onRetry={() => void earlier.refetch()} />}
      {job !== undefined && earlier.isPending && <PageLoading />}
      {draft !== undefined && start !== undefined && (
        <Workshop
          key={draft}
          start={start}
          draft={draft}
          onSubmitted={() => {
            // The next one made of the same job or dataset begins with that again.
            if (job !== undefined || dataset !== undefined) forgetDraft(draft)
          }}
        />
      )}
    </>
  )
}
