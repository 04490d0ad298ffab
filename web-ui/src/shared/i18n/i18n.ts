import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import { type Language, preferredLanguage, storedLanguage, storeLanguage } from './languages'

/** Each language is a chunk of its own: nobody loads words that they do not read. */
const WORDS: Record<Language, () => Promise<{ default: object }>> = {
  en: () => import('./en.json'),
  'zh-CN': () => import('./zh-CN.json'),
}

async function show(language: Language): Promise<void> {
  if (!i18next.hasResourceBundle(language, 'translation')) {
    const words = await WORDS[language]()
    i18next.addResourceBundle(language, 'translation', words.default)
  }
  await i18next.changeLanguage(language)
  document.documentElement.lang = language
}

/** Prepares the words of the reader's language; resolves when they are there. */
export async function startWords(): Promise<void> {
  await i18next.use(initReactI18next).init({
    resources: {},
    fallbackLng: false,
    interpolation: { escapeValue: false },
    returnNull: false,
  })
  await show(preferredLanguage(storedLanguage(), navigator.languages))
}

export async function chooseLanguage(language: Language): Promise<void> {
  storeLanguage(language)
  await show(language)
}
