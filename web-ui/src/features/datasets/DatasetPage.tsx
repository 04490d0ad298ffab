import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useFigures } from '@/shared/figures/useFigures'
import { CopyField } from '@/shared/ui/CopyField'
import { Facts } from '@/shared/ui/Facts'
import { Hash } from '@/shared/ui/Hash'
import { PageLoading } from '@/shared/ui/PageLoading'
import { PageTitle } from '@/shared/ui/PageTitle'
import { Panel } from '@/shared/ui/Panel'
import { ProblemNote } from '@/shared/ui/ProblemNote'
import { getDataset } from './api/getDataset'
import classes from './DatasetPage.module.css'
import { formatOf } from './formatOf'
import { useFormatWords } from './formatWords'
import { SplitTable } from './SplitTable'

const route = getRouteApi('/signed-in/datasets/$name/$version')

export function DatasetPage() {
  const { t } = useTranslation()
  const figures = useFigures()
  const formatWords = useFormatWords()
  const { name, version } = route.useParams()
  const dataset = useQuery({
    queryKey: ['dataset', name, version],
    queryFn: ({ signal }) => getDataset(name, Number(version), signal),
    staleTime: Infinity,
  })
  if (dataset.data === undefined) {
    return (
      <>
        <PageTitle title={`${name}@${version}`} />
        {dataset.isError ? (
          <ProblemNote error={dataset.error} onRetry={() => void dataset.refetch()} />
        ) : (
          <PageLoading />
        )}
      </>
    )
  }
  const { ref, sha256, bytes, publishedAt, manifest } = dataset.data
  const format = formatOf(manifest)
  return (
    <>
      <nav className={classes.back} aria-label={t('datasets.trail')}>
        <Link to="/datasets">{t('datasets.title')}</Link>
      </nav>
      <PageTitle
        key={ref}
        title={manifest.title}
        beside={
          <>
            <Button
              variant="default"
              renderRoot={(props) => (
                <Link to="/datasets/$name/$version/receipt" params={{ name, version }} {...props} />
              )}
            >
              {t('receipts.show')}
            </Button>
            <Button renderRoot={(props) => <Link to="/submit" search={{ dataset: ref }} {...props} />}>
              {t('datasets.use')}
            </Button>
          </>
        }
      >
        <p className={classes.ref}>
          <code>{ref}</code>
        </p>
      </PageTitle>
      <div className={classes.columns}>
        <div className={classes.stack}>
          <Panel title={t('datasets.about')}>
            {manifest.description != null && <p className={classes.description}>{manifest.description}</p>}
            <Facts
              facts={[
                { name: t('datasets.format'), value: formatWords(format) },
                ...('target' in format && format.target.type === 'classes'
                  ? [{ name: t('datasets.classNames'), value: format.target.names.join(', ') }]
                  : []),
                { name: t('datasets.licence'), value: manifest.licence },
                { name: t('datasets.source'), value: manifest.source },
                { name: t('datasets.size'), value: figures.bytes(bytes) },
                { name: t('datasets.published'), value: figures.moment(publishedAt) },
                { name: t('datasets.hash'), value: <Hash sha256={sha256} /> },
              ]}
            />
          </Panel>
          <Panel title={t('datasets.inSpec')}>
            <CopyField text={`dataset:\n  ref: ${ref}`} name={t('datasets.inSpec')} />
          </Panel>
        </div>
        <Panel title={t('datasets.splits')} flush>
          <SplitTable splits={manifest.splits} />
        </Panel>
      </div>
    </>
  )
}
