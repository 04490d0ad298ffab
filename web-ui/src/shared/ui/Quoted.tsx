import { Trans } from 'react-i18next'

/** Sentences with a quotation in them; named here, as all keys at once are too many for the compiler to try. */
type QuotingKey = 'common.source' | 'problem.suggestion' | 'submit.plan.change'

/** A sentence of ours around words of the service's, which are English whatever the page speaks. */
export function Quoted({ words, text }: { words: QuotingKey; text: string }) {
  return <Trans i18nKey={words} values={{ text }} components={{ q: <span lang="en" /> }} />
}
