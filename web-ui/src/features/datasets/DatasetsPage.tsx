import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { listDatasets } from '@/shared/datasets/api/listDatasets'
import { useFigures } from '@/shared/figures/useFigures'
import { CopyField } from '@/shared/ui/CopyField'
import { EmptyNote } from '@/shared/ui/EmptyNote'
import { PageLoading } from '@/shared/ui/PageLoading'
import { PageTitle } from '@/shared/ui/PageTitle'
import { ProblemNote } from '@/shared/ui/ProblemNote'
import classes from './DatasetsPage.module.css'
import { formatOf } from './formatOf'
import { useFormatWords } from './formatWords'
import { examplesOf } from './splits'

export function DatasetsPage() {
  const { t } = useTranslation()
  const figures = useFigures()
  const formatWords = useFormatWords()
  const datasets = useQuery({ queryKey: ['datasets'], queryFn: ({ signal }) => listDatasets(signal) })
  return (
    <>
      <PageTitle title={t('datasets.title')}>
        <p className={classes.lead}>{t('datasets.lead')}</p>
      </PageTitle>
      {datasets.isError && <ProblemNote error={datasets.error} onRetry={() => void datasets.refetch()} />}
      {datasets.isPending && <PageLoading />}
      {datasets.data?.items.length === 0 && (
        <EmptyNote title={t('datasets.none')}>
          <p>{t('datasets.noneHelp')}</p>
          <CopyField text="./commonwatt data prepare digits" name={t('datasets.command')} />
        </EmptyNote>
      )}
      {datasets.data !== undefined && datasets.data.items.length > 0 && (
        <ul className={classes.list}>
          {datasets.data.items.map(({ ref, bytes, manifest }) => (
            <li key={ref} className={classes.card}>
              <h2 className={classes.title}>
                <Link
                  to="/datasets/$name/$version"
                  params={{ name: manifest.name, version: String(manifest.version) }}
                  className={classes.link}
                >
                  {manifest.title}
                </Link>
              </h2>
              <p className={classes.under}>
                <code>{ref}</code> · {manifest.licence} · {figures.bytes(bytes)}
              </p>
              <p className={classes.format}>
                {formatWords(formatOf(manifest))} ·{' '}
                {t('datasets.examples', {
                  count: examplesOf(manifest.splits),
                  shown: figures.count(examplesOf(manifest.splits)),
                })}
              </p>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
