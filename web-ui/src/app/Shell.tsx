import { useQuery } from '@tanstack/react-query'
import { Link, Outlet, useRouter } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { sessionQuery } from '@/shared/session/session'
import { Icon, type IconName } from '@/shared/ui/Icon'
import { LanguageMenu } from '@/shared/ui/LanguageMenu'
import { Mark } from '@/shared/ui/Mark'
import { SchemeSwitch } from '@/shared/ui/SchemeSwitch'
import type { WordKey } from '@/shared/i18n/keys'
import { AccountMenu } from './AccountMenu'
import classes from './Shell.module.css'

const ROOMS: { to: '/jobs' | '/nodes' | '/datasets' | '/submit'; icon: IconName; words: WordKey }[] = [
  { to: '/jobs', icon: 'jobs', words: 'shell.jobs' },
  { to: '/nodes', icon: 'nodes', words: 'shell.nodes' },
  { to: '/datasets', icon: 'datasets', words: 'shell.datasets' },
  { to: '/submit', icon: 'submit', words: 'shell.submit' },
]

/** The frame around every page for someone who is signed in. */
export function Shell() {
  const { t } = useTranslation()
  const { data: session } = useQuery(sessionQuery)
  const router = useRouter()
  const over = session === null
  useEffect(() => {
    // The session ended while the page was open: its route, asked again, leads to signing in and back here.
    if (over) void router.invalidate()
  }, [over, router])
  if (over) return null
  return (
    <div className={classes.frame}>
      <a className={classes.skip} href="#main">
        {t('shell.skip')}
      </a>
      <header className={classes.header}>
        <div className={classes.bar}>
          <Link to="/jobs" className={classes.home} aria-label={t('shell.home')}>
            <Mark size={30} />
            <span className={classes.name} aria-hidden="true">
              Commonwatt
            </span>
          </Link>
          <nav className={classes.rooms} aria-label={t('shell.rooms')}>
            {ROOMS.map(({ to, icon, words }) => (
              <Link key={to} to={to} className={classes.room}>
                <Icon name={icon} />
                <span>{t(words)}</span>
              </Link>
            ))}
          </nav>
          <div className={classes.tools}>
            <LanguageMenu />
            <SchemeSwitch />
            <AccountMenu session={session} />
          </div>
        </div>
      </header>
      <main id="main" tabIndex={-1} className={classes.main}>
        <Outlet />
      </main>
    </div>
  )
}
