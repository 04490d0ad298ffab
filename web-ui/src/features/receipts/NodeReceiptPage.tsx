import { getRouteApi, Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { getNodeReceipt } from './api/getNodeReceipt'
import { MonthField } from './MonthField'
import { ReceiptPage } from './ReceiptPage'

const route = getRouteApi('/signed-in/nodes/$nodeId/receipt')

export function NodeReceiptPage() {
  const { t } = useTranslation()
  const { nodeId } = route.useParams()
  const { month } = route.useSearch()
  const navigate = route.useNavigate()
  return (
    <ReceiptPage
      of={['node', nodeId, month]}
      load={(signal) => getNodeReceipt(nodeId, month, signal)}
      trail={<Link to="/nodes">{t('shell.nodes')}</Link>}
      tools={<MonthField month={month} onChange={(chosen) => void navigate({ search: { month: chosen } })} />}
    />
  )
}
