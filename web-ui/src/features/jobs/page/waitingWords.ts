import type { ExplanationReason } from '@/shared/api/wire'
import type { WordKey } from '@/shared/i18n/keys'

type Kind = ExplanationReason['kind']

/** What keeps a job waiting. */
export const REASONS: Record<Kind, WordKey> = {
  NO_NODES: 'jobs.waiting.reason.noNodes',
  BACKING_OFF: 'jobs.waiting.reason.backingOff',
  BEHIND_OTHERS: 'jobs.waiting.reason.behindOthers',
  TOO_LITTLE_MEMORY: 'jobs.waiting.reason.tooLittleMemory',
  TOO_LITTLE_DISK: 'jobs.waiting.reason.tooLittleDisk',
  BUSY: 'jobs.waiting.reason.busy',
  LIMITED_BY_OWNER: 'jobs.waiting.reason.limitedByOwner',
  DRAINED: 'jobs.waiting.reason.drained',
  AWAY: 'jobs.waiting.reason.away',
  BROKE_THE_TASK: 'jobs.waiting.reason.brokeTheTask',
  HELD_FOR_CHEAPER: 'jobs.waiting.reason.heldForCheaper',
  PAUSED_BY_OWNER: 'jobs.waiting.reason.pausedByOwner',
  FINISHING: 'jobs.waiting.reason.finishing',
  LIMITS_UNCLEAR: 'jobs.waiting.reason.limitsUnclear',
  IN_USE: 'jobs.waiting.reason.inUse',
  ON_BATTERY: 'jobs.waiting.reason.onBattery',
  OUTSIDE_HOURS: 'jobs.waiting.reason.outsideHours',
  TRANSFER_SPENT: 'jobs.waiting.reason.transferSpent',
  GREEN_WINDOW: 'jobs.waiting.reason.greenWindow',
  OTHER_ZONE: 'jobs.waiting.reason.otherZone',
}

/** What would end it. */
export const CHANGES: Record<Kind, WordKey> = {
  NO_NODES: 'jobs.waiting.change.join',
  BACKING_OFF: 'jobs.waiting.change.time',
  BEHIND_OTHERS: 'jobs.waiting.change.more',
  TOO_LITTLE_MEMORY: 'jobs.waiting.change.lessMemory',
  TOO_LITTLE_DISK: 'jobs.waiting.change.lessDisk',
  BUSY: 'jobs.waiting.change.notBusy',
  LIMITED_BY_OWNER: 'jobs.waiting.change.allowed',
  DRAINED: 'jobs.waiting.change.notDrained',
  AWAY: 'jobs.waiting.change.back',
  BROKE_THE_TASK: 'jobs.waiting.change.othersTried',
  HELD_FOR_CHEAPER: 'jobs.waiting.change.time',
  PAUSED_BY_OWNER: 'jobs.waiting.change.resumed',
  FINISHING: 'jobs.waiting.change.resumed',
  LIMITS_UNCLEAR: 'jobs.waiting.change.mended',
  IN_USE: 'jobs.waiting.change.left',
  ON_BATTERY: 'jobs.waiting.change.plugged',
  OUTSIDE_HOURS: 'jobs.waiting.change.hours',
  TRANSFER_SPENT: 'jobs.waiting.change.nextDay',
  GREEN_WINDOW: 'jobs.waiting.change.time',
  OTHER_ZONE: 'jobs.waiting.change.anyZone',
}
