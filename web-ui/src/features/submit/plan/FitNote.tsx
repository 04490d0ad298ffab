import { useTranslation } from 'react-i18next'
import type { PlanView } from '@/shared/api/wire'
import { Icon } from '@/shared/ui/Icon'
import { Quoted } from '@/shared/ui/Quoted'
import classes from './FitNote.module.css'

/** How many machines could run it, and what would let the others. */
export function FitNote({ plan }: { plan: PlanView }) {
  const { t } = useTranslation()
  const { nodesThatFit, nodesKnown, refusals } = plan
  const words =
    nodesKnown === 0
      ? t('submit.plan.noNodes')
      : nodesThatFit === 0
        ? t('submit.plan.noneFit', { count: nodesKnown })
        : t('submit.plan.fit', { count: nodesKnown, fit: nodesThatFit })
  return (
    <section className={classes.note} data-fits={nodesThatFit > 0}>
      <p className={classes.words}>
        <Icon name={nodesThatFit > 0 ? 'succeeded' : 'queued'} />
        {words}
      </p>
      {refusals.length > 0 && (
        <ul className={classes.refusals}>
          {refusals.map(({ reason, nodes, nearestChange }) => (
            <li key={reason}>
              <span>
                {t('submit.plan.refused', { count: nodes })} <span lang="en">{reason}</span>
              </span>
              {nearestChange != null && (
                <span className={classes.change}>
                  <Quoted words="submit.plan.change" text={nearestChange} />
                </span>
              )}
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
