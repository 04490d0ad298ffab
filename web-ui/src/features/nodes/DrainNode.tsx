import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { NodeView } from '@/shared/api/wire'
import { AskedButton } from '@/shared/ui/AskedButton'
import { ProblemNote } from '@/shared/ui/ProblemNote'
import { drainNode } from './api/drainNode'
import { openNode } from './api/openNode'
import classes from './DrainNode.module.css'

/** Empties the node after a question, for its work goes elsewhere; lets it take work again without one. */
export function DrainNode({ node }: { node: NodeView }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const lookAgain = () => queries.invalidateQueries({ queryKey: ['nodes'] })
  const open = useMutation({ mutationFn: () => openNode(node.id), onSuccess: lookAgain })
  if (node.drainedAt != null) {
    return (
      <>
        <Button
          variant="default"
          size="compact-sm"
          loading={open.isPending}
          onClick={() => open.mutate()}
          aria-label={t('nodes.drain.off', { name: node.name })}
        >
          {t('nodes.drain.offShort')}
        </Button>
        {open.isError && (
          <div className={classes.problem}>
            <ProblemNote error={open.error} />
          </div>
        )}
      </>
    )
  }
  return (
    <AskedButton
      label={t('nodes.drain.short')}
      spoken={t('nodes.drain.button', { name: node.name })}
      look={{ variant: 'subtle', color: 'gray', size: 'compact-sm' }}
      question={{
        title: t('nodes.drain.title', { name: node.name }),
        yes: t('nodes.drain.yes'),
        no: t('nodes.drain.no'),
      }}
      work={() => drainNode(node.id)}
      onDone={lookAgain}
    >
      {node.job == null ? t('nodes.drain.words') : t('nodes.drain.wordsWorking', { job: node.job.name })}
    </AskedButton>
  )
}
