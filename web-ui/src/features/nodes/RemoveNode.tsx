import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { NodeView } from '@/shared/api/wire'
import { AskedButton } from '@/shared/ui/AskedButton'
import { deleteNode } from './api/deleteNode'

export function RemoveNode({ node }: { node: NodeView }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  return (
    <AskedButton
      label={t('nodes.remove.short')}
      spoken={t('nodes.remove.button', { name: node.name })}
      look={{ variant: 'subtle', color: 'gray', size: 'compact-sm' }}
      question={{
        title: t('nodes.remove.title', { name: node.name }),
        yes: t('nodes.remove.yes'),
        no: t('nodes.remove.no'),
      }}
      work={() => deleteNode(node.id)}
      onDone={() => queries.invalidateQueries({ queryKey: ['nodes'] })}
    >
      {t('nodes.remove.words')}
    </AskedButton>
  )
}
