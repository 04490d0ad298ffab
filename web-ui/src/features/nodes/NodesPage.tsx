import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useNow } from '@/shared/figures/useNow'
import { useScope } from '@/shared/session/useScope'
import { EmptyNote } from '@/shared/ui/EmptyNote'
import { PageLoading } from '@/shared/ui/PageLoading'
import { PageTitle } from '@/shared/ui/PageTitle'
import { ProblemNote } from '@/shared/ui/ProblemNote'
import { listNodes } from './api/listNodes'
import { DonatePanel } from './DonatePanel'
import { NodeCard } from './NodeCard'
import classes from './NodesPage.module.css'

const REFRESH_MS = 4_000

export function NodesPage() {
  const { t } = useTranslation()
  const mayDonate = useScope('donate')
  const mayOperate = useScope('operate')
  const now = useNow(5_000)
  const nodes = useQuery({
    queryKey: ['nodes'],
    queryFn: ({ signal }) => listNodes(signal),
    refetchInterval: REFRESH_MS,
  })
  return (
    <>
      <PageTitle title={t('nodes.title')}>
        <p className={classes.lead}>{t('nodes.lead')}</p>
      </PageTitle>
      <div className={classes.stack}>
        {nodes.isError && <ProblemNote error={nodes.error} onRetry={() => void nodes.refetch()} />}
        {nodes.isPending && <PageLoading />}
        {nodes.data?.items.length === 0 && (
          <EmptyNote title={t('nodes.none')}>{mayDonate ? t('nodes.noneHelp') : t('nodes.noneNoDonate')}</EmptyNote>
        )}
        {nodes.data !== undefined && nodes.data.items.length > 0 && (
          <ul className={classes.nodes}>
            {nodes.data.items.map((node) => (
              <NodeCard key={node.id} node={node} now={now} mayManage={mayDonate || mayOperate} />
            ))}
          </ul>
        )}
        {mayDonate && <DonatePanel />}
      </div>
    </>
  )
}
