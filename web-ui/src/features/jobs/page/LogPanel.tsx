import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { LogLine } from '@/shared/api/wire'
import { useFigures } from '@/shared/figures/useFigures'
import { Bones } from '@/shared/ui/Bones'
import { Panel } from '@/shared/ui/Panel'
import { MOST_LINES } from '../run/logLines'
import classes from './LogPanel.module.css'

/** The log's end; it follows new lines unless the reader scrolled up. */
export function LogPanel({ lines, loaded, over }: { lines: readonly LogLine[]; loaded: boolean; over: boolean }) {
  const { t } = useTranslation()
  const figures = useFigures()
  const box = useRef<HTMLDivElement>(null)
  const atEnd = useRef(true)
  useEffect(() => {
    const place = box.current
    if (place !== null && atEnd.current) place.scrollTop = place.scrollHeight
  }, [lines])
  return (
    <Panel title={t('jobs.log.title')} flush>
      {lines.length === 0 ? (
        <div className={classes.none}>
          {loaded ? over ? t('jobs.log.never') : t('jobs.log.none') : <Bones lines={3} />}
        </div>
      ) : (
        <div
          ref={box}
          role="log"
          aria-live="off"
          aria-label={t('jobs.log.title')}
          tabIndex={0}
          className={classes.box}
          onScroll={({ currentTarget: place }) => {
            atEnd.current = place.scrollHeight - place.scrollTop - place.clientHeight < 24
          }}
        >
          {lines.length === MOST_LINES && <p className={classes.cut}>{t('jobs.log.cut', { count: MOST_LINES })}</p>}
          {lines.map(({ seq, at, level, text }) => (
            <div key={seq} className={classes.line} data-level={level}>
              <time dateTime={at}>{figures.clock(at)}</time>
              <span className={classes.level}>{level}</span>
              <span lang="en">{text}</span>
            </div>
          ))}
        </div>
      )}
    </Panel>
  )
}
