import { getRouteApi, Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { getAccountReceipt } from './api/getAccountReceipt'
import { MonthField } from './MonthField'
import { ReceiptPage } from './ReceiptPage'

const route = getRouteApi('/signed-in/receipt')

export function AccountReceiptPage() {
  const { t } = useTranslation()
  const { month } = route.useSearch()
  const navigate = route.useNavigate()
  return (
    <ReceiptPage
      of={['account', month]}
      load={(signal) => getAccountReceipt(month, signal)}
      trail={<Link to="/jobs">{t('shell.jobs')}</Link>}
      tools={<MonthField month={month} onChange={(chosen) => void navigate({ search: { month: chosen } })} />}
    />
  )
}
