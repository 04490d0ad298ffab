import type { NodeView } from '@/shared/api/wire'
import type { WordKey } from '@/shared/i18n/keys'
import type { IconName } from '@/shared/ui/Icon'
import type { Tone } from '@/shared/ui/Tag'

interface Look {
  tone: Tone
  icon: IconName
  words: WordKey
}

/** There, but kept from work by its owner. */
export const LIMITED: Look = { tone: 'rest', icon: 'paused', words: 'nodes.limit.tag' }

export const NODE_STATES: Record<NodeView['state'], Look> = {
  IDLE: { tone: 'good', icon: 'check', words: 'nodes.state.idle' },
  WORKING: { tone: 'run', icon: 'running', words: 'nodes.state.working' },
  AWAY: { tone: 'idle', icon: 'paused', words: 'nodes.state.away' },
}
