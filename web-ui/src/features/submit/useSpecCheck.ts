import type { Diagnostic } from '@codemirror/lint'
import { useQuery } from '@tanstack/react-query'
import { useDebouncedValue } from '@mantine/hooks'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { ProblemError } from '@/shared/api/problem'
import type { Violation } from '@/shared/api/wire'
import { planSpec } from './api/planSpec'
import { faultsOf } from './editor/faults'
import type { Schema } from './editor/schema'
import { readSpec } from './editor/specText'
import { useFaultWords } from './editor/useFaultWords'

/** What the editor finds by itself. */
export interface OwnFault {
  from: number
  to: number
  /** In the reader's language. */
  words: string
  /** What the parser says of it, in English. */
  detail?: string
}

const TYPING_PAUSE_MS = 600

/**
 * Checks a spec while it is written: its text and its fields here, at once; then shapes, data and machines by the
 * service's own plan, when the writer pauses.
 */
export function useSpecCheck(text: string, schema: Schema | null) {
  const { t } = useTranslation()
  const wordsOf = useFaultWords()
  const own = useMemo((): OwnFault[] => {
    const spec = readSpec(text)
    const words = t('submit.fault.unreadable')
    const unreadable = spec.faults.map(({ from, to, message }) => ({ from, to, words, detail: message }))
    if (unreadable.length > 0 || schema === null) return unreadable
    return faultsOf(schema, spec.value).map((fault) => {
      const [from, to] = spec.rangeOf(fault.path)
      return { from, to, words: wordsOf(fault) }
    })
  }, [text, schema, t, wordsOf])

  const [settled] = useDebouncedValue(text, TYPING_PAUSE_MS)
  const sound = own.length === 0 && text.trim() !== ''
  const plan = useQuery({
    queryKey: ['plan', settled],
    queryFn: ({ signal }) => planSpec(settled, signal),
    enabled: sound && settled === text,
    staleTime: 15_000,
    placeholderData: (before) => before,
  })

  const answered = sound && settled === text
  const violations = useMemo(() => (answered ? violationsOf(plan.error) : NONE), [answered, plan.error])
  const theirs = useMemo(() => violations.map((one) => diagnosticOf(text, one)), [text, violations])
  const ours = useMemo(() => own.map(ownDiagnosticOf), [own])
  return { plan, own, diagnostics: own.length > 0 ? ours : theirs, violations, answered }
}

const NONE: Violation[] = []

function violationsOf(error: unknown): Violation[] {
  return (error instanceof ProblemError ? error.problem.violations : null) ?? NONE
}

function ownDiagnosticOf({ from, to, words, detail }: OwnFault): Diagnostic {
  if (detail === undefined) return { from, to, severity: 'error', message: words }
  const renderMessage = () => {
    const english = Object.assign(document.createElement('span'), { lang: 'en', textContent: detail })
    const whole = document.createElement('span')
    whole.append(words, ' ', english)
    return whole
  }
  return { from, to, severity: 'error', message: `${words} ${detail}`, renderMessage }
}

/** The service counts lines and columns from 1; a place that it does not know is the top of the text. */
function diagnosticOf(text: string, { line, column, message, suggestion }: Violation): Diagnostic {
  const lines = text.split('\n')
  const row = Math.min(Math.max(1, line ?? 1), lines.length) - 1
  const start = lines.slice(0, row).reduce((sum, one) => sum + one.length + 1, 0)
  const length = lines[row]?.length ?? 0
  const from = start + Math.min((column ?? 1) - 1, length)
  const tail = /^[^\s,}\]]*/.exec(text.slice(from))?.[0].length ?? 0
  const hint = suggestion == null || suggestion === '' ? '' : ` → ${suggestion}`
  return { from, to: from + Math.max(1, tail), severity: 'error', message: message + hint }
}
