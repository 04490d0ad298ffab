import type { NodeView } from '@/shared/api/wire'
import type { WordKey } from '@/shared/i18n/keys'
import type { IconName } from '@/shared/ui/Icon'
import type { Tone } from '@/shared/ui/Tag'

export const NODE_STATES: Record<NodeView['state'], { tone: Tone; icon: IconName; words: WordKey }> = {
  IDLE: { tone: 'good', icon: 'check', words: 'nodes.state.idle' },
  WORKING: { tone: 'run', icon: 'running', words: 'nodes.state.working' },
  AWAY: { tone: 'idle', icon: 'paused', words: 'nodes.state.away' },
}
