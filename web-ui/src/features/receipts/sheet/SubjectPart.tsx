import { useTranslation } from 'react-i18next'
import type { Receipt } from '@/shared/api/wire'
import { useFigures } from '@/shared/figures/useFigures'
import { Facts } from '@/shared/ui/Facts'
import { SUBJECTS } from '../words'

/** What the receipt is for, how much work that was, and when it was made. */
export function SubjectPart({ receipt }: { receipt: Receipt }) {
  const { t } = useTranslation()
  const figures = useFigures()
  const { subject, counts } = receipt
  return (
    <Facts
      facts={[
        {
          name: t(SUBJECTS[subject.kind]),
          value: subject.name,
          note: subject.id == null || subject.kind !== 'JOB' ? undefined : <code>{subject.id}</code>,
        },
        ...(subject.kind === 'JOB'
          ? []
          : [{ name: t('receipts.month'), value: subject.month ?? t('receipts.allTime') }]),
        {
          name: t('receipts.work'),
          value: [
            ...(subject.kind === 'JOB'
              ? []
              : [t('receipts.jobs', { count: counts.jobs, shown: figures.count(counts.jobs) })]),
            t('receipts.leases', { count: counts.leases, shown: figures.count(counts.leases) }),
            figures.duration(counts.seconds),
          ].join(', '),
        },
        {
          name: t('receipts.made'),
          value: figures.moment(receipt.madeAt),
          note: receipt.complete ? undefined : t('receipts.note.running'),
        },
      ]}
    />
  )
}
