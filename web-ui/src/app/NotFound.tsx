import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { EmptyNote } from '@/shared/ui/EmptyNote'
import { PageTitle } from '@/shared/ui/PageTitle'

export function NotFound() {
  const { t } = useTranslation()
  return (
    <>
      <PageTitle title={t('notFound.title')} />
      <EmptyNote title={t('notFound.words')}>
        <Link to="/jobs">{t('notFound.back')}</Link>
      </EmptyNote>
    </>
  )
}
