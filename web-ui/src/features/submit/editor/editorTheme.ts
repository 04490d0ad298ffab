import { HighlightStyle } from '@codemirror/language'
import { EditorView } from '@codemirror/view'
import { tags } from '@lezer/highlight'

/** The editor wears the page's colours, in both schemes. */
export const editorTheme = EditorView.theme({
  '&': { backgroundColor: 'var(--cw-surface)', color: 'var(--cw-ink)', fontSize: '14px' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { fontFamily: 'var(--mantine-font-family-monospace)', lineHeight: '1.6', minHeight: '420px' },
  '.cm-content': { caretColor: 'var(--cw-ink)', padding: '10px 0' },
  '.cm-cursor': { borderLeftColor: 'var(--cw-ink)' },
  '.cm-gutters': { backgroundColor: 'var(--cw-surface)', color: 'var(--cw-muted)', border: 'none' },
  '.cm-activeLine, .cm-activeLineGutter': { backgroundColor: 'var(--cw-hover)' },
  '&.cm-focused .cm-selectionBackground, .cm-selectionBackground': {
    backgroundColor: 'color-mix(in srgb, var(--cw-link) 22%, transparent) !important',
  },
  '.cm-matchingBracket': { backgroundColor: 'var(--cw-good-wash)', outline: 'none' },
  '.cm-selectionMatch': { backgroundColor: 'var(--cw-wait-wash)' },
  '.cm-tooltip, .cm-panels': {
    backgroundColor: 'var(--cw-surface)',
    color: 'var(--cw-ink)',
    border: '1px solid var(--cw-edge)',
    borderRadius: '6px',
  },
  '.cm-tooltip-autocomplete > ul': { fontFamily: 'var(--mantine-font-family-monospace)', maxHeight: '260px' },
  '.cm-tooltip-autocomplete > ul > li': { padding: '3px 10px' },
  '.cm-tooltip-autocomplete > ul > li[aria-selected]': { backgroundColor: 'var(--cw-link)', color: 'var(--cw-paper)' },
  '.cm-completionDetail': { color: 'inherit', fontStyle: 'normal' },
  '.cm-completionInfo': { maxWidth: '320px', padding: '6px 10px' },
  '.cm-textfield, .cm-button, .cm-button:active': {
    backgroundColor: 'var(--cw-paper)',
    backgroundImage: 'none',
    color: 'var(--cw-ink)',
    border: '1px solid var(--cw-edge)',
    borderRadius: '4px',
    fontSize: '13px',
  },
  '.cm-panel.cm-search label, .cm-panel.cm-search [name=close]': { color: 'var(--cw-ink)', fontSize: '13px' },
  '.cm-searchMatch': { backgroundColor: 'var(--cw-wait-wash)' },
  '.cm-searchMatch-selected': { backgroundColor: 'var(--cw-good-wash)', outline: '1px solid var(--cw-link)' },
  '.cm-panel.cm-panel-lint ul [aria-selected], .cm-panel.cm-panel-lint ul:focus [aria-selected]': {
    backgroundColor: 'var(--cw-hover)',
    color: 'var(--cw-ink)',
  },
  '.cm-diagnostic': { fontFamily: 'var(--mantine-font-family)', padding: '6px 10px' },
})

export const colours = HighlightStyle.define([
  { tag: [tags.propertyName, tags.definition(tags.propertyName)], color: 'var(--cw-run)' },
  { tag: [tags.string, tags.content], color: 'var(--cw-ink)' },
  { tag: [tags.number, tags.bool, tags.null, tags.keyword], color: 'var(--cw-wait)' },
  { tag: [tags.comment, tags.lineComment], color: 'var(--cw-muted)', fontStyle: 'italic' },
  { tag: [tags.punctuation, tags.separator, tags.bracket], color: 'var(--cw-muted)' },
])
