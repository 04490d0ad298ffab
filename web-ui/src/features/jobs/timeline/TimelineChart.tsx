import { useElementSize } from '@mantine/hooks'
import { useTranslation } from 'react-i18next'
import type { Timeline } from '@/shared/api/wire'
import { useFigures } from '@/shared/figures/useFigures'
import { JOB_STATES } from '../jobStates'
import { areaOf, BAND, endOf, HEIGHT, knownAndExpected, layoutOf, PLOT, startOf, stepsOf } from './layout'
import classes from './TimelineChart.module.css'
import { colourOfZone } from './zones'

/** Pixels that a letter takes, of Latin and of the scripts whose letters are as wide as they are high. */
const LETTER = { narrow: 7.5, wide: 13.5 }

/** A node's name or a state's word is written into its span where it fits. */
function widthOf(label: string): number {
  return Array.from(label).reduce((sum, letter) => sum + (letter >= '\u2e80' ? LETTER.wide : LETTER.narrow), 12)
}

/** The states one after another, and beneath them how clean electricity was; filled where and when the job ran. */
export function TimelineChart({
  timeline,
  pointed,
  onPoint,
}: {
  timeline: Timeline
  /** Index of the span that the reader looks at. */
  pointed: number | null
  onPoint: (index: number | null) => void
}) {
  const { t } = useTranslation()
  const figures = useFigures()
  const { ref, width } = useElementSize<HTMLDivElement>()
  const layout = layoutOf(timeline, width)
  const { x, y, times, grams } = layout
  const zones = timeline.zones
  const now = Date.parse(timeline.to)

  const words = (index: number) => {
    const span = timeline.spans[index]
    if (span === undefined) return ''
    return span.node?.name ?? t(JOB_STATES[span.state].words)
  }
  const spoken = timeline.spans
    .map((span) => `${t(JOB_STATES[span.state].words)} ${figures.minute(span.from)}`)
    .join('; ')

  return (
    <div ref={ref} className={classes.box}>
      {width > 0 && (
        <svg
          width={width}
          height={HEIGHT}
          role="img"
          aria-label={t('jobs.timeline.spoken', { states: spoken })}
          onMouseLeave={() => onPoint(null)}
        >
          {grams.map((value) => (
            <g key={value}>
              <line className={classes.rule} x1={PLOT.left} x2={width - PLOT.right} y1={y(value)} y2={y(value)} />
              <text className={classes.mark} x={PLOT.left - 8} y={y(value)} dy="0.35em" textAnchor="end">
                {figures.number(value)}
              </text>
            </g>
          ))}
          {times.map((at) => (
            <g key={at}>
              <line className={classes.rule} x1={x(at)} x2={x(at)} y1={PLOT.top} y2={PLOT.top + PLOT.height} />
              <text className={classes.mark} x={x(at)} y={HEIGHT - 8} textAnchor="middle">
                {figures.hourMark(at)}
              </text>
            </g>
          ))}
          {timeline.spans.map((span, index) => {
            const from = x(startOf(span))
            const wide = Math.max(2, x(endOf(span, timeline)) - from)
            const curve = zones.find(({ zone }) => zone === span.zone)
            const label = words(index)
            return (
              <g key={span.from} onMouseEnter={() => onPoint(index)} data-dim={pointed !== null && pointed !== index}>
                {span.state === 'RUNNING' && curve !== undefined && (
                  <path
                    className={classes.ran}
                    d={areaOf(curve, layout, startOf(span), endOf(span, timeline))}
                    fill={`var(${colourOfZone(zones, curve.zone)})`}
                  />
                )}
                <rect
                  className={classes.span}
                  data-tone={JOB_STATES[span.state].tone}
                  x={from}
                  y={BAND.top}
                  width={wide}
                  height={BAND.height}
                  rx={4}
                />
                {widthOf(label) < wide && (
                  <text
                    className={classes.label}
                    data-tone={JOB_STATES[span.state].tone}
                    x={from + 8}
                    y={BAND.top + BAND.height / 2}
                    dy="0.35em"
                  >
                    {label}
                  </text>
                )}
                <rect x={from} y={0} width={wide} height={PLOT.top + PLOT.height} fill="transparent" />
              </g>
            )
          })}
          {zones.map((curve) => {
            const [known, expected] = knownAndExpected(curve)
            return (
              <g key={curve.zone} className={classes.curve} stroke={`var(${colourOfZone(zones, curve.zone)})`}>
                <path d={stepsOf(known, layout)} />
                <path d={stepsOf(expected, layout)} strokeDasharray="2 4" />
              </g>
            )
          })}
          {layout.to > now && (
            <line className={classes.now} x1={x(now)} x2={x(now)} y1={0} y2={PLOT.top + PLOT.height} />
          )}
        </svg>
      )}
    </div>
  )
}
