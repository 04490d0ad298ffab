import { useTranslation } from 'react-i18next'
import type { Receipt } from '@/shared/api/wire'
import { Mark } from '@/shared/ui/Mark'
import { ComparisonPart } from './ComparisonPart'
import { Figures } from './Figures'
import { ItemTable } from './ItemTable'
import { NoteList } from './NoteList'
import classes from './Sheet.module.css'
import { SubjectPart } from './SubjectPart'
import { ZoneTable } from './ZoneTable'

/** The receipt itself, as one would keep or print it. */
export function Sheet({ receipt }: { receipt: Receipt }) {
  const { t } = useTranslation()
  return (
    <article className={classes.sheet}>
      <header className={classes.head}>
        <span className={classes.maker}>
          <Mark size={26} /> Commonwatt
        </span>
        <SubjectPart receipt={receipt} />
      </header>
      {receipt.total == null ? (
        <p className={classes.none}>{t('receipts.none')}</p>
      ) : (
        <>
          <Figures total={receipt.total} wasted={receipt.wasted ?? null} replicated={receipt.replicated ?? null} />
          {receipt.comparison != null && <ComparisonPart comparison={receipt.comparison} total={receipt.total} />}
          <ZoneTable zones={receipt.zones} />
        </>
      )}
      <ItemTable receipt={receipt} />
      <NoteList receipt={receipt} />
    </article>
  )
}
