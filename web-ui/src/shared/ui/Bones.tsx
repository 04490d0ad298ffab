import classes from './Bones.module.css'

/** Grey lines where text will be. */
export function Bones({ lines }: { lines: number }) {
  return (
    <div className={classes.bones} aria-hidden="true">
      {Array.from({ length: lines }, (_, line) => (
        <div key={line} />
      ))}
    </div>
  )
}
