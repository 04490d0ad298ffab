import { Button } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { useInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useNow } from '@/shared/figures/useNow'
import { EmptyNote } from '@/shared/ui/EmptyNote'
import { PageLoading } from '@/shared/ui/PageLoading'
import { PageTitle } from '@/shared/ui/PageTitle'
import { ProblemNote } from '@/shared/ui/ProblemNote'
import { listJobs } from './api/listJobs'
import type { JobFilter } from './jobFilter'
import classes from './JobsPage.module.css'
import { isFinal } from './jobStates'
import { FilterBar } from './list/FilterBar'
import { JobCards } from './list/JobCards'
import { JobTable } from './list/JobTable'

const route = getRouteApi('/signed-in/jobs')

const LIVELY_MS = 2_500
const CALM_MS = 10_000

export function JobsPage() {
  const { t } = useTranslation()
  const filter = route.useSearch()
  const navigate = route.useNavigate()
  const wide = useMediaQuery('(min-width: 68em)', true, { getInitialValueInEffect: false })
  const now = useNow(10_000)
  const jobs = useInfiniteQuery({
    queryKey: ['jobs', filter],
    queryFn: ({ pageParam, signal }) => listJobs(filter, pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor ?? null,
    placeholderData: (before) => before,
    refetchInterval: ({ state }) =>
      state.data?.pages.some(({ items }) => items.some((job) => !isFinal(job.state))) ? LIVELY_MS : CALM_MS,
  })
  const items = jobs.data?.pages.flatMap((page) => page.items) ?? []
  const narrowed = filter.show !== undefined || filter.name !== undefined
  const onFilter = (next: JobFilter) => void navigate({ search: next, replace: true })

  return (
    <>
      <PageTitle
        title={t('jobs.title')}
        beside={<Button renderRoot={(props) => <Link to="/submit" {...props} />}>{t('jobs.submit')}</Button>}
      />
      <FilterBar filter={filter} onFilter={onFilter} />
      {jobs.isError && <ProblemNote error={jobs.error} onRetry={() => void jobs.refetch()} />}
      {jobs.isPending && <PageLoading />}
      {jobs.data !== undefined && items.length === 0 && !jobs.isPlaceholderData && (
        <EmptyNote title={narrowed ? t('jobs.noneMatch') : t('jobs.none')}>
          {narrowed ? (
            <Button variant="default" size="compact-sm" onClick={() => onFilter({})}>
              {t('jobs.showAll')}
            </Button>
          ) : (
            t('jobs.noneHelp')
          )}
        </EmptyNote>
      )}
      {items.length > 0 && (wide ? <JobTable jobs={items} now={now} /> : <JobCards jobs={items} now={now} />)}
      {jobs.hasNextPage && (
        <div className={classes.more}>
          <Button variant="default" loading={jobs.isFetchingNextPage} onClick={() => void jobs.fetchNextPage()}>
            {t('jobs.older')}
          </Button>
        </div>
      )}
    </>
  )
}
