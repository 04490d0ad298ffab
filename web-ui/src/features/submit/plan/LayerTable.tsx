import { useTranslation } from 'react-i18next'
import type { LayerPlan } from '@/shared/api/wire'
import { useFigures } from '@/shared/figures/useFigures'
import classes from './PlanTables.module.css'

/** What each layer does to its input. */
export function LayerTable({ layers }: { layers: readonly LayerPlan[] }) {
  const { t } = useTranslation()
  const figures = useFigures()
  const shape = (sizes: readonly number[]) => sizes.join(' × ')
  return (
    <section className={classes.section}>
      <div className={classes.scroll} tabIndex={0} role="region" aria-label={t('submit.plan.layers')}>
        <table className={classes.table}>
          <caption>{t('submit.plan.layers')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('submit.plan.layer')}</th>
              <th scope="col">{t('submit.plan.shape')}</th>
              <th scope="col">{t('submit.plan.parameters')}</th>
              <th scope="col" className={classes.wide}>
                {t('submit.plan.flops')}
              </th>
            </tr>
          </thead>
          <tbody>
            {layers[0] !== undefined && (
              <tr>
                <th scope="row">{t('submit.plan.input')}</th>
                <td>{shape(layers[0].inputShape)}</td>
                <td />
                <td className={classes.wide} />
              </tr>
            )}
            {layers.map(({ name, outputShape, parameters, flops }, index) => (
              <tr key={index}>
                <th scope="row">{name}</th>
                <td>{shape(outputShape)}</td>
                <td>{figures.shortCount(parameters)}</td>
                <td className={classes.wide}>{figures.flops(flops)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className={classes.note}>{t('submit.plan.layersNote')}</p>
    </section>
  )
}
