import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { NodeView } from '@/shared/api/wire'
import { Ask } from '@/shared/ui/Ask'
import { deleteNode } from './api/deleteNode'

export function RemoveNode({ node }: { node: NodeView }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const [asking, setAsking] = useState(false)
  const remove = useMutation({
    mutationFn: () => deleteNode(node.id),
    onSuccess: async () => {
      setAsking(false)
      await queries.invalidateQueries({ queryKey: ['nodes'] })
    },
  })
  return (
    <>
      <Button
        variant="subtle"
        color="gray"
        size="compact-sm"
        onClick={() => setAsking(true)}
        aria-label={t('nodes.remove.button', { name: node.name })}
      >
        {t('nodes.remove.short')}
      </Button>
      <Ask
        open={asking}
        title={t('nodes.remove.title', { name: node.name })}
        yes={t('nodes.remove.yes')}
        no={t('nodes.remove.no')}
        busy={remove.isPending}
        error={remove.error}
        onYes={() => remove.mutate()}
        onNo={() => {
          remove.reset()
          setAsking(false)
        }}
      >
        {t('nodes.remove.words')}
      </Ask>
    </>
  )
}
