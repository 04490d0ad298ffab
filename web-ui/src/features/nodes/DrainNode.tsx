import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { NodeView } from '@/shared/api/wire'
import { Ask } from '@/shared/ui/Ask'
import { ProblemNote } from '@/shared/ui/ProblemNote'
import { drainNode } from './api/drainNode'
import { openNode } from './api/openNode'
import classes from './DrainNode.module.css'

/** Empties the node after a question, for its work goes elsewhere; lets it take work again without one. */
export function DrainNode({ node }: { node: NodeView }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const [asking, setAsking] = useState(false)
  const onSuccess = async () => {
    setAsking(false)
    await queries.invalidateQueries({ queryKey: ['nodes'] })
  }
  const drain = useMutation({ mutationFn: () => drainNode(node.id), onSuccess })
  const open = useMutation({ mutationFn: () => openNode(node.id), onSuccess })
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
    <>
      <Button
        variant="subtle"
        color="gray"
        size="compact-sm"
        onClick={() => setAsking(true)}
        aria-label={t('nodes.drain.button', { name: node.name })}
      >
        {t('nodes.drain.short')}
      </Button>
      <Ask
        open={asking}
        title={t('nodes.drain.title', { name: node.name })}
        yes={t('nodes.drain.yes')}
        no={t('nodes.drain.no')}
        busy={drain.isPending}
        error={drain.error}
        onYes={() => drain.mutate()}
        onNo={() => {
          drain.reset()
          setAsking(false)
        }}
      >
        {node.job == null ? t('nodes.drain.words') : t('nodes.drain.wordsWorking', { job: node.job.name })}
      </Ask>
    </>
  )
}
