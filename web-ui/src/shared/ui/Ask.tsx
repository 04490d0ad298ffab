import { Button, Modal } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './Ask.module.css'
import { ProblemNote } from './ProblemNote'

/** Asks before something that can't be taken back. */
export function Ask({
  open,
  title,
  yes,
  no,
  busy,
  error,
  onYes,
  onNo,
  children,
}: {
  open: boolean
  title: string
  yes: string
  no: string
  busy: boolean
  error: unknown
  onYes: () => void
  onNo: () => void
  children: ReactNode
}) {
  const { t } = useTranslation()
  return (
    <Modal opened={open} onClose={onNo} title={title} centered closeButtonProps={{ 'aria-label': t('common.close') }}>
      <div className={classes.words}>{children}</div>
      {error !== null && <ProblemNote error={error} />}
      <div className={classes.buttons}>
        <Button variant="default" onClick={onNo} data-autofocus>
          {no}
        </Button>
        <Button color="red.9" loading={busy} onClick={onYes}>
          {yes}
        </Button>
      </div>
    </Modal>
  )
}
