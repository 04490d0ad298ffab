/** The few line drawings that the dashboard uses, on a grid of 20, drawn with the text's colour. */
const PATHS = {
  jobs: 'M4 5h12M4 10h12M4 15h7',
  nodes: 'M4 4h12v8H4zM10 12v4M6.5 16h7',
  datasets: 'M4 6c0-3 12-3 12 0v8c0 3-12 3-12 0zM4 6c0 3 12 3 12 0M4 10c0 3 12 3 12 0',
  submit: 'M10 15V5M5.5 9.5 10 5l4.5 4.5',
  account: 'M10 10a3 3 0 1 0 0-6 3 3 0 0 0 0 6M4 17c.6-3.4 3-5 6-5s5.4 1.6 6 5',
  language: 'M10 3a7 7 0 1 0 0 14 7 7 0 0 0 0-14M3 10h14M10 3c-4.5 4.5-4.5 9.5 0 14 4.5-4.5 4.5-9.5 0-14',
  light:
    'M10 13.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7M10 2v1.5M10 16.5V18M2 10h1.5M16.5 10H18M4.3 4.3l1.1 1.1M14.6 14.6l1.1 1.1M4.3 15.7l1.1-1.1M14.6 5.4l1.1-1.1',
  dark: 'M16 12.2A6.5 6.5 0 0 1 7.8 4 6.5 6.5 0 1 0 16 12.2z',
  queued: 'M10 4a6 6 0 1 0 0 12 6 6 0 0 0 0-12M10 7v3l2 1.5',
  waiting: 'M4.5 15.5C3.5 9 8 4.5 16 4.5c.5 7.5-3.5 12-9.5 11M4 17c2-4 4.5-6.5 8-8.5',
  running: 'M7 5l8 5-8 5z',
  paused: 'M7.5 5v10M12.5 5v10',
  succeeded: 'M4.5 10.5 8.5 14.5 15.5 6.5',
  failed: 'M10 5.5v5.5M10 14.2v.1M10 2.8 17.6 16.2H2.4z',
  cancelled: 'M6 6l8 8M14 6l-8 8',
  download: 'M10 4v8M6.5 9 10 12.5 13.5 9M4.5 16h11',
  print: 'M6 8V3.5h8V8M6 13.5H3.5V8h13v5.5H14M6 11.5h8v5H6z',
  copy: 'M7.5 7.5h8v8h-8zM12.5 7.5v-3h-8v8h3',
  check: 'M4.5 10.5 8.5 14.5 15.5 6.5',
  retry: 'M15.5 8A6 6 0 1 0 16 11M16 4.5V8h-3.5',
  more: 'M10 5v.1M10 10v.1M10 15v.1',
  search: 'M9 4a5 5 0 1 0 0 10A5 5 0 0 0 9 4M12.7 12.7 16.5 16.5',
  energy: 'M11 3 5.5 11H10l-1 6 5.5-8H10z',
  close: 'M5.5 5.5l9 9M14.5 5.5l-9 9',
} as const

export type IconName = keyof typeof PATHS

export function Icon({ name, size = 18 }: { name: IconName; size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      strokeWidth={1.7}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      <path d={PATHS[name]} />
    </svg>
  )
}
