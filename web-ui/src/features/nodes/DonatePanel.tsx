import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { Trans, useTranslation } from 'react-i18next'
import { useFigures } from '@/shared/figures/useFigures'
import { useNow } from '@/shared/figures/useNow'
import { CopyField } from '@/shared/ui/CopyField'
import { Panel } from '@/shared/ui/Panel'
import { ProblemNote } from '@/shared/ui/ProblemNote'
import { createCode } from './api/createCode'
import classes from './DonatePanel.module.css'
import { joinCommands, reachableFromElsewhere } from './joinCommands'

/** Makes a joining code and shows the very commands to type on the machine that is to join. */
export function DonatePanel() {
  const { t } = useTranslation()
  const figures = useFigures()
  const code = useMutation({ mutationFn: createCode })
  const now = useNow(code.data === undefined ? 0 : 1000)
  const secondsLeft = code.data === undefined ? 0 : (Date.parse(code.data.expiresAt) - now) / 1000
  const good = code.data !== undefined && secondsLeft > 0
  const origin = location.origin
  return (
    <Panel title={t('nodes.donate.title')}>
      <p className={classes.words}>{t('nodes.donate.words')}</p>
      <div className={classes.action}>
        <Button variant={good ? 'default' : 'filled'} loading={code.isPending} onClick={() => code.mutate()}>
          {code.data === undefined ? t('nodes.donate.make') : t('nodes.donate.another')}
        </Button>
        {code.data !== undefined && !good && <p className={classes.expired}>{t('nodes.donate.expired')}</p>}
      </div>
      {code.isError && <ProblemNote error={code.error} />}
      {good && (
        <div className={classes.result}>
          <div>
            <p className={classes.label}>{t('nodes.donate.code')}</p>
            <p className={classes.code}>{code.data.code}</p>
            <p className={classes.label}>{t('nodes.donate.left', { time: figures.duration(secondsLeft) })}</p>
          </div>
          <div className={classes.steps}>
            <p className={classes.label}>{t('nodes.donate.there')}</p>
            <CopyField text={joinCommands(origin, code.data.code)} name={t('nodes.donate.commands')} />
            {!reachableFromElsewhere(origin) && (
              <p className={classes.note}>
                <Trans i18nKey="nodes.donate.localOnly" components={{ c: <code /> }} values={{ origin }} />
              </p>
            )}
            <p className={classes.note}>{t('nodes.donate.promise')}</p>
          </div>
        </div>
      )}
    </Panel>
  )
}
