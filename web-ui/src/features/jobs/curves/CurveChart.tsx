import 'uplot/dist/uPlot.min.css'
import { useComputedColorScheme } from '@mantine/core'
import { useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import uPlot from 'uplot'
import { useFigures } from '@/shared/figures/useFigures'
import type { Curve } from '../run/curves'
import classes from './CurveChart.module.css'
import { colourOf, splitWords } from './splits'

type Columns = [number[], ...(number | null | undefined)[][]]

const HEIGHT = 220

/** Below this a number takes more digits than the axis has room for. */
const TINY = 0.001

/** uPlot's number for it: its enum exists for the type checker alone. */
// eslint-disable-next-line @typescript-eslint/no-unsafe-enum-assignment
const LOGARITHMIC = 3 as uPlot.Scale.Distr.Logarithmic

/** The curves laid over one common list of steps; a step that a curve lacks is undefined. */
function columnsOf(curves: readonly Curve[]): Columns {
  return uPlot.join(
    curves.map(({ steps, values }) => [steps, values] as uPlot.AlignedData),
    curves.map(() => [0, 0]),
  ) as Columns
}

/** Index of the newest value at or before `index`. */
function lastKnown(column: readonly (number | null | undefined)[], index: number): number | null {
  for (let i = Math.min(index, column.length - 1); i >= 0; i -= 1) {
    const value = column[i]
    if (value != null) return value
  }
  return null
}

function isSingle(values: ArrayLike<number | null | undefined>): boolean {
  return Array.from(values).filter((value) => value != null).length === 1
}

/** The stretch of steps that the reader drew up, or null where the whole is shown. */
function zoomedTo({ data: [steps], scales }: uPlot): { min: number; max: number } | null {
  const [first, last] = [steps[0], steps.at(-1)]
  const { min, max } = scales.x ?? {}
  if (first === undefined || last === undefined || min == null || max == null) return null
  return min > first || max < last ? { min, max } : null
}

/** One metric over the steps, a line for each split, with a reading under the pointer. */
export function CurveChart({
  name,
  curves,
  log,
  share,
  format,
}: {
  name: string
  curves: readonly Curve[]
  log: boolean
  /** Whether the values are shares of a whole, read as percent. */
  share: boolean
  format: (value: number | null) => string
}) {
  const { t, i18n } = useTranslation()
  const figures = useFigures()
  const scheme = useComputedColorScheme('light', { getInitialValueInEffect: false })
  const box = useRef<HTMLDivElement>(null)
  const plot = useRef<uPlot | null>(null)
  const [pointed, setPointed] = useState<number | null>(null)
  const columns = useMemo(() => columnsOf(curves), [curves])
  const splits = curves.map((curve) => curve.split).join(' ')

  useEffect(() => {
    const place = box.current
    if (place === null) return
    const style = getComputedStyle(place)
    const colour = (variable: string) => style.getPropertyValue(variable).trim()
    const axis: uPlot.Axis = {
      stroke: colour('--cw-muted'),
      grid: { stroke: colour('--cw-rule'), width: 1 },
      ticks: { show: false },
      font: `12px ${style.fontFamily}`,
      labelFont: `12px ${style.fontFamily}`,
    }
    const values = new Intl.NumberFormat(i18n.language, {
      maximumSignificantDigits: 3,
      ...(share ? { style: 'percent' } : { notation: 'compact' }),
    })
    const tiny = new Intl.NumberFormat(i18n.language, { notation: 'scientific', maximumSignificantDigits: 3 })
    const steps = new Intl.NumberFormat(i18n.language)
    const chart = new uPlot(
      {
        width: place.clientWidth,
        height: HEIGHT,
        padding: [10, 26, 0, 0],
        legend: { show: false },
        cursor: { y: false, points: { size: 8 }, drag: { x: true, y: false } },
        scales: {
          x: { time: false },
          y: log ? { distr: LOGARITHMIC } : { range: (_, low, high) => uPlot.rangeNum(low, high, 0.08, true) },
        },
        axes: [
          { ...axis, size: 28, space: 64, values: (_, ticks) => ticks.map((tick) => steps.format(tick)) },
          {
            ...axis,
            size: 54,
            values: (_, ticks) =>
              (ticks as (number | null)[]).map((tick) =>
                tick === null ? '' : (!share && tick !== 0 && Math.abs(tick) < TINY ? tiny : values).format(tick),
              ),
          },
        ],
        series: [
          {},
          ...splits.split(' ').map((split): uPlot.Series => {
            const stroke = colour(colourOf(split))
            const measuredSeldom = split !== 'train'
            return {
              stroke,
              width: measuredSeldom ? 2 : 1.5,
              spanGaps: true,
              // A single point makes no line.
              points: {
                show: (chart, index) => measuredSeldom || isSingle(chart.data[index] ?? []),
                size: 6,
                fill: stroke,
              },
            }
          }),
        ],
        hooks: { setCursor: [(u) => setPointed(u.cursor.idx ?? null)] },
      },
      [[]],
      place,
    )
    plot.current = chart
    const watcher = new ResizeObserver(() => chart.setSize({ width: place.clientWidth, height: HEIGHT }))
    watcher.observe(place)
    return () => {
      watcher.disconnect()
      chart.destroy()
      plot.current = null
    }
  }, [splits, log, share, scheme, i18n.language])

  // Also after the chart was made anew, for other colours or another scale.
  useEffect(() => {
    const chart = plot.current
    if (chart === null) return
    const stretch = zoomedTo(chart)
    chart.setData(columns)
    if (stretch !== null) chart.setScale('x', stretch)
  }, [columns, splits, log, share, scheme, i18n.language])

  const steps = columns[0]
  const at = pointed ?? steps.length - 1
  const readings = curves.map((curve, index) => ({
    split: curve.split,
    words: splitWords(t, curve.split),
    value: format(lastKnown(columns[index + 1] ?? [], at)),
  }))
  const step = figures.count(steps[at])
  const summary = readings.map(({ words, value }) => `${words}: ${value}`).join('; ')

  return (
    <figure className={classes.figure}>
      <figcaption className={classes.caption}>
        <h3 className={classes.name}>{name}</h3>
        <ul className={classes.legend}>
          {readings.map(({ split, words, value }) => (
            <li key={split}>
              <i style={{ background: `var(${colourOf(split)})` }} aria-hidden="true" />
              {words} <b>{value}</b>
            </li>
          ))}
        </ul>
        <span className={classes.step}>{t('jobs.curves.step', { step })}</span>
      </figcaption>
      <div ref={box} role="img" aria-label={t('jobs.curves.spoken', { name, step, summary })} className={classes.box} />
    </figure>
  )
}
