import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { figuresIn, type Figures } from './figures'

/** The figures' formats in the language that is being shown. */
export function useFigures(): Figures {
  const { i18n } = useTranslation()
  const language = i18n.language
  return useMemo(() => figuresIn(language), [language])
}
