import { getRouteApi, Link } from '@tanstack/react-router'
import { getDatasetReceipt } from './api/getDatasetReceipt'
import { MonthField } from './MonthField'
import { ReceiptPage } from './ReceiptPage'

const route = getRouteApi('/signed-in/datasets/$name/$version/receipt')

export function DatasetReceiptPage() {
  const { name, version } = route.useParams()
  const { month } = route.useSearch()
  const navigate = route.useNavigate()
  return (
    <ReceiptPage
      of={['dataset', name, version, month]}
      load={(signal) => getDatasetReceipt(name, Number(version), month, signal)}
      trail={<Link to="/datasets/$name/$version" params={{ name, version }}>{`${name}@${version}`}</Link>}
      tools={<MonthField month={month} onChange={(chosen) => void navigate({ search: { month: chosen } })} />}
    />
  )
}
