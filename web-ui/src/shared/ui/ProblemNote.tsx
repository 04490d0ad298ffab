import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { ProblemError, problemName, UnreachableError } from '@/shared/api/problem'
import type { WordKey } from '@/shared/i18n/keys'
import { Icon } from './Icon'
import classes from './ProblemNote.module.css'
import { ViolationList } from './ViolationList'

const TITLES: Record<string, WordKey> = {
  'spec-rejected': 'problem.specRejected',
  'malformed-body': 'problem.malformedBody',
  'body-too-large': 'problem.bodyTooLarge',
  unauthenticated: 'problem.unauthenticated',
  forbidden: 'problem.forbidden',
  csrf: 'problem.csrf',
  'not-found': 'problem.notFound',
  'dataset-not-found': 'problem.datasetNotFound',
  'state-conflict': 'problem.stateConflict',
  'storage-full': 'problem.storageFull',
  'rate-limited': 'problem.rateLimited',
  'model-not-ready': 'problem.modelNotReady',
  internal: 'problem.internal',
}

/** What went wrong, as the service's problem document says it, with every place it names. */
export function ProblemNote({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const { t } = useTranslation()
  const problem = error instanceof ProblemError ? error.problem : null
  const known = problem === null ? undefined : TITLES[problemName(problem)]
  const title = t(known ?? (error instanceof UnreachableError ? 'problem.unreachable' : 'problem.unexpected'))
  // Of a kind without words of ours, the service's or the proxy's own title says more than nothing.
  const kind = problem === null || known !== undefined ? [] : [`${problem.title} (${problem.status})`]
  const said = problem === null ? (error instanceof UnreachableError ? [] : [String(error)]) : [...kind, problem.detail]
  const detail = said.filter((part) => part != null && part !== '').join(': ')
  const violations = problem?.violations ?? []
  return (
    <div role="alert" className={classes.note}>
      <span className={classes.icon}>
        <Icon name="failed" size={20} />
      </span>
      <div className={classes.words}>
        <p className={classes.title}>{title}</p>
        {error instanceof UnreachableError && <p className={classes.detail}>{t('problem.unreachableHelp')}</p>}
        {detail !== '' && violations.length === 0 && (
          <p className={classes.detail} lang="en">
            {detail}
          </p>
        )}
        {violations.length > 0 && <ViolationList violations={violations} />}
        {onRetry !== undefined && (
          <Button variant="default" size="xs" onClick={onRetry} leftSection={<Icon name="retry" size={14} />}>
            {t('common.retry')}
          </Button>
        )}
      </div>
    </div>
  )
}
