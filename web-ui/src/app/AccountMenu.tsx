import { ActionIcon, Menu } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { forgetDrafts } from '@/features/submit/draftStore'
import type { SessionView } from '@/shared/api/wire'
import { deleteSession } from '@/shared/session/api/deleteSession'
import { SESSION_KEY } from '@/shared/session/session'
import { Ask } from '@/shared/ui/Ask'
import { Icon } from '@/shared/ui/Icon'

export function AccountMenu({ session }: { session: SessionView | undefined }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const [failed, setFailed] = useState(false)
  const signOut = useMutation({
    mutationFn: deleteSession,
    onError: () => setFailed(true),
    onSuccess: async () => {
      forgetDrafts()
      queries.clear()
      queries.setQueryData(SESSION_KEY, null)
      await navigate({ to: '/sign-in' })
    },
  })
  return (
    <>
      <Menu position="bottom-end" width={230}>
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t('shell.account')}>
            <Icon name="account" />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>{session === undefined ? t('shell.account') : session.accountName}</Menu.Label>
          {session !== undefined && <Menu.Label>{t('shell.scopes', { scopes: session.scopes.join(', ') })}</Menu.Label>}
          <Menu.Divider />
          <Menu.Item renderRoot={(props) => <Link to="/receipt" {...props} />}>{t('receipts.account')}</Menu.Item>
          <Menu.Item onClick={() => signOut.mutate()} disabled={signOut.isPending}>
            {t('shell.signOut')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Ask
        open={failed}
        title={t('shell.signOut')}
        yes={t('common.retry')}
        no={t('shell.stay')}
        busy={signOut.isPending}
        error={signOut.error}
        onYes={() => signOut.mutate()}
        onNo={() => setFailed(false)}
      >
        {t('shell.stillIn')}
      </Ask>
    </>
  )
}
