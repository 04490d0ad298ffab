import { Trans } from 'react-i18next'
import { useSaid } from './useSaid'

/** Sentences with a quotation in them; named here, as all keys at once are too many for the compiler to try. */
type QuotingKey = 'common.source' | 'problem.suggestion' | 'submit.plan.change'

/** A sentence of ours around words of the service's, which are English whatever the page speaks where we have none for them. */
export function Quoted({ words, text }: { words: QuotingKey; text: string }) {
  const ours = useSaid()(text)
  const quotation = ours === null ? <span lang="en" /> : <span />
  return <Trans i18nKey={words} values={{ text: ours ?? text }} components={{ q: quotation }} />
}
