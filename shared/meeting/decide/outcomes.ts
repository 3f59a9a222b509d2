import { BOUNDS } from '../../base/bounds.ts'
import { randomId } from '../../base/ids.ts'
import { entryOf } from '../../base/lookup.ts'
import { refused } from '../refusals.ts'
import type { MeetingState } from '../state.ts'
import { type CommandHandlers, events } from './decision.ts'

/** Whether another text may join the parked ideas and learnings, which are sent to everybody. */
function hasRoomFor({ parked, learnings }: MeetingState, text: string): boolean {
  const held = [...parked, ...learnings].reduce((sum, other) => sum + other.text.length, 0)
  return held + text.length <= BOUNDS.meetingWords.most
}

/** What the steps settle, and what people leave behind: confirmations, parked ideas, learnings, answers. */
export const outcomes: CommandHandlers<
  | 'acknowledgeTone'
  | 'confirmTimeline'
  | 'recordEarlierAction'
  | 'setPublishingDate'
  | 'park'
  | 'unpark'
  | 'acceptAction'
  | 'recordLearning'
  | 'passLearning'
  | 'answerClosing'
  | 'sayPace'
  | 'commentUnsigned'
> = {
  acknowledgeTone: state => (state.toneAcknowledged ? events() : events({ type: 'toneAcknowledged' })),
  confirmTimeline: (state, _command, { facts }) => {
    if (facts.timeline.some(row => row.state === 'disputed')) return refused('meeting/rows-disputed')
    return state.timelineConfirmed ? events() : events({ type: 'timelineConfirmed' })
  },
  recordEarlierAction: (state, { postmortem, action, status, reason }) =>
    state.earlier.length >= BOUNDS.earlierActions.most
      ? refused('meeting/too-many')
      : events({ type: 'earlierActionRecorded', postmortem, action, status, reason: reason ?? '' }),
  setPublishingDate: (_state, { date }) => events({ type: 'publishingDateSet', date }),
  park: (state, { text }, { random }) =>
    state.parked.length >= BOUNDS.ideas.most || !hasRoomFor(state, text)
      ? refused('meeting/too-many')
      : events({ type: 'ideaParked', item: { id: randomId(random), text } }),
  unpark: (state, { item }) =>
    state.parked.some(other => other.id === item)
      ? events({ type: 'ideaUnparked', item })
      : refused('meeting/unknown-item'),
  acceptAction: (state, command, { facts }) => {
    const action = facts.actions.find(other => other.id === command.action)
    if (!action) return refused('meeting/unknown-action')
    const owner = action.owner.trim()
    if (!owner) return refused('meeting/no-owner')
    return state.accepted[action.id] === owner
      ? events()
      : events({ type: 'actionAccepted', action: action.id, owner })
  },
  recordLearning: (state, { text }, { actor }) => {
    const own = entryOf(state.asked.answers, actor.id) ?? 0
    const isFull = state.learnings.length >= BOUNDS.learnings.most || !hasRoomFor(state, text)
    return isFull || own >= BOUNDS.learningsOfOne.most
      ? refused('meeting/too-many')
      : events(
          { type: 'learningAnswered', person: actor.id, passed: false },
          { type: 'learningRecorded', text },
        )
  },
  passLearning: (state, _command, { actor }) =>
    entryOf(state.asked.answers, actor.id) === undefined
      ? events({ type: 'learningAnswered', person: actor.id, passed: true })
      : events(),
  sayPace: (state, { pace }, { actor }) =>
    (entryOf(state.paces, actor.id) ?? null) === pace
      ? events()
      : events({ type: 'paceSaid', person: actor.id, pace }),
  commentUnsigned: (state, { row, text }, { actor, facts, random }) => {
    if (!facts.timeline.some(({ id }) => id === row)) return refused('meeting/unknown-row')
    const { given } = state.unsigned
    const all = Object.values(given).reduce((sum, count) => sum + count, 0)
    const own = entryOf(given, actor.id) ?? 0
    if (all >= BOUNDS.unsignedComments.most || own >= BOUNDS.unsignedCommentsOfOne.most)
      return refused('meeting/too-many')
    const comment = { id: randomId(random), row, text }
    return events({ type: 'commentGiven', person: actor.id }, { type: 'commentHeld', comment })
  },
  answerClosing: (state, { learned, again }, { actor }) =>
    state.closing.counts === null
      ? events({ type: 'closingAnswered', person: actor.id, learned, again })
      : refused('meeting/closing-counted'),
}
