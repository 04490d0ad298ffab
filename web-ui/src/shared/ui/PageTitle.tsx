import { type ReactNode, useEffect, useRef } from 'react'
import classes from './PageTitle.module.css'

/** A page's heading: names the browser's tab, and takes the focus when the page opens so that a screen reader says where one is. */
export function PageTitle({ title, children, beside }: { title: string; children?: ReactNode; beside?: ReactNode }) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    document.title = `${title} · Commonwatt`
  }, [title])
  useEffect(() => {
    heading.current?.focus({ preventScroll: true })
  }, [])
  return (
    <div className={classes.row}>
      <div className={classes.words}>
        <h1 ref={heading} tabIndex={-1} className={classes.title}>
          {title}
        </h1>
        {children}
      </div>
      {beside !== undefined && <div className={classes.beside}>{beside}</div>}
    </div>
  )
}
