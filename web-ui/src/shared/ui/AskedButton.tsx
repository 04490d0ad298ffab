import { Button, type ButtonProps } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { Ask } from './Ask'

/** A button whose work begins only after a question, and whose question stays open until the work is done. */
export function AskedButton<T>({
  label,
  spoken,
  look,
  question,
  work,
  onDone,
  children,
}: {
  label: string
  /** What it is called where the label alone does not say of what. */
  spoken?: string
  look: ButtonProps
  question: { title: string; yes: string; no: string }
  work: () => Promise<T>
  onDone: (result: T) => void | Promise<void>
  /** What the answer brings about. */
  children: ReactNode
}) {
  const [asking, setAsking] = useState(false)
  const doing = useMutation({
    mutationFn: work,
    onSuccess: async (result) => {
      setAsking(false)
      await onDone(result)
    },
  })
  return (
    <>
      <Button {...look} onClick={() => setAsking(true)} {...(spoken === undefined ? {} : { 'aria-label': spoken })}>
        {label}
      </Button>
      <Ask
        open={asking}
        {...question}
        busy={doing.isPending}
        error={doing.error}
        onYes={() => doing.mutate()}
        onNo={() => {
          doing.reset()
          setAsking(false)
        }}
      >
        {children}
      </Ask>
    </>
  )
}
