import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useReducer, useState } from 'react'
import type { JobView, LogLine, MetricPoint } from '@/shared/api/wire'
import { getJob } from '../api/getJob'
import { getMetrics } from '../api/getMetrics'
import { type Curves, withPoints } from './curves'
import { type Connection, followJob } from './followJob'
import { isFinal } from '../jobStates'
import { loadLog } from './loadLog'
import { withLines } from './logLines'

interface Record {
  curves: Curves
  log: readonly LogLine[]
  connection: Connection
  /** Whether what happened before the page opened has arrived. */
  loaded: boolean
  error: unknown
}

type News =
  | { kind: 'start' }
  | { kind: 'connection'; connection: Connection }
  | { kind: 'points'; points: readonly MetricPoint[] }
  | { kind: 'lines'; lines: readonly LogLine[] }
  | { kind: 'loaded' }
  | { kind: 'error'; error: unknown }

const BLANK: Record = { curves: new Map(), log: [], connection: 'connecting', loaded: false, error: null }

function told(record: Record, news: News): Record {
  switch (news.kind) {
    case 'start':
      return BLANK
    case 'connection':
      return { ...record, connection: news.connection }
    case 'points':
      return { ...record, curves: withPoints(record.curves, news.points) }
    case 'lines':
      return { ...record, log: withLines(record.log, news.lines) }
    case 'loaded':
      return { ...record, loaded: true, error: null }
    case 'error':
      return { ...record, error: news.error }
  }
}

const POINTS = 1500

/** A job with its curves and log, live while it runs. */
export function useRun(id: string) {
  const queries = useQueryClient()
  const [record, tell] = useReducer(told, BLANK)
  const [attempt, setAttempt] = useState(0)
  const live = record.connection === 'live'
  const job = useQuery({
    queryKey: ['job', id],
    queryFn: ({ signal }) => getJob(id, signal),
    // The stream brings every change; polling steps in only while there is none.
    refetchInterval: ({ state }) => (live || (state.data && isFinal(state.data.state)) ? false : 5000),
  })

  useEffect(() => {
    const abort = new AbortController()
    const { signal } = abort
    const failed = (error: unknown) => {
      if (!signal.aborted) tell({ kind: 'error', error })
    }
    const loadPast = async () => {
      await Promise.all([
        getMetrics(id, POINTS, signal).then(({ series }) =>
          tell({ kind: 'points', points: series.flatMap(({ points }) => points) }),
        ),
        loadLog(id, signal, (lines) => tell({ kind: 'lines', lines })),
      ])
      tell({ kind: 'loaded' })
    }
    tell({ kind: 'start' })
    followJob(
      id,
      {
        onConnection: (connection) => tell({ kind: 'connection', connection }),
        onFreshStart: () => void loadPast().catch(failed),
        onEvent: (event) => {
          if (event.name === 'state') {
            // An answer that is still on its way is older than this.
            void queries.cancelQueries({ queryKey: ['job', id], exact: true })
            queries.setQueryData<JobView>(['job', id], event.job)
          } else if (event.name === 'metrics') tell({ kind: 'points', points: event.points })
          else tell({ kind: 'lines', lines: event.lines })
        },
      },
      signal,
    ).catch((error: unknown) => {
      if (signal.aborted) return
      // Refused, and not tried again. Whether the job may still be read at all, its own request finds out.
      tell({ kind: 'connection', connection: 'ended' })
      failed(error)
      void queries.invalidateQueries({ queryKey: ['job', id], exact: true })
    })
    return () => abort.abort()
  }, [id, queries, attempt])

  return { job, ...record, retry: () => setAttempt(attempt + 1) }
}
