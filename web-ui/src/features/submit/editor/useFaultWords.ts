import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import type { Fault } from './faults'

/** Says in the reader's language what is wrong and what was expected. */
export function useFaultWords(): (fault: Fault) => string {
  const { t } = useTranslation()
  return useCallback(
    (fault) => {
      switch (fault.kind) {
        case 'missing':
          return t('submit.fault.missing', { field: fault.field })
        case 'unknown':
          return fault.meant === null
            ? t('submit.fault.unknown', { field: fault.field })
            : t('submit.fault.unknownMeant', { field: fault.field, meant: fault.meant })
        case 'type':
          return t('submit.fault.type', { expected: fault.expected.join(', ') })
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
          return t('submit.fault.form', { expected: fault.expected })
      }
    },
    [t],
  )
}
