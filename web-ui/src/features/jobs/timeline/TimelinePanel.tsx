import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { JobView } from '@/shared/api/wire'
import { useTimingWords } from '@/shared/timing/useTimingWords'
import { Bones } from '@/shared/ui/Bones'
import { Panel } from '@/shared/ui/Panel'
import { ProblemNote } from '@/shared/ui/ProblemNote'
import { Quoted } from '@/shared/ui/Quoted'
import { TimelineChart } from './TimelineChart'
import { TimelineList } from './TimelineList'
import classes from './TimelinePanel.module.css'
import { timelineQuery } from './timelineQuery'
import { colourOfZone } from './zones'

/** Where the job was and why, above how clean electricity was there. */
export function TimelinePanel({ job }: { job: JobView }) {
  const { t } = useTranslation()
  const words = useTimingWords()
  const [pointed, setPointed] = useState<number | null>(null)
  const timeline = useQuery(timelineQuery(job))
  const shown = timeline.data
  const expects = shown?.zones.some(({ hours }) => hours.some(({ expected }) => expected)) === true
  return (
    <Panel title={t('jobs.timeline.title')} flush>
      {timeline.isPending && <Bones lines={5} />}
      {timeline.isError && shown === undefined && (
        <ProblemNote error={timeline.error} onRetry={() => void timeline.refetch()} />
      )}
      {shown !== undefined && (
        <>
          <div className={classes.picture}>
            <ul className={classes.legend}>
              {shown.zones.map(({ zone, source }) => (
                <li key={zone}>
                  <i style={{ background: `var(${colourOfZone(shown.zones, zone)})` }} aria-hidden="true" />
                  <b>{words.zone(zone)}</b> <Quoted words="common.source" text={source} />
                </li>
              ))}
            </ul>
            <TimelineChart timeline={shown} pointed={pointed} onPoint={setPointed} />
            <p className={classes.note}>{expects ? t('jobs.timeline.noteOpen') : t('jobs.timeline.note')}</p>
          </div>
          <TimelineList timeline={shown} pointed={pointed} onPoint={setPointed} />
        </>
      )}
    </Panel>
  )
}
