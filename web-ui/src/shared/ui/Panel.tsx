import { type ReactNode, useId } from 'react'
import classes from './Panel.module.css'

/** A titled part of a page. */
export function Panel({
  title,
  beside,
  children,
  flush = false,
}: {
  title: string
  beside?: ReactNode
  children: ReactNode
  flush?: boolean
}) {
  const id = useId()
  return (
    <section className={classes.panel} aria-labelledby={id}>
      <div className={classes.head}>
        <h2 id={id} className={classes.title}>
          {title}
        </h2>
        {beside}
      </div>
      <div className={flush ? classes.flush : classes.body}>{children}</div>
    </section>
  )
}
