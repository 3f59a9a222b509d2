import type { EventType, RecordedEvent } from './events.ts'
import { evolve, fold } from './evolve.ts'
import type { MeetingState, MeetingStatus, Spotlight } from './state.ts'
import { clockOf, remainingMs } from './timer.ts'

/** The meeting as it was at an instant: the fold of what had happened by then (M20). */
export const stateAt = (events: readonly RecordedEvent[], instant: number): MeetingState | null =>
  fold(events.filter(({ at }) => at <= instant))

/** What a replay shows beside the document's text of that instant. */
export interface Moment {
  readonly at: number
  readonly status: MeetingStatus
  readonly step: number | null
  readonly title: string
  /** What the clock showed; below zero is overtime, null when none ran. */
  readonly remainingMs: number | null
  readonly spotlight: Spotlight | null
}

function momentOf(state: MeetingState, instant: number): Moment {
  const { timer } = clockOf(state)
  return {
    at: instant,
    status: state.status,
    step: state.current,
    title: state.steps[state.current ?? -1]?.title ?? '',
    remainingMs: timer && remainingMs(timer, instant),
    spotlight: state.spotlight,
  }
}

/** The moment of a replay at an instant; null before the meeting was opened (M20). */
export function momentAt(events: readonly RecordedEvent[], instant: number): Moment | null {
  const state = stateAt(events, instant)
  return state && momentOf(state, instant)
}

const LANDMARKS: ReadonlySet<EventType> = new Set<EventType>([
  'meetingStarted',
  'stepAdvanced',
  'stepReturned',
  'advanceUndone',
  'spotlightMoved',
  'meetingEnded',
  'meetingReopened',
])

/** The instants a replay can jump to, in order: the start, each change of step or spotlight, and the end. */
export function momentsOf(events: readonly RecordedEvent[]): readonly Moment[] {
  const moments: Moment[] = []
  let state: MeetingState | null = null
  for (const recorded of events) {
    state = evolve(state, recorded)
    if (LANDMARKS.has(recorded.event.type)) moments.push(momentOf(state, recorded.at))
  }
  return moments
}
