import { useTranslation } from 'react-i18next'
import type { TimingView } from '@/shared/api/wire'
import { useFigures } from '@/shared/figures/useFigures'

/** How the service names the zone of machines whose owners set none. */
const WORLD = 'world'

/** What was decided about when a job runs, in words. */
export function useTimingWords() {
  const { t } = useTranslation()
  const figures = useFigures()
  const zone = (name: string) => (name === WORLD ? t('timing.world') : t('timing.zone', { zone: name }))
  const span = ({ window }: TimingView) => ({
    later: figures.intensity(window.gramsPerKwh),
    zone: zone(window.zone),
    from: figures.minute(window.from),
    to: figures.minute(window.to),
  })
  return {
    zone,
    /** Why it runs or waits. */
    reason: (timing: TimingView): string => {
      const now = figures.intensity(timing.gramsPerKwhNow)
      switch (timing.reason) {
        case 'NOT_DEFERRABLE':
          return t('timing.notDeferrable')
        case 'WAITING_SPENT':
          return t('timing.waitingSpent')
        case 'WAITING_RESERVED':
          return t('timing.waitingReserved')
        case 'DEADLINE_NEAR':
          return t('timing.deadlineNear')
        case 'CLEAN_ENOUGH':
          return t('timing.cleanEnough', { now })
        case 'CLEANER_LATER':
          return t('timing.cleanerLater', { now, ...span(timing) })
      }
    },
    /** What the plan saves against running at once, or null where that is nothing. */
    saving: (timing: TimingView): string | null => {
      const saved = timing.gramsAtOnce - timing.expectedGrams
      return saved > 0
        ? t('timing.saves', { saved: figures.carbon(saved), atOnce: figures.carbon(timing.gramsAtOnce) })
        : null
    },
  }
}
