import type { ReactNode } from 'react'
import classes from './EmptyNote.module.css'

/** Says that there is nothing yet, and what would change that. */
export function EmptyNote({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className={classes.note}>
      <svg width="72" height="34" viewBox="0 0 72 34" fill="none" aria-hidden="true" className={classes.wires}>
        <path d="M6 6c4 32 26 32 30 0c4 32 26 32 30 0" stroke="currentColor" strokeWidth="2" />
        <circle cx="6" cy="6" r="4" fill="currentColor" />
        <circle cx="36" cy="6" r="4" fill="currentColor" />
        <circle cx="66" cy="6" r="4" fill="currentColor" />
      </svg>
      <p className={classes.title}>{title}</p>
      {children !== undefined && <div className={classes.more}>{children}</div>}
    </div>
  )
}
