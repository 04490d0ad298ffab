import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Receipt } from '@/shared/api/wire'
import { Icon } from '@/shared/ui/Icon'
import { PageLoading } from '@/shared/ui/PageLoading'
import { PageTitle } from '@/shared/ui/PageTitle'
import { ProblemNote } from '@/shared/ui/ProblemNote'
import classes from './ReceiptPage.module.css'
import { Sheet } from './sheet/Sheet'

/** A receipt with what is around it on the screen; printed, it is the sheet alone. */
export function ReceiptPage({
  of,
  load,
  trail,
  tools,
}: {
  of: readonly (string | undefined)[]
  load: (signal: AbortSignal) => Promise<Receipt>
  trail: ReactNode
  tools?: ReactNode
}) {
  const { t } = useTranslation()
  const receipt = useQuery({ queryKey: ['receipt', ...of], queryFn: ({ signal }) => load(signal) })
  return (
    <>
      <nav className={classes.trail} aria-label={t('receipts.trail')}>
        {trail}
      </nav>
      <PageTitle
        title={t('receipts.title')}
        beside={
          <div className={classes.tools}>
            {tools}
            <Button variant="default" leftSection={<Icon name="print" />} onClick={() => window.print()}>
              {t('receipts.print')}
            </Button>
          </div>
        }
      />
      {receipt.data !== undefined ? (
        <Sheet receipt={receipt.data} />
      ) : receipt.isError ? (
        <ProblemNote error={receipt.error} onRetry={() => void receipt.refetch()} />
      ) : (
        <PageLoading />
      )}
    </>
  )
}
