import { useTranslation } from 'react-i18next'
import type { PlanView } from '@/shared/api/wire'
import { useFigures } from '@/shared/figures/useFigures'
import { Facts } from '@/shared/ui/Facts'
import classes from './PlanPanel.module.css'

export function WorkFacts({ plan: { work } }: { plan: PlanView }) {
  const { t } = useTranslation()
  const figures = useFigures()
  return (
    <section className={classes.section}>
      <Facts
        facts={[
          { name: t('submit.plan.parameters'), value: figures.count(work.parameters) },
          {
            name: t('submit.plan.flops'),
            value: figures.flops(work.trainingFlops),
            note: t('submit.plan.flopsNote', { flops: figures.flops(work.forwardFlopsPerExample) }),
          },
          {
            name: t('submit.plan.steps'),
            value: figures.count(work.steps),
            note: t('submit.plan.stepsNote', { steps: figures.count(work.stepsPerEpoch) }),
          },
          {
            name: t('submit.plan.memory'),
            value: figures.bytes(work.memoryBytes),
            note: t('submit.plan.memoryNote'),
          },
          {
            name: t('submit.plan.scratch'),
            value: figures.bytes(work.scratchBytes),
            note: t('submit.plan.scratchNote'),
          },
          {
            name: t('submit.plan.transfer'),
            value: figures.bytes(work.transferBytes),
            note: t('submit.plan.transferNote'),
          },
        ]}
      />
    </section>
  )
}
