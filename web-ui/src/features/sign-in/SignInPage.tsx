import { Button, PasswordInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, useRouter } from '@tanstack/react-router'
import { type SyntheticEvent, useState } from 'react'
import { Trans, useTranslation } from 'react-i18next'
import { isProblem } from '@/shared/api/problem'
import { SESSION_KEY } from '@/shared/session/session'
import { CopyField } from '@/shared/ui/CopyField'
import { LanguageMenu } from '@/shared/ui/LanguageMenu'
import { Mark } from '@/shared/ui/Mark'
import { PageTitle } from '@/shared/ui/PageTitle'
import { ProblemNote } from '@/shared/ui/ProblemNote'
import { SchemeSwitch } from '@/shared/ui/SchemeSwitch'
import { createSession } from './api/createSession'
import classes from './SignInPage.module.css'

const KEY_FILE = 'cat ~/.local/share/commonwatt/key'

const route = getRouteApi('/sign-in')

export function SignInPage() {
  const { t } = useTranslation()
  const { to } = route.useSearch()
  const router = useRouter()
  const queries = useQueryClient()
  const [key, setKey] = useState('')
  const signIn = useMutation({
    mutationFn: createSession,
    onSuccess: (session) => {
      // What is kept was read by whoever was signed in before, if their session ended by itself.
      queries.clear()
      queries.setQueryData(SESSION_KEY, session)
      router.history.replace(to ?? '/jobs')
    },
  })
  const wrongKey = isProblem(signIn.error, 'unauthenticated')

  const submit = (event: SyntheticEvent) => {
    event.preventDefault()
    const trimmed = key.trim()
    if (trimmed !== '') signIn.mutate(trimmed)
  }

  return (
    <div className={classes.frame}>
      <div className={classes.tools}>
        <LanguageMenu />
        <SchemeSwitch />
      </div>
      <main className={classes.card}>
        <Mark size={52} />
        <PageTitle title={t('signIn.title')}>
          <p className={classes.lead}>{t('signIn.lead')}</p>
        </PageTitle>
        <form onSubmit={submit} className={classes.form}>
          <PasswordInput
            label={t('signIn.key')}
            placeholder="cw_…"
            value={key}
            onChange={(event) => setKey(event.currentTarget.value)}
            error={wrongKey ? t('signIn.wrongKey') : undefined}
            visibilityToggleButtonProps={{ 'aria-label': t('signIn.showKey') }}
            autoComplete="current-password"
            spellCheck={false}
            size="md"
            required
            withAsterisk={false}
          />
          <Button type="submit" size="md" loading={signIn.isPending} fullWidth>
            {t('signIn.go')}
          </Button>
          {signIn.isError && !wrongKey && <ProblemNote error={signIn.error} />}
        </form>
        <section className={classes.help} aria-labelledby="where">
          <h2 id="where">{t('signIn.where')}</h2>
          <p>
            <Trans i18nKey="signIn.whereWords" components={{ c: <code /> }} />
          </p>
          <CopyField text={KEY_FILE} name={t('signIn.command')} />
          <p>{t('signIn.notKept')}</p>
        </section>
      </main>
    </div>
  )
}
