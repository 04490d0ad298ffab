import { Button } from '@mantine/core'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFigures } from '@/shared/figures/useFigures'
import { Bones } from '@/shared/ui/Bones'
import { Panel } from '@/shared/ui/Panel'
import { ProblemNote } from '@/shared/ui/ProblemNote'
import type { Curve, Curves } from '../run/curves'
import { CurveChart } from './CurveChart'
import classes from './CurvesPanel.module.css'
import { CurveTable } from './CurveTable'
import { METRIC_WORDS, SHARES } from './metricWords'

const ORDER = Object.keys(METRIC_WORDS)

function byMetric(curves: Curves): [string, Curve[]][] {
  const groups = new Map<string, Curve[]>()
  for (const curve of curves.values()) {
    groups.set(curve.name, [...(groups.get(curve.name) ?? []), curve])
  }
  const rank = (name: string) => (ORDER.includes(name) ? ORDER.indexOf(name) : ORDER.length)
  for (const group of groups.values()) group.sort((a, b) => Number(b.split === 'train') - Number(a.split === 'train'))
  return [...groups].sort(([a], [b]) => rank(a) - rank(b) || a.localeCompare(b))
}

/** All curves of a run; loss can be shown on a logarithmic scale, and every curve as a table. */
export function CurvesPanel({
  curves,
  loaded,
  error,
  onRetry,
  over,
}: {
  curves: Curves
  loaded: boolean
  error: unknown
  onRetry: () => void
  over: boolean
}) {
  const { t } = useTranslation()
  const figures = useFigures()
  const [log, setLog] = useState(false)
  const [table, setTable] = useState(false)
  const groups = useMemo(() => byMetric(curves), [curves])
  const words = (name: string) => {
    const known = METRIC_WORDS[name]
    return known === undefined ? name : t(known)
  }
  const format = (name: string) => (value: number | null) =>
    SHARES.has(name) ? figures.percent(value) : figures.score(value)

  return (
    <Panel
      title={t('jobs.curves.title')}
      beside={
        groups.length > 0 && (
          <div className={classes.switches}>
            <Button
              variant={log ? 'light' : 'default'}
              size="compact-sm"
              aria-pressed={log}
              onClick={() => setLog(!log)}
            >
              {t('jobs.curves.log')}
            </Button>
            <Button
              variant={table ? 'light' : 'default'}
              size="compact-sm"
              aria-pressed={table}
              onClick={() => setTable(!table)}
            >
              {t('jobs.curves.table')}
            </Button>
          </div>
        )
      }
    >
      {error !== null && <ProblemNote error={error} onRetry={onRetry} />}
      {groups.length === 0 && !loaded && error === null && <Bones lines={5} />}
      {groups.length === 0 && loaded && (
        <p className={classes.none}>{over ? t('jobs.curves.never') : t('jobs.curves.none')}</p>
      )}
      <div className={classes.charts}>
        {groups.map(([name, group]) =>
          table ? (
            <CurveTable key={name} name={words(name)} curves={group} format={format(name)} />
          ) : (
            <CurveChart
              key={name}
              name={words(name)}
              curves={group}
              log={log && name === 'loss' && group.every(({ values }) => values.every((value) => value > 0))}
              share={SHARES.has(name)}
              format={format(name)}
            />
          ),
        )}
      </div>
    </Panel>
  )
}
