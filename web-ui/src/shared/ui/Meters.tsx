import type { ReactNode } from 'react'
import classes from './Meters.module.css'

export interface Meter {
  name: string
  value: string
  /** The unit, the band, or what the figure rests on. */
  note?: ReactNode
}

/** Large figures side by side, like the dials of a meter. */
export function Meters({ meters }: { meters: Meter[] }) {
  return (
    <dl className={classes.meters}>
      {meters.map(({ name, value, note }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>
            <span className={classes.value}>{value}</span>
            {note !== undefined && <span className={classes.note}>{note}</span>}
          </dd>
        </div>
      ))}
    </dl>
  )
}
