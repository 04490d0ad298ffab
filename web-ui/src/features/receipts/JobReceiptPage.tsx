import { getRouteApi, Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { getJobReceipt } from './api/getJobReceipt'
import { ReceiptPage } from './ReceiptPage'

const route = getRouteApi('/signed-in/jobs/$jobId/receipt')

export function JobReceiptPage() {
  const { t } = useTranslation()
  const { jobId } = route.useParams()
  return (
    <ReceiptPage
      of={['job', jobId]}
      load={(signal) => getJobReceipt(jobId, signal)}
      trail={
        <Link to="/jobs/$jobId" params={{ jobId }}>
          {t('receipts.toJob')}
        </Link>
      }
    />
  )
}
