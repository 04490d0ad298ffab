import type { OwnerLimit } from '@/shared/api/wire'
import type { WordKey } from '@/shared/i18n/keys'

/** By what its owner keeps a machine from work. */
export const OWNER_LIMITS: Record<OwnerLimit['kind'], WordKey> = {
  PAUSED: 'nodes.limit.paused',
  FINISHING: 'nodes.limit.finishing',
  UNCLEAR: 'nodes.limit.unclear',
  IN_USE: 'nodes.limit.inUse',
  BATTERY: 'nodes.limit.battery',
  HOURS: 'nodes.limit.hours',
  TRANSFER: 'nodes.limit.transfer',
}
