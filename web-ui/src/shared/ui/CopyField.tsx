import { ActionIcon } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { copyText } from './copyText'
import { Icon } from './Icon'
import classes from './CopyField.module.css'

/** A line to take along: shown whole, selected at a click, copied by the button. */
export function CopyField({ text, name }: { text: string; name: string }) {
  const { t } = useTranslation()
  const line = useRef<HTMLElement>(null)
  const [copied, setCopied] = useState(false)
  useEffect(() => {
    if (!copied) return
    const timer = setTimeout(() => setCopied(false), 2500)
    return () => clearTimeout(timer)
  }, [copied])
  return (
    <div className={classes.field}>
      <code ref={line} className={classes.text}>
        {text}
      </code>
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label={t('common.copy', { what: name })}
        onClick={() => {
          if (line.current !== null) void copyText(text, line.current).then(setCopied)
        }}
      >
        <Icon name={copied ? 'check' : 'copy'} />
      </ActionIcon>
      <span role="status" className={classes.said}>
        {copied ? t('common.copied') : ''}
      </span>
    </div>
  )
}
