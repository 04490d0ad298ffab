import { readFileSync } from 'node:fs'
import i18next from 'i18next'
import { describe, expect, it } from 'vitest'
import { SAID } from '@/shared/ui/saidWords'

/** Where the service says these sentences. */
const SOURCES = [
  'api/src/main/java/org/commonwatt/api/job/Spans.java',
  'api/src/main/java/org/commonwatt/api/lease/Deferrals.java',
  'api/src/main/java/org/commonwatt/api/lease/Expiry.java',
  'api/src/main/java/org/commonwatt/api/lease/Releases.java',
  'protocol/src/main/java/org/commonwatt/protocol/plan/HardwareClass.java',
]
const sources = SOURCES.map((path) => readFileSync(`../${path}`, 'utf8')).join('\n')
/** The texts of the sources, with a name in the place of what is put in between two of them. */
const texts = [...sources.replaceAll(/" \+ \w+(?:\.\w+\(\))* \+ "/g, 'attic').matchAll(/"([^"\n]+)"/g)].map(
  (match) => match[1] ?? '',
)

describe('the sentences that are said in the reader’s language', () => {
  it.each(SAID.map(([said, words]) => [said.source, said, words] as const))(
    '%s is what the service says',
    (_, said, words) => {
      const found = texts.find((text) => said.test(text))
      expect(found).toBeDefined()
      const { node = '', threads = '', speed = '' } = said.exec(found ?? '')?.groups ?? {}
      const inEnglish: string = i18next.t(words, { lng: 'en', node, threads, speed })
      for (const value of [node, threads, speed]) expect(inEnglish).toContain(value)
    },
  )
})
