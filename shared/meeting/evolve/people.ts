import type { MeetingState } from '../state.ts'
import { type EventHandlers, including, without } from './handlers.ts'

const atStep = (
  lists: Readonly<Record<number, readonly string[]>>,
  step: number,
  change: (list: readonly string[]) => readonly string[],
): Readonly<Record<number, readonly string[]>> => ({ ...lists, [step]: change(lists[step] ?? []) })

const withoutHand = (state: MeetingState, person: string) =>
  state.hands.filter(hand => hand.person !== person)

/** Who has spoken in the current step (M13). */
export const spokenNow = (state: MeetingState): readonly string[] => state.spoken[state.current ?? -1] ?? []

/** People, their roles, hands, and who is finished. */
export const peopleEvents: EventHandlers<
  | 'personJoined'
  | 'dutyAssigned'
  | 'facilitationMoved'
  | 'facilitationLocked'
  | 'handRaised'
  | 'handLowered'
  | 'personCalledOn'
  | 'handMoved'
  | 'handsCleared'
  | 'stepFinished'
  | 'stepUnfinished'
> = {
  personJoined: (state, { person, present }, at) => {
    const known = state.people.find(other => other.id === person.id)
    const joinedAt = known?.joinedAt ?? (present ? at : null)
    const entry = { ...person, duty: known?.duty ?? null, joinedAt }
    const people = known
      ? state.people.map(other => (other.id === person.id ? entry : other))
      : [...state.people, entry]
    return { ...state, people }
  },
  dutyAssigned: (state, { person, duty }) => ({
    ...state,
    people: state.people.map(other => (other.id === person ? { ...other, duty } : other)),
  }),
  facilitationMoved: (state, { from, to }, _at, seq) => ({
    ...state,
    lead: to,
    steppedDown: without(including(state.steppedDown, from), to),
    people: state.people.map(person =>
      person.id === from && person.duty === 'co-facilitator' ? { ...person, duty: null } : person,
    ),
    epoch: state.epoch + 1,
    epochRev: seq,
  }),
  facilitationLocked: (state, { locked }) => ({ ...state, roleLocked: locked }),
  handRaised: (state, { person }, at) => {
    const spoken = spokenNow(state)
    const hand = { person, since: at }
    const place = spoken.includes(person) ? -1 : state.hands.findIndex(other => spoken.includes(other.person))
    const hands = place < 0 ? [...state.hands, hand] : state.hands.toSpliced(place, 0, hand)
    return { ...state, hands }
  },
  handLowered: (state, { person }) => ({ ...state, hands: withoutHand(state, person) }),
  personCalledOn: (state, { person }) => ({
    ...state,
    hands: withoutHand(state, person),
    speaker: person,
    spoken: atStep(state.spoken, state.current ?? -1, list => including(list, person)),
  }),
  handMoved: (state, { person, to }) => {
    const hand = state.hands.find(other => other.person === person)
    return hand ? { ...state, hands: withoutHand(state, person).toSpliced(to, 0, hand) } : state
  },
  handsCleared: state => ({ ...state, hands: [] }),
  stepFinished: (state, { person, step }) => ({
    ...state,
    finished: atStep(state.finished, step, list => including(list, person)),
  }),
  stepUnfinished: (state, { person, step }) => ({
    ...state,
    finished: atStep(state.finished, step, list => without(list, person)),
  }),
}
