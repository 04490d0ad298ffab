import { TextInput } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { WordKey } from '@/shared/i18n/keys'
import { Icon } from '@/shared/ui/Icon'
import type { Group, JobFilter } from '../jobFilter'
import classes from './FilterBar.module.css'

const CHOICES: { show: Group | undefined; words: WordKey }[] = [
  { show: undefined, words: 'jobs.filter.all' },
  { show: 'active', words: 'jobs.filter.active' },
  { show: 'succeeded', words: 'jobs.state.succeeded' },
  { show: 'failed', words: 'jobs.state.failed' },
  { show: 'cancelled', words: 'jobs.state.cancelled' },
]

const TYPING_PAUSE_MS = 300

/** Narrows the list by state and by name. */
export function FilterBar({ filter, onFilter }: { filter: JobFilter; onFilter: (filter: JobFilter) => void }) {
  const { t } = useTranslation()
  const { show, name } = filter
  const given = name?.trim() ?? ''
  const [typed, setTyped] = useState(given)
  const [followed, setFollowed] = useState(given)
  const [asked, setAsked] = useState<string | null>(null)
  if (given !== followed) {
    setFollowed(given)
    setAsked(null)
    // Not what was typed here, which may have gone on meanwhile: a button, a link or the way back set another name.
    if (given !== asked) setTyped(given)
  }

  useEffect(() => {
    const wanted = typed.trim()
    if (wanted === given) return
    const timer = setTimeout(() => {
      setAsked(wanted)
      onFilter({ show, name: wanted === '' ? undefined : wanted })
    }, TYPING_PAUSE_MS)
    return () => clearTimeout(timer)
  }, [typed, given, show, onFilter])

  return (
    <div className={classes.bar} role="search" aria-label={t('jobs.filter.title')}>
      <div className={classes.choices} role="group" aria-label={t('jobs.filter.state')}>
        {CHOICES.map((choice) => (
          <button
            key={choice.words}
            type="button"
            className={classes.choice}
            aria-pressed={choice.show === show}
            onClick={() => onFilter({ show: choice.show, name })}
          >
            {t(choice.words)}
          </button>
        ))}
      </div>
      <TextInput
        className={classes.name ?? ''}
        aria-label={t('jobs.filter.name')}
        placeholder={t('jobs.filter.name')}
        leftSection={<Icon name="search" size={16} />}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
    </div>
  )
}
