import { useTranslation } from 'react-i18next'
import { Bones } from './Bones'

export function PageLoading() {
  const { t } = useTranslation()
  return (
    <div role="status" aria-label={t('common.loading')}>
      <Bones lines={6} />
    </div>
  )
}
