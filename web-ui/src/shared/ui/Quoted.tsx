import { Trans } from 'react-i18next'
import type { WordKey } from '@/shared/i18n/keys'

/** A sentence of ours around words of the service's, which are English whatever the page speaks. */
export function Quoted({ words, text }: { words: WordKey; text: string }) {
  return <Trans i18nKey={words} values={{ text }} components={{ q: <span lang="en" /> }} />
}
