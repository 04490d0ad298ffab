import { useTranslation } from 'react-i18next'
import type { Violation } from '@/shared/api/wire'
import { Quoted } from './Quoted'
import classes from './ViolationList.module.css'

/** A fault whose message is English; before it may stand what the page itself says, in the reader's language. */
export type ListedViolation = Violation & { words?: string }

/** Every single fault of a document: its place, what is wrong, what was probably meant. */
export function ViolationList({
  violations,
  onGoTo,
}: {
  violations: ListedViolation[]
  onGoTo?: (line: number, column: number) => void
}) {
  const { t } = useTranslation()
  return (
    <ul className={classes.list}>
      {violations.map((violation, index) => {
        const { line, column, pointer, words, message, suggestion } = violation
        const place = line != null ? t('problem.place', { line, column: column ?? 1 }) : null
        return (
          <li key={index}>
            <span className={classes.place}>
              {place !== null && onGoTo !== undefined && line != null ? (
                <button type="button" className={classes.goTo} onClick={() => onGoTo(line, column ?? 1)}>
                  {place}
                </button>
              ) : (
                place
              )}
              {pointer !== '' && <code>{pointer}</code>}
            </span>
            {words !== undefined && <span>{words}</span>}
            {message !== '' && <span lang="en">{message}</span>}
            {suggestion != null && suggestion !== '' && (
              <span className={classes.suggestion}>
                <Quoted words="problem.suggestion" text={suggestion} />
              </span>
            )}
          </li>
        )
      })}
    </ul>
  )
}
