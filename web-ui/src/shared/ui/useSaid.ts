import { useTranslation } from 'react-i18next'
import { SAID } from './saidWords'

/** What may stand in such a sentence. */
const BLANKS = { node: '', threads: '', speed: '', cpu: '', watts: '', zone: '', country: '', year: '' }

/** Says what the service said in the reader's language; null where we have no words for it. */
export function useSaid(): (text: string) => string | null {
  const { t } = useTranslation()
  return (text) => {
    for (const [said, words] of SAID) {
      const match = said.exec(text)
      if (match !== null) return t(words, { ...BLANKS, ...match.groups })
    }
    return null
  }
}
