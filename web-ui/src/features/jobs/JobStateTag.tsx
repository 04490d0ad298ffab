import { useTranslation } from 'react-i18next'
import type { JobState } from '@/shared/api/wire'
import { Tag } from '@/shared/ui/Tag'
import { JOB_STATES } from './jobStates'

export function JobStateTag({ state }: { state: JobState }) {
  const { t } = useTranslation()
  const { tone, icon, words } = JOB_STATES[state]
  return (
    <Tag tone={tone} icon={icon}>
      {t(words)}
    </Tag>
  )
}
