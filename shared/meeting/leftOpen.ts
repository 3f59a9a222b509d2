import { HOUR, MINUTE } from '../base/time.ts'
import type { MeetingState } from './state.ts'

/**
 * When those present are asked to end the meeting, and when it ends itself: half an hour and two hours after its
 * scheduled end, or after somebody last did something in it or in its document (M26). Null unless it runs.
 */
export function leftOpenInstants(
  state: MeetingState,
  editedAt: number,
): { askAt: number; endAt: number } | null {
  if (state.status !== 'running') return null
  const since = Math.max(state.plan.scheduledEnd, state.actedAt, editedAt)
  return { askAt: since + 30 * MINUTE, endAt: since + 2 * HOUR }
}
