import {
  breakUntil,
  remainingMs,
  spentMs,
  type TimerWarning,
  timerWarning,
} from '../../shared/meeting/timer.ts'
import type { MeetingView } from '../../shared/meeting/view.ts'
import { useNow } from './useNow.ts'

/** The current step's clock at this moment of server time. */
export interface StepClock {
  readonly remainingMs: number
  readonly spentMs: number
  readonly durationMs: number
  readonly warning: TimerWarning
  readonly isPaused: boolean
  /** When the break that is on ends, in server time. */
  readonly breakUntil: number | null
  readonly now: number
}

/** The clock of the step the meeting is in, derived four times a second from stored instants (M6); null without one. */
export function useStepClock(view: Pick<MeetingView, 'timer'>): StepClock | null {
  const now = useNow(250)
  const { timer } = view
  if (timer === null) return null
  return {
    remainingMs: remainingMs(timer, now),
    spentMs: spentMs(timer, now),
    durationMs: timer.durationMs,
    warning: timerWarning(timer, now),
    isPaused: timer.pausedAt !== null,
    breakUntil: breakUntil(timer, now),
    now,
  }
}
