import { useTranslation } from 'react-i18next'
import type { DatasetView } from '@/shared/api/wire'
import { useFigures } from '@/shared/figures/useFigures'
import { Hash } from '@/shared/ui/Hash'
import classes from './SplitTable.module.css'

export function SplitTable({ splits }: { splits: DatasetView['manifest']['splits'] }) {
  const { t } = useTranslation()
  const figures = useFigures()
  return (
    <ul className={classes.splits}>
      {Object.entries(splits).map(([name, { examples, files }]) => (
        <li key={name}>
          <p className={classes.head}>
            <b>{name}</b>
            <span>{t('datasets.examples', { count: examples, shown: figures.count(examples) })}</span>
          </p>
          <ul className={classes.files}>
            {files.map(({ path, size, sha256 }) => (
              <li key={path}>
                <span>{path}</span>
                <span className={classes.size}>{figures.bytes(size)}</span>
                {sha256 != null && (
                  <span className={classes.hash}>
                    <Hash sha256={sha256} />
                  </span>
                )}
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ul>
  )
}
