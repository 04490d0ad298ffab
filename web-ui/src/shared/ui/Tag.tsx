import { Icon, type IconName } from './Icon'
import classes from './Tag.module.css'

export type Tone = 'good' | 'run' | 'wait' | 'rest' | 'bad' | 'idle'

/** A state in a word, with a sign beside it so that colour is never the only difference. */
export function Tag({ tone, icon, children }: { tone: Tone; icon: IconName; children: string }) {
  return (
    <span className={`${classes.tag} ${classes[tone]}`}>
      <Icon name={icon} size={14} />
      {children}
    </span>
  )
}
