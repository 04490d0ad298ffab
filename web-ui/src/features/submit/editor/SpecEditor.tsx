import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from '@codemirror/autocomplete'
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands'
import { yaml } from '@codemirror/lang-yaml'
import { bracketMatching, indentOnInput, indentUnit, syntaxHighlighting } from '@codemirror/language'
import { type Diagnostic, lintGutter, lintKeymap, setDiagnostics } from '@codemirror/lint'
import { highlightSelectionMatches, searchKeymap } from '@codemirror/search'
import { Compartment, EditorState } from '@codemirror/state'
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  keymap,
  lineNumbers,
} from '@codemirror/view'
import { type Ref, useEffect, useImperativeHandle, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { completeSpec } from './completion'
import { colours, editorTheme } from './editorTheme'
import { PHRASES } from './phrases'
import type { Schema } from './schema'

export interface EditorHandle {
  /** Puts the cursor at a line and column, both counted from 1. */
  goTo(line: number, column: number): void
}

/** The text of a spec with the schema's words at hand. Tab leaves the editor, as everywhere on the page. */
export function SpecEditor({
  text,
  onText,
  name,
  schema,
  datasets,
  diagnostics,
  ref,
}: {
  text: string
  onText: (text: string) => void
  name: string
  schema: Schema | null
  datasets: readonly string[]
  diagnostics: readonly Diagnostic[]
  ref?: Ref<EditorHandle>
}) {
  const { t } = useTranslation()
  const box = useRef<HTMLDivElement>(null)
  const view = useRef<EditorView | null>(null)
  const listener = useRef(onText)
  const completion = useRef(new Compartment())
  const words = useRef(new Compartment())
  const first = useRef(text)
  useEffect(() => {
    listener.current = onText
  })

  useEffect(() => {
    const place = box.current
    if (place === null) return
    const editor = new EditorView({
      parent: place,
      state: EditorState.create({
        // Put in later, it would be a change that can be undone.
        doc: first.current,
        extensions: [
          lineNumbers(),
          lintGutter(),
          history(),
          drawSelection(),
          indentOnInput(),
          indentUnit.of('  '),
          bracketMatching(),
          closeBrackets(),
          highlightActiveLine(),
          highlightActiveLineGutter(),
          highlightSelectionMatches(),
          EditorView.lineWrapping,
          yaml(),
          syntaxHighlighting(colours),
          editorTheme,
          completion.current.of([]),
          words.current.of([]),
          keymap.of([
            ...closeBracketsKeymap,
            ...defaultKeymap,
            ...searchKeymap,
            ...historyKeymap,
            ...completionKeymap,
            ...lintKeymap,
          ]),
          EditorView.updateListener.of((update) => {
            if (update.docChanged) listener.current(update.state.doc.toString())
          }),
        ],
      }),
    })
    view.current = editor
    return () => {
      editor.destroy()
      view.current = null
    }
  }, [])

  useEffect(() => {
    view.current?.dispatch({
      effects: words.current.reconfigure([
        EditorView.contentAttributes.of({ 'aria-label': name, spellcheck: 'false' }),
        EditorState.phrases.of(
          Object.fromEntries(Object.entries(PHRASES).map(([phrase, key]): [string, string] => [phrase, t(key)])),
        ),
      ]),
    })
  }, [name, t])

  useEffect(() => {
    const sources = schema === null ? [] : [completeSpec(schema, datasets)]
    view.current?.dispatch({
      effects: completion.current.reconfigure(autocompletion({ override: sources, icons: false })),
    })
  }, [schema, datasets])

  useEffect(() => {
    const editor = view.current
    if (editor === null || editor.state.doc.toString() === text) return
    editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: text } })
  }, [text])

  useEffect(() => {
    const editor = view.current
    if (editor === null) return
    const end = editor.state.doc.length
    const shown = diagnostics.map((one) => ({ ...one, from: Math.min(one.from, end), to: Math.min(one.to, end) }))
    editor.dispatch(setDiagnostics(editor.state, shown))
  }, [diagnostics])

  useImperativeHandle(
    ref,
    () => ({
      goTo(line, column) {
        const editor = view.current
        if (editor === null) return
        const found = editor.state.doc.line(Math.min(Math.max(1, line), editor.state.doc.lines))
        const at = Math.min(found.from + column - 1, found.to)
        editor.dispatch({ selection: { anchor: at }, scrollIntoView: true })
        editor.focus()
      },
    }),
    [],
  )

  return <div ref={box} />
}
