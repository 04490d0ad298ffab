import { useTranslation } from 'react-i18next'
import { SAID } from './saidWords'

/** A sentence of the service's: in the reader's language where we have words for it, else the English that it is. */
export function Said({ text }: { text: string }) {
  const { t } = useTranslation()
  for (const [said, words] of SAID) {
    const match = said.exec(text)
    if (match !== null) {
      const { node = '', threads = '', speed = '' } = match.groups ?? {}
      return <span>{t(words, { node, threads, speed })}</span>
    }
  }
  return <span lang="en">{text}</span>
}
