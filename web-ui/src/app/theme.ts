import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core'

/** Pine: the mark's green, from mist to night. */
const pine: MantineColorsTuple = [
  '#eef6f2',
  '#dcebe4',
  '#b7d7c9',
  '#8fc2ac',
  '#6fb296',
  '#4f9c7d',
  '#2f7d61',
  '#1c5546',
  '#174638',
  '#0f3128',
]

/** Mantine's greys for dark schemes, with the page's green in them. */
const dark: MantineColorsTuple = [
  '#e6ebe7',
  '#c4cdc7',
  '#9fada5',
  '#6d7c74',
  '#46544d',
  '#35413b',
  '#1e2824',
  '#17201c',
  '#101614',
  '#0c1210',
]

export const theme = createTheme({
  colors: { pine, dark },
  primaryColor: 'pine',
  // White on either has a contrast above 4.5.
  primaryShade: { light: 7, dark: 6 },
  fontSizes: { md: '15px' },
  defaultRadius: 6,
  cursorType: 'pointer',
  respectReducedMotion: true,
  fontFamily:
    'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Helvetica Neue", "PingFang SC", "Microsoft YaHei", "Noto Sans SC", "Noto Sans CJK SC", sans-serif',
  fontFamilyMonospace:
    'ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, "DejaVu Sans Mono", "Noto Sans Mono", monospace',
})

/** Mantine's own colours follow ours, which stand in app.css. */
export const variables: CSSVariablesResolver = () => {
  const ours = {
    '--mantine-color-body': 'var(--cw-paper)',
    '--mantine-color-text': 'var(--cw-ink)',
    '--mantine-color-dimmed': 'var(--cw-muted)',
    '--mantine-color-default': 'var(--cw-surface)',
    '--mantine-color-default-hover': 'var(--cw-hover)',
    '--mantine-color-default-color': 'var(--cw-ink)',
    '--mantine-color-default-border': 'var(--cw-edge)',
    '--mantine-color-placeholder': 'var(--cw-muted)',
    '--mantine-color-anchor': 'var(--cw-link)',
    '--mantine-color-error': 'var(--cw-bad)',
  }
  return { variables: {}, light: ours, dark: ours }
}
