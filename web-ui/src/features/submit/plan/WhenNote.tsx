import { useTranslation } from 'react-i18next'
import type { PlanView } from '@/shared/api/wire'
import { useFigures } from '@/shared/figures/useFigures'
import { useTimingWords } from '@/shared/timing/useTimingWords'
import { Facts } from '@/shared/ui/Facts'
import classes from './PlanPanel.module.css'

/** When it would run if it were submitted now, and what that saves. */
export function WhenNote({ plan: { timing } }: { plan: PlanView }) {
  const { t } = useTranslation()
  const figures = useFigures()
  const words = useTimingWords()
  if (timing == null) return null
  const { window } = timing
  return (
    <section className={classes.section}>
      <Facts
        facts={[
          {
            name: t('submit.plan.starts'),
            value: timing.run
              ? t('submit.plan.atOnce', { zone: words.zone(window.zone) })
              : t('submit.plan.later', { from: figures.minute(window.from), zone: words.zone(window.zone) }),
            note: words.reason(timing),
          },
          { name: t('submit.plan.ends'), value: figures.minute(timing.endsAt), note: t('submit.plan.endsNote') },
          {
            name: t('submit.plan.emits'),
            value: figures.carbon(timing.expectedGrams),
            note: words.saving(timing) ?? t('submit.plan.emitsNote'),
          },
        ]}
      />
    </section>
  )
}
