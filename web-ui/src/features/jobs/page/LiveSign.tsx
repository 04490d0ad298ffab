import { useTranslation } from 'react-i18next'
import type { WordKey } from '@/shared/i18n/keys'
import type { Connection } from '../run/followJob'
import classes from './LiveSign.module.css'

const WORDS: Record<Exclude<Connection, 'ended'>, WordKey> = {
  connecting: 'jobs.live.connecting',
  live: 'jobs.live.live',
  lost: 'jobs.live.lost',
}

/** Whether what is shown is what is happening. */
export function LiveSign({ connection }: { connection: Connection }) {
  const { t } = useTranslation()
  if (connection === 'ended') return null
  return (
    <span role="status" className={`${classes.sign} ${classes[connection]}`}>
      {t(WORDS[connection])}
    </span>
  )
}
