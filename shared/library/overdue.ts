import { DAY, HOUR, parseInstant } from '../base/time.ts'
import type { ActionItem } from '../document/postmortem.ts'

/** True when an action is neither done nor declined and its day is over everywhere on earth. */
export function isOverdue({ due, status }: Pick<ActionItem, 'due' | 'status'>, now: number): boolean {
  if (status === 'done' || status === 'declined') return false
  const day = parseInstant(due)
  return day !== null && now >= day + DAY + 12 * HOUR
}
