import type { Actor } from './events.ts'
import type { MeetingPerson, MeetingState } from './state.ts'

/** True for the session role that opens and leads meetings without being made facilitator in one. */
export const holdsRole = (person: Pick<Actor, 'role'>): boolean =>
  person.role === 'facilitator' || person.role === 'owner'

/**
 * True when this person of the meeting may act as facilitator: they lead, help as co-facilitator, or hold the role by
 * invitation and have not given it away in this meeting (M16).
 */
export function actsAsFacilitator(
  state: MeetingState,
  { id, role, duty }: Pick<MeetingPerson, 'id' | 'role' | 'duty'>,
): boolean {
  if (role === 'viewer') return false
  return (
    state.lead === id || duty === 'co-facilitator' || (holdsRole({ role }) && !state.steppedDown.includes(id))
  )
}

/** {@link actsAsFacilitator} for somebody as their session knows them, whether the meeting does or not. */
export const isFacilitator = (state: MeetingState, { id, role }: Pick<Actor, 'id' | 'role'>): boolean =>
  actsAsFacilitator(state, { id, role, duty: state.people.find(other => other.id === id)?.duty ?? null })

/** The people of the meeting whom a step waits for: neither viewers, observers nor facilitators. */
export const contributors = (state: MeetingState): readonly MeetingPerson[] =>
  state.people.filter(
    person => person.role !== 'viewer' && person.duty !== 'observer' && !actsAsFacilitator(state, person),
  )

/** Among fewer answers than this, what each said can be told from the sum (M11, M12). */
export const ENOUGH = 3
/** With this many contributors or fewer authors are easily guessed anyway: everybody is told before the first card. */
export const FEW = 3

/** Whether what so many of a crowd gave can be shown without telling who gave what. */
export const isEnough = (crowd: number, answered: number): boolean => answered >= ENOUGH || crowd <= FEW

/** How far a question to everybody got: who answered, and who of those here has not. */
export interface Turnout {
  readonly answered: number
  readonly of: number
  readonly waiting: readonly string[]
}

/** The turnout of `answered` among the contributors who are connected; who answered and left still counts. */
export function turnout(
  state: MeetingState,
  connected: ReadonlySet<string>,
  answered: Iterable<string>,
): Turnout {
  const done = new Set(answered)
  const waiting = contributors(state)
    .map(person => person.id)
    .filter(id => connected.has(id) && !done.has(id))
  return { answered: done.size, of: done.size + waiting.length, waiting }
}

/**
 * Of how many a secret question is told to be answered. It does not depend on who is connected: a count that fell when
 * somebody leaves would tell whether they had answered.
 */
export const askedInSecret = (state: MeetingState, answered: number): number =>
  Math.max(answered, contributors(state).filter(person => person.joinedAt !== null).length)

/** Who handed in a card or passed, since the last reveal. */
export const cardTurnout = (state: MeetingState, connected: ReadonlySet<string>): Turnout =>
  turnout(state, connected, [...state.cards.held.map(card => card.author), ...state.cards.passed])

/** Who recorded a learning or passed. */
export const learningTurnout = (state: MeetingState, connected: ReadonlySet<string>): Turnout =>
  turnout(state, connected, Object.keys(state.asked.answers))

/** Who is finished with the current step (M21). */
export const finishedTurnout = (state: MeetingState, connected: ReadonlySet<string>): Turnout =>
  turnout(state, connected, state.finished[state.current ?? -1] ?? [])

/** True when this person has dots in this meeting (M12). */
export const mayVote = (state: MeetingState, person: Pick<Actor, 'id' | 'role'>): boolean =>
  person.role !== 'viewer' && (state.plan.facilitatorsVote || !isFacilitator(state, person))
