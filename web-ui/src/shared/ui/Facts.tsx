import type { ReactNode } from 'react'
import classes from './Facts.module.css'

export interface Fact {
  name: string
  value: ReactNode
  /** Where the value comes from, or how sure it is. */
  note?: ReactNode
}

/** Names and values, one under the other. */
export function Facts({ facts }: { facts: Fact[] }) {
  return (
    <dl className={classes.facts}>
      {facts.map(({ name, value, note }, index) => (
        // A name may stand there twice, as of two graphics cards.
        <div key={index}>
          <dt>{name}</dt>
          <dd>
            {value}
            {note !== undefined && <span className={classes.note}>{note}</span>}
          </dd>
        </div>
      ))}
    </dl>
  )
}
