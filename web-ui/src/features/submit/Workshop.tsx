import { Button, NativeSelect } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { listDatasets } from '@/shared/datasets/api/listDatasets'
import { ProblemNote } from '@/shared/ui/ProblemNote'
import { getSchema } from './api/getSchema'
import { submitJob } from './api/submitJob'
import { forgetDraft, loadDraft, saveDraft } from './draftStore'
import type { Schema } from './editor/schema'
import { type EditorHandle, SpecEditor } from './editor/SpecEditor'
import { EXAMPLES } from './examples'
import { keyring } from './idempotency'
import { PlanPanel } from './plan/PlanPanel'
import { useSpecCheck } from './useSpecCheck'
import classes from './Workshop.module.css'

const NO_REFS: readonly string[] = []

/** The spec's text on one side, what it would need on the other, and the way to submit it. */
export function Workshop({
  start,
  draft,
  onSubmitted,
}: {
  /** What is written where no draft is. */
  start: string
  /** Where the draft is kept. */
  draft: string
  onSubmitted: () => void
}) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const editor = useRef<EditorHandle>(null)
  const [text, setText] = useState(() => loadDraft(draft) ?? start)
  const [keyFor] = useState(keyring)
  useEffect(() => {
    if (text === start) forgetDraft(draft)
    else saveDraft(draft, text)
  }, [draft, start, text])

  const schemaQuery = useQuery({
    queryKey: ['schema', 'job-spec'],
    queryFn: ({ signal }) => getSchema(signal),
    staleTime: Infinity,
  })
  const schema: Schema | null = schemaQuery.data ?? null
  const datasets = useQuery({ queryKey: ['datasets'], queryFn: ({ signal }) => listDatasets(signal) })
  const refs = useMemo(() => datasets.data?.items.map(({ ref }) => ref) ?? NO_REFS, [datasets.data])
  const check = useSpecCheck(text, schema)

  const submit = useMutation({
    mutationFn: () => submitJob({ text, key: keyFor(text) }),
    onSuccess: async (created) => {
      onSubmitted()
      queries.setQueryData(['job', created.id], created)
      await queries.invalidateQueries({ queryKey: ['jobs'] })
    },
  })
  // Given to the click and not above: who has gone elsewhere meanwhile is not fetched from there.
  const go = () =>
    submit.mutate(undefined, {
      onSuccess: (created) => void navigate({ to: '/jobs/$jobId', params: { jobId: created.id } }),
    })
  const ready = check.answered && check.plan.isSuccess && !check.plan.isPlaceholderData

  return (
    <div className={classes.columns}>
      <div className={classes.editor}>
        <div className={classes.tools}>
          <NativeSelect
            aria-label={t('submit.start')}
            value=""
            onChange={(event) => {
              const chosen = EXAMPLES[event.currentTarget.value]
              if (chosen !== undefined) setText(chosen)
            }}
            data={[
              { value: '', label: t('submit.start') },
              ...Object.keys(EXAMPLES).map((name) => ({ value: name, label: name })),
            ]}
          />
          <span className={classes.hint}>{t('submit.hint')}</span>
        </div>
        <SpecEditor
          ref={editor}
          text={text}
          onText={setText}
          name={t('submit.spec')}
          schema={schema}
          datasets={refs}
          diagnostics={check.diagnostics}
        />
      </div>
      <div className={classes.plan}>
        <PlanPanel
          check={check}
          text={text}
          onGoTo={(line, column) => editor.current?.goTo(line, column)}
          action={
            <Button fullWidth size="md" disabled={!ready} loading={submit.isPending} onClick={go}>
              {t('submit.go')}
            </Button>
          }
        />
        {submit.isError && <ProblemNote error={submit.error} />}
      </div>
    </div>
  )
}
