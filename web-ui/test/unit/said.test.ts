import { readFileSync } from 'node:fs'
import i18next from 'i18next'
import { describe, expect, it } from 'vitest'
import { SAID } from '@/shared/ui/saidWords'

/** Where the service and its workers say these sentences. */
const SOURCES = [
  'api/src/main/java/org/commonwatt/api/carbon/CountryTable.java',
  'api/src/main/java/org/commonwatt/api/job/Spans.java',
  'api/src/main/java/org/commonwatt/api/lease/Deferrals.java',
  'api/src/main/java/org/commonwatt/api/lease/Expiry.java',
  'api/src/main/java/org/commonwatt/api/lease/Releases.java',
  'protocol/src/main/java/org/commonwatt/protocol/plan/HardwareClass.java',
  'worker/src/main/java/org/commonwatt/worker/machine/DesignPowerTable.java',
]
const sources = SOURCES.map((path) => readFileSync(`../${path}`, 'utf8')).join('\n')
/** The texts of the sources, with a name in the place of what is put in between two of them. */
const texts = Array.from(
  sources.replaceAll(/" \+ \w+(?:\.\w+\(\))* \+ "/g, 'attic').matchAll(/"([^"\n]*)"/g),
  (match) => match[1] ?? '',
)
const begun = (start: string) => texts.find((text) => text.startsWith(start)) ?? `nobody says ${start}`
const said = [
  ...texts,
  begun("the world's mean") + begun('; no zone is set'),
  begun("the world's mean") + begun("; the zone '"),
  `${begun('mean of ')}${begun('; nothing finer is known for ')}DE-BY`,
  `${begun("the maker's figure for ")}AMD EPYC`,
  ...['a virtual machine', 'a processor that'].map((why) =>
    begun('an estimate of').replace('%.1f', '4.0').replace('%d', '2').replace('%s', begun(why)),
  ),
]
const BLANKS = { node: '', threads: '', speed: '', cpu: '', watts: '', zone: '', country: '', year: '' }

describe('the sentences that are said in the reader’s language', () => {
  it.each(SAID.map(([pattern, words]) => [words, pattern] as const))(
    '%s is what the service says',
    (words, pattern) => {
      const found = said.find((text) => pattern.test(text))
      expect(found).toBeDefined()
      const values = pattern.exec(found ?? '')?.groups ?? {}
      for (const lng of ['en', 'zh-CN']) {
        const ours: string = i18next.t(words, { lng, ...BLANKS, ...values })
        for (const value of Object.values(values)) expect(ours).toContain(value)
      }
    },
  )
})
