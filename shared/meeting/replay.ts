import type { EventType, RecordedEvent } from './events.ts'
import { evolve, fold } from './evolve.ts'
import type { MeetingState, MeetingStatus, Spotlight, Timer } from './state.ts'
import { clockOf, remainingMs } from './timer.ts'

/** The meeting as it was at an instant: the fold of what had happened by then (M20). */
export const stateAt = (events: readonly RecordedEvent[], instant: number): MeetingState | null =>
  fold(events.filter(({ at }) => at <= instant))

/** Why a moment is one that a replay knows; the clock's own moments carry no mark on its slider. */
export type MomentMark =
  | 'started'
  | 'step'
  | 'spotlight'
  | 'revealed'
  | 'voteOpened'
  | 'voteClosed'
  | 'clock'
  | 'ended'
  | 'reopened'

/** What a replay shows beside the document's text of that instant. */
export interface Moment {
  readonly at: number
  readonly status: MeetingStatus
  readonly step: number | null
  readonly title: string
  /** The step's clock as it stood; {@link remainingMs} reads it at any later instant before the next moment. */
  readonly timer: Timer | null
  /** What the clock showed; below zero is overtime, null when none ran. */
  readonly remainingMs: number | null
  readonly spotlight: Spotlight | null
}

/** A moment that the meeting's record tells of, with what made it one. */
export interface MarkedMoment extends Moment {
  readonly mark: MomentMark
}

function momentOf(state: MeetingState, instant: number): Moment {
  const { timer } = clockOf(state)
  return {
    at: instant,
    status: state.status,
    step: state.current,
    title: state.steps[state.current ?? -1]?.title ?? '',
    timer,
    remainingMs: timer && remainingMs(timer, instant),
    spotlight: state.spotlight,
  }
}

/** The moment of a replay at an instant; null before the meeting was opened (M20). */
export function momentAt(events: readonly RecordedEvent[], instant: number): Moment | null {
  const state = stateAt(events, instant)
  return state && momentOf(state, instant)
}

/**
 * What each public event is to a replay. Hands, cards, ballots and who came or is finished are left out: nothing of a
 * silent step may be told from the order or the time in which people did something (M10, M11).
 */
const MARKS: Readonly<Partial<Record<EventType, MomentMark>>> = {
  meetingStarted: 'started',
  stepAdvanced: 'step',
  stepReturned: 'step',
  advanceUndone: 'step',
  spotlightMoved: 'spotlight',
  cardsRevealed: 'revealed',
  voteOpened: 'voteOpened',
  voteClosed: 'voteClosed',
  timerPaused: 'clock',
  timerResumed: 'clock',
  timerExtended: 'clock',
  timersRebalanced: 'clock',
  minutesBorrowed: 'clock',
  breakTaken: 'clock',
  meetingEnded: 'ended',
  meetingReopened: 'reopened',
}

/** The instants that a replay knows, in order: the start, each change of step, spotlight or clock, and the end (M20). */
export function momentsOf(events: readonly RecordedEvent[]): readonly MarkedMoment[] {
  const moments: MarkedMoment[] = []
  let state: MeetingState | null = null
  for (const recorded of events) {
    state = evolve(state, recorded)
    const mark = MARKS[recorded.event.type]
    if (mark) moments.push({ ...momentOf(state, recorded.at), mark })
  }
  return moments
}

/** What a replay shows at an instant, from the moments it knows; null before the first of them. */
export function replayedAt(moments: readonly MarkedMoment[], instant: number): Moment | null {
  const last = moments.findLast(({ at }) => at <= instant)
  if (!last) return null
  return { ...last, at: instant, remainingMs: last.timer && remainingMs(last.timer, instant) }
}
