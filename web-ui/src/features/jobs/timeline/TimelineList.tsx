import { useTranslation } from 'react-i18next'
import type { Timeline } from '@/shared/api/wire'
import { useFigures } from '@/shared/figures/useFigures'
import { useTimingWords } from '@/shared/timing/useTimingWords'
import { Said } from '@/shared/ui/Said'
import { JobStateTag } from '../JobStateTag'
import { endOf, startOf } from './layout'
import classes from './TimelineList.module.css'

/** The same as the picture in words, with the reason of each span. */
export function TimelineList({
  timeline,
  pointed,
  onPoint,
}: {
  timeline: Timeline
  pointed: number | null
  onPoint: (index: number | null) => void
}) {
  const { t } = useTranslation()
  const figures = useFigures()
  const words = useTimingWords()
  return (
    <ol className={classes.list} onMouseLeave={() => onPoint(null)}>
      {timeline.spans.map((span, index) => {
        const { state, timing } = span
        const saving = timing == null || timing.run ? null : words.saving(timing)
        // A queue's reason is about nodes, of which the decision about time knows nothing.
        const own = timing != null && state !== 'QUEUED'
        return (
          <li key={span.from} data-pointed={pointed === index} onMouseEnter={() => onPoint(index)}>
            <JobStateTag state={state} />
            <span className={classes.when}>
              {figures.minute(span.from)}
              {' – '}
              {span.to == null ? t('jobs.timeline.soFar') : figures.minute(span.to)}
              <span className={classes.length}>{figures.duration((endOf(span, timeline) - startOf(span)) / 1000)}</span>
            </span>
            <span className={classes.where}>
              {[span.node?.name, span.zone == null ? null : words.zone(span.zone)].filter(Boolean).join(' · ')}
              {span.gco2e != null && (
                <span className={classes.grams}>
                  {t('jobs.timeline.emitted', { grams: figures.carbon(span.gco2e) })}
                </span>
              )}
            </span>
            <p className={classes.why}>
              {own ? words.reason(timing) : span.reason != null && <Said text={span.reason} />}
              {saving !== null && <b className={classes.saving}> {saving}</b>}
            </p>
          </li>
        )
      })}
    </ol>
  )
}
