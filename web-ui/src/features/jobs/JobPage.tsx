import { getRouteApi, Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { PageLoading } from '@/shared/ui/PageLoading'
import { PageTitle } from '@/shared/ui/PageTitle'
import { ProblemNote } from '@/shared/ui/ProblemNote'
import { Said } from '@/shared/ui/Said'
import { CurvesPanel } from './curves/CurvesPanel'
import classes from './JobPage.module.css'
import { JobStateTag } from './JobStateTag'
import { isFinal, waits } from './jobStates'
import { AboutPanel } from './page/AboutPanel'
import { EnergyPanel } from './page/EnergyPanel'
import { JobActions } from './page/JobActions'
import { LiveSign } from './page/LiveSign'
import { LogPanel } from './page/LogPanel'
import { ProgressPanel } from './page/ProgressPanel'
import { ResultPanel } from './page/ResultPanel'
import { SpecPanel } from './page/SpecPanel'
import { WaitingPanel } from './page/WaitingPanel'
import { useRun } from './run/useRun'
import { TimelinePanel } from './timeline/TimelinePanel'

const route = getRouteApi('/signed-in/jobs/$jobId')

export function JobPage() {
  const { jobId } = route.useParams()
  const { t } = useTranslation()
  const run = useRun(jobId)
  const job = run.job.data

  if (job === undefined) {
    return (
      <>
        <PageTitle title={t('jobs.job')} />
        {run.job.isError ? (
          <ProblemNote error={run.job.error} onRetry={() => void run.job.refetch()} />
        ) : (
          <PageLoading />
        )}
      </>
    )
  }

  const over = isFinal(job.state)
  return (
    <>
      <nav className={classes.back} aria-label={t('jobs.trail')}>
        <Link to="/jobs">{t('shell.jobs')}</Link>
      </nav>
      <PageTitle key={job.id} title={job.name} beside={<JobActions job={job} />}>
        <div className={classes.state}>
          <JobStateTag state={job.state} />
          {!over && <LiveSign connection={run.connection} />}
          {/* Of a wait for cleaner electricity the panel below says the same in the reader's language. */}
          {job.stateReason != null && (job.state === 'QUEUED' || !waits(job.state)) && (
            <span className={classes.reason}>
              <Said text={job.stateReason} />
            </span>
          )}
        </div>
      </PageTitle>
      <div className={classes.columns}>
        <div className={classes.column}>
          {over && <ResultPanel job={job} />}
          {waits(job.state) && <WaitingPanel job={job} />}
          <ProgressPanel job={job} />
          <TimelinePanel job={job} />
          <CurvesPanel curves={run.curves} loaded={run.loaded} error={run.error} onRetry={run.retry} over={over} />
          <LogPanel lines={run.log} loaded={run.loaded} over={over} />
        </div>
        <div className={classes.column}>
          <EnergyPanel jobId={job.id} energy={job.energy ?? null} over={over} />
          <AboutPanel job={job} />
          <SpecPanel jobId={job.id} />
        </div>
      </div>
    </>
  )
}
