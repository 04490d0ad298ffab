import classes from './Bar.module.css'

/** How much of a whole is done, 0..1. */
export function Bar({ share, name, alive }: { share: number; name: string; alive: boolean }) {
  const percent = Math.round(Math.min(1, Math.max(0, share)) * 1000) / 10
  return (
    <div
      className={classes.track}
      role="progressbar"
      aria-label={name}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
    >
      <div className={alive ? classes.alive : classes.still} style={{ width: `${percent}%` }} />
    </div>
  )
}
