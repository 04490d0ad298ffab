import { NativeSelect } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { type Month, newestMonths } from './month'

/** Which month's leases count. */
export function MonthField({ month, onChange }: { month: Month; onChange: (month: Month) => void }) {
  const { t, i18n } = useTranslation()
  const words = new Intl.DateTimeFormat(i18n.language, { year: 'numeric', month: 'long', timeZone: 'UTC' })
  const newest = newestMonths(new Date(), 12)
  const months = month === undefined || newest.includes(month) ? newest : [...newest, month]
  return (
    <NativeSelect
      aria-label={t('receipts.month')}
      value={month ?? ''}
      onChange={(event) => onChange(event.currentTarget.value === '' ? undefined : event.currentTarget.value)}
      data={[
        { value: '', label: t('receipts.allTime') },
        ...months.map((value) => ({ value, label: words.format(new Date(`${value}-01T00:00:00Z`)) })),
      ]}
    />
  )
}
