import { Button, Modal } from '@mantine/core'
import type { ReactNode } from 'react'
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
  return (
    // In parts, for the whole one puts its title into a banner of its own beside the page's.
    <Modal.Root opened={open} onClose={onNo} centered>
      <Modal.Overlay />
      <Modal.Content>
        <Modal.Body>
          <Modal.Title className={classes.title ?? ''}>{title}</Modal.Title>
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
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  )
}
