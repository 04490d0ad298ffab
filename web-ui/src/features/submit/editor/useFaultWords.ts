import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import type { WordKey } from '@/shared/i18n/keys'
import type { Fault } from './faults'

/** What a schema names: the types of values, and the forms that texts may have. A test sees to it that all have words. */
export const EXPECTED: Record<string, WordKey> = {
  integer: 'submit.expected.integer',
  number: 'submit.expected.number',
  string: 'submit.expected.text',
  boolean: 'submit.expected.truth',
  array: 'submit.expected.list',
  object: 'submit.expected.fields',
  "1 to 63 lower-case letters, digits, '.', '_' or '-', beginning with a letter or digit": 'submit.expected.jobName',
  "a letter, then up to 62 letters, digits or '_'": 'submit.expected.layerName',
  "a split's name": 'submit.expected.splitName',
  'a duration such as 90s, 30m or 1h30m': 'submit.expected.duration',
}

/** Says in the reader's language what is wrong and what was expected. */
export function useFaultWords(): (fault: Fault) => string {
  const { t } = useTranslation()
  return useCallback(
    (fault) => {
      const named = (expected: string) => {
        const words = EXPECTED[expected]
        return words === undefined ? expected : t(words)
      }
      switch (fault.kind) {
        case 'missing':
          return t('submit.fault.missing', { field: fault.field })
        case 'unknown':
          return fault.meant === null
            ? t('submit.fault.unknown', { field: fault.field })
            : t('submit.fault.unknownMeant', { field: fault.field, meant: fault.meant })
        case 'type':
          return t('submit.fault.type', { expected: fault.expected.map(named).join(', ') })
        case 'choice':
          return fault.meant === null
            ? t('submit.fault.choice', { choices: fault.choices.join(', ') })
            : t('submit.fault.choiceMeant', { choices: fault.choices.join(', '), meant: fault.meant })
        case 'least':
          return t('submit.fault.least', { limit: fault.limit })
        case 'above':
          return t('submit.fault.above', { limit: fault.limit })
        case 'most':
          return t('submit.fault.most', { limit: fault.limit })
        case 'fewest':
          return t('submit.fault.fewest', { count: fault.limit })
        case 'form':
          return t('submit.fault.form', { expected: named(fault.expected) })
      }
    },
    [t],
  )
}
