import { useTranslation } from 'react-i18next'
import { useFigures } from '@/shared/figures/useFigures'
import type { Curve } from '../run/curves'
import classes from './CurveTable.module.css'
import { splitWords } from './splits'

const ROWS = 40

/** The curve's figures for those who read better than they see: evenly chosen steps, the newest always among them. */
export function CurveTable({
  name,
  curves,
  format,
}: {
  name: string
  curves: readonly Curve[]
  format: (value: number | null) => string
}) {
  const { t } = useTranslation()
  const figures = useFigures()
  const rows = new Map<number, { epoch: number; values: (number | null)[] }>()
  curves.forEach((curve, column) => {
    const stride = Math.max(1, Math.ceil(curve.steps.length / ROWS))
    for (let i = curve.steps.length - 1; i >= 0; i -= stride) {
      const step = curve.steps[i] ?? 0
      const row = rows.get(step) ?? { epoch: curve.epochs[i] ?? 0, values: curves.map(() => null) }
      row.values[column] = curve.values[i] ?? null
      rows.set(step, row)
    }
  })
  return (
    // A region that scrolls must be reachable by the keyboard.
    <div className={classes.scroll} tabIndex={0} role="region" aria-label={name}>
      <table className={classes.table}>
        <caption>{name}</caption>
        <thead>
          <tr>
            <th scope="col">{t('jobs.curves.stepHead')}</th>
            <th scope="col">{t('jobs.curves.epochHead')}</th>
            {curves.map(({ split }) => (
              <th key={split} scope="col">
                {splitWords(t, split)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {[...rows]
            .sort(([a], [b]) => b - a)
            .map(([step, { epoch, values }]) => (
              <tr key={step}>
                <th scope="row">{figures.count(step)}</th>
                <td>{figures.number(epoch)}</td>
                {values.map((value, column) => (
                  <td key={column}>{format(value)}</td>
                ))}
              </tr>
            ))}
        </tbody>
      </table>
    </div>
  )
}
