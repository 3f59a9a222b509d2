import { type EventType, isPrivate, type MeetingEvent, type RecordedEvent } from './events.ts'
import { clockEvents } from './evolve/clocks.ts'
import { courseEvents } from './evolve/course.ts'
import { withCrowds } from './evolve/crowd.ts'
import { openedState } from './evolve/opened.ts'
import { outcomeEvents } from './evolve/outcomes.ts'
import { peopleEvents } from './evolve/people.ts'
import type { MeetingState } from './state.ts'

const HANDLERS = { ...courseEvents, ...clockEvents, ...peopleEvents, ...outcomeEvents }

/** Public events that no command of an older revision could be wrong about; private ones never are (M2). */
const HARMLESS: ReadonlySet<EventType> = new Set<EventType>([
  'personJoined',
  'spotlightMoved',
  'stageTextChanged',
  'handRaised',
  'handLowered',
  'earlierActionRecorded',
  'cardsInserted',
  'outcomeWritten',
  'ideaParked',
  'choiceKept',
  'commentsInserted',
  'ideaUnparked',
  'learningRecorded',
  'actionAccepted',
  'stepFinished',
  'stepUnfinished',
])

/** Events that lead to another step, into the meeting or out of it. */
const MOVES: ReadonlySet<EventType> = new Set<EventType>([
  'meetingStarted',
  'stepAdvanced',
  'stepReturned',
  'advanceUndone',
  'meetingEnded',
  'meetingReopened',
])

/** Events that happen without anybody acting in the meeting (M26). */
const UNATTENDED: ReadonlySet<EventType> = new Set<EventType>([
  'personJoined',
  'cardsInserted',
  'commentsInserted',
  'outcomeWritten',
])

/** The state after one more event; null is a postmortem whose meeting was never opened. */
export function evolve(state: MeetingState | null, { seq, at, event }: RecordedEvent): MeetingState {
  if (event.type === 'meetingOpened') return openedState(event, at, seq)
  if (state === null) throw new Error(`a meeting begins with meetingOpened, not ${event.type}`)
  // The table holds a handler of exactly this event's type; TypeScript cannot follow that through the lookup.
  const handle = HANDLERS[event.type] as (
    state: MeetingState,
    event: MeetingEvent,
    at: number,
    seq: number,
  ) => MeetingState
  return {
    ...withCrowds(handle(state, event, at, seq)),
    rev: seq,
    stepRev: MOVES.has(event.type) ? seq : state.stepRev,
    conflictRev: HARMLESS.has(event.type) || isPrivate(event) ? state.conflictRev : seq,
    actedAt: UNATTENDED.has(event.type) ? state.actedAt : at,
  }
}

/** The fold of a meeting's events, in order; those that were purged are not missed (M10–M12). */
export const fold = (events: readonly RecordedEvent[]): MeetingState | null =>
  events.reduce<MeetingState | null>(evolve, null)
