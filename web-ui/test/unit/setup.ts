import { cleanup, configure } from '@testing-library/react'
import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import { afterAll, afterEach, beforeAll } from 'vitest'
import en from '@/shared/i18n/en.json'
import zh from '@/shared/i18n/zh-CN.json'
import { service } from './service'

// The whole page printed with each miss hides the miss.
configure({ getElementError: (message) => new Error(message ?? 'not found'), asyncUtilTimeout: 20_000 })

await i18next.use(initReactI18next).init({
  lng: 'en',
  resources: { en: { translation: en }, 'zh-CN': { translation: zh } },
  interpolation: { escapeValue: false },
})

beforeAll(() => service.listen({ onUnhandledRequest: 'error' }))
afterEach(() => {
  cleanup()
  service.resetHandlers()
})
afterAll(() => service.close())
