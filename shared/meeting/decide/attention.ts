import { BOUNDS } from '../../base/bounds.ts'
import { entryOf } from '../../base/lookup.ts'
import { isFacilitator } from '../people.ts'
import { refused } from '../refusals.ts'
import type { MeetingState } from '../state.ts'
import { type CommandHandlers, events } from './decision.ts'

const isRaised = (state: MeetingState, person: string): boolean =>
  state.hands.some(hand => hand.person === person)

/** Where everybody looks, and who speaks next (M13, M14). */
export const attention: CommandHandlers<
  'spotlight' | 'showOnStage' | 'raiseHand' | 'lowerHand' | 'callOn' | 'moveHand' | 'clearHands'
> = {
  spotlight: (_state, { section, item }) =>
    events({ type: 'spotlightMoved', spotlight: section === null ? null : { section, item: item ?? null } }),
  showOnStage: (state, { item, shown }) => {
    const before = entryOf(state.onStage, item)
    if (before === shown) return events()
    const isFull = before === undefined && Object.keys(state.onStage).length >= BOUNDS.factors.most
    return isFull ? refused('meeting/too-many') : events({ type: 'stageTextChanged', item, shown })
  },
  raiseHand: (state, _command, { actor }) =>
    isRaised(state, actor.id) ? events() : events({ type: 'handRaised', person: actor.id }),
  lowerHand: (state, { person = '' }, { actor }) => {
    const whose = person || actor.id
    if (whose !== actor.id && !isFacilitator(state, actor)) return refused('meeting/not-facilitator')
    return isRaised(state, whose) ? events({ type: 'handLowered', person: whose }) : events()
  },
  callOn: (state, { person }) =>
    state.people.some(other => other.id === person)
      ? events({ type: 'personCalledOn', person })
      : refused('meeting/unknown-person'),
  moveHand: (state, { person, to }) =>
    isRaised(state, person) ? events({ type: 'handMoved', person, to }) : refused('meeting/no-hand'),
  clearHands: state => (state.hands.length > 0 ? events({ type: 'handsCleared' }) : events()),
}
