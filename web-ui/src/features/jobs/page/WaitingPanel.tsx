import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { ExplanationChange, ExplanationReason, JobExplanation, JobView } from '@/shared/api/wire'
import { useFigures } from '@/shared/figures/useFigures'
import { useTimingWords } from '@/shared/timing/useTimingWords'
import { Panel } from '@/shared/ui/Panel'
import { ProblemNote } from '@/shared/ui/ProblemNote'
import { Said } from '@/shared/ui/Said'
import { getExplanation } from '../api/getExplanation'
import classes from './WaitingPanel.module.css'
import { CHANGES, REASONS } from './waitingWords'

const AGAIN_MS = 5_000

/** What keeps the job waiting: each reason, how many machines it rules out, and what would help with the least change. */
export function WaitingPanel({ job }: { job: JobView }) {
  const { t } = useTranslation()
  const explanation = useQuery({
    queryKey: ['explanation', job.id, job.state, job.stateReason],
    queryFn: ({ signal }) => getExplanation(job.id, signal),
    refetchInterval: AGAIN_MS,
    placeholderData: (before) => before,
  })
  const found = explanation.data
  return (
    <Panel title={t('jobs.waiting.title')}>
      {explanation.isError && <ProblemNote error={explanation.error} onRetry={() => void explanation.refetch()} />}
      {found !== undefined && (
        <>
          <Sentence found={found} />
          {found.reasons.length > 0 && (
            <ul className={classes.reasons}>
              {found.reasons.map((reason) => (
                <Reason key={`${reason.kind} ${reason.sentence}`} reason={reason} />
              ))}
            </ul>
          )}
        </>
      )}
    </Panel>
  )
}

function Sentence({ found }: { found: JobExplanation }) {
  const { t } = useTranslation()
  if (found.reasons.some(({ kind }) => kind === 'GREEN_WINDOW')) {
    return <p className={classes.sentence}>{t('jobs.waiting.deferred')}</p>
  }
  if (found.state !== 'QUEUED') {
    return (
      <p className={classes.sentence}>
        <Said text={found.sentence} />
      </p>
    )
  }
  const words =
    found.nodes === 0
      ? t('jobs.waiting.noNodes')
      : found.able === 0
        ? t('jobs.waiting.noneAble', { count: found.nodes })
        : t('jobs.waiting.able', { count: found.nodes, able: found.able })
  return <p className={classes.sentence}>{words}</p>
}

function Reason({ reason }: { reason: ExplanationReason }) {
  const { t } = useTranslation()
  const figures = useFigures()
  const change = useChange()
  const timing = useTimingWords()
  const decision = reason.timing ?? null
  const words = t(REASONS[reason.kind], {
    count: reason.tasks ?? reason.nodes,
    size: figures.bytes(reason.bytes),
    zone: decision === null ? '' : timing.zone(decision.window.zone),
  })
  const planned =
    decision !== null && reason.kind === 'GREEN_WINDOW' ? [timing.reason(decision), timing.saving(decision)] : []
  return (
    <li>
      <p className={classes.reason}>
        {reason.nodes > 0 && <b className={classes.nodes}>{t('jobs.waiting.nodes', { count: reason.nodes })}</b>}
        <span>{[words, ...planned].filter((part) => part !== null).join(' ')}</span>
      </p>
      <p className={classes.change}>{t('jobs.waiting.helps', { change: change(reason), count: reason.gained })}</p>
    </li>
  )
}

/** What would help, in words. */
function useChange(): (reason: ExplanationReason) => string {
  const { t } = useTranslation()
  const figures = useFigures()
  const part = ({ of, bytes, until }: ExplanationChange) => {
    const change = t(CHANGES[of], { size: figures.bytes(bytes), time: figures.moment(until) })
    return until == null || of === 'HELD_FOR_CHEAPER'
      ? change
      : t('jobs.waiting.change.at', { change, time: figures.minute(until) })
  }
  return ({ kind, change, until, tasks, nodes }) =>
    change.length > 0
      ? change.map(part).join(t('jobs.waiting.and'))
      : t(CHANGES[kind], {
          count: (tasks ?? 0) + 1 - nodes,
          time: kind === 'GREEN_WINDOW' ? figures.minute(until) : figures.moment(until),
        })
}
