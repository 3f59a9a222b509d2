import fc from 'fast-check'
import { MINUTE } from '../../shared/base/time.ts'
import type { MeetingCommand } from '../../shared/meeting/commands.ts'
import type { Actor } from '../../shared/meeting/events.ts'
import { CAROL, DAVE, PRIYA, WEI } from '../support/meetingTable.ts'

/** The owner, who is in the meeting too. */
export const OLGA: Actor = { id: 'olga', name: 'Olga', role: 'owner' }
export const PEOPLE = [CAROL, DAVE, PRIYA, WEI, OLGA]
const STEPS = ['opening', 'timeline', 'brainstorm', 'group', 'vote', 'actions', 'learn', 'close']
export const CANARY = 'canary'

const person = fc.constantFrom(...PEOPLE.map(({ id }) => id))
const card = fc.constantFrom('c1', 'c2', 'c3')
const step = fc.oneof(fc.constantFrom(...STEPS), fc.nat(8))
const plain = <T extends MeetingCommand['type']>(...types: readonly T[]) =>
  fc.constantFrom(...types).map(type => ({ type }) as MeetingCommand)

/** Every kind of command; Next and the cards come more often, so that meetings get somewhere. */
const command: fc.Arbitrary<MeetingCommand> = fc.oneof(
  { weight: 8, arbitrary: fc.constant<MeetingCommand>({ type: 'advanceStep', override: 'on' }) },
  {
    weight: 8,
    arbitrary: fc.record({
      type: fc.constantFrom('submitCard' as const, 'editCard' as const),
      card,
      // The text says whose card it is once the author is known: see `canaryOf`.
      text: fc.constant(CANARY),
      signed: fc.boolean(),
    }),
  },
  fc.record({ type: fc.constant('openMeeting' as const), minutes: fc.constantFrom(60, 75, 90) }),
  { weight: 8, arbitrary: plain('startMeeting', 'revealCards', 'openVote', 'closeVote', 'keepChoice') },
  plain('reopenMeeting', 'undoAdvance', 'pauseTimer', 'resumeTimer', 'rebalance', 'endMeeting'),
  { weight: 2, arbitrary: plain('reopenMeeting') },
  plain('acknowledgeTone', 'confirmTimeline', 'raiseHand', 'lowerHand', 'clearHands', 'passBrainstorm'),
  plain('passLearning', 'claimFacilitation', 'finishStep', 'unfinishStep', 'advanceStep'),
  fc.record({ type: fc.constant('returnToStep' as const), step }),
  fc.record({
    type: fc.constantFrom('extendTimer' as const, 'takeBreak' as const),
    minutes: fc.integer({ min: -10, max: 40 }),
  }),
  fc.record({
    type: fc.constant('borrowMinutes' as const),
    from: step,
    minutes: fc.integer({ min: -1, max: 9 }),
  }),
  fc.record({ type: fc.constantFrom('callOn' as const, 'handOver' as const), person }),
  fc.record({ type: fc.constant('moveHand' as const), person, to: fc.nat(4) }),
  fc.record({ type: fc.constant('withdrawCard' as const), card }),
  fc.record({
    type: fc.constant('castVote' as const),
    dots: fc.dictionary(fc.constantFrom('f1', 'f2'), fc.nat(2)),
  }),
  fc.record({ type: fc.constant('spotlight' as const), section: fc.constantFrom('timeline', null) }),
  fc.record({
    type: fc.constant('showOnStage' as const),
    item: fc.constantFrom('f1', '__proto__'),
    shown: fc.boolean(),
  }),
  fc.record({
    type: fc.constant('sayPace' as const),
    pace: fc.constantFrom('slower' as const, 'lost' as const, null),
  }),
  fc.record({
    type: fc.constant('commentUnsigned' as const),
    row: fc.constantFrom('r1', 'gone'),
    text: fc.constant('another view'),
  }),
  fc.record({ type: fc.constant('park' as const), text: fc.constant('an idea') }),
  fc.record({ type: fc.constant('recordLearning' as const), text: fc.constant('a learning') }),
  fc.record({ type: fc.constant('acceptAction' as const), action: fc.constantFrom('a1', 'gone') }),
  fc.record({ type: fc.constant('answerClosing' as const), learned: fc.boolean(), again: fc.boolean() }),
  fc.record({
    type: fc.constant('assignDuty' as const),
    person,
    duty: fc.constantFrom('co-facilitator' as const, 'observer' as const, null),
  }),
  fc.record({ type: fc.constant('lockFacilitation' as const), locked: fc.boolean() }),
)

/** A command of somebody, in a world of its own: who is here, how late it comes, how time passed. */
export const move = fc.record({
  actor: fc.constantFrom(...PEOPLE, CAROL, CAROL, CAROL, CAROL, DAVE, OLGA),
  command,
  /** How many revisions behind its giver is. */
  behind: fc.oneof({ weight: 6, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.nat(5) }),
  waitMs: fc.oneof(fc.nat(15_000), fc.integer({ min: -MINUTE, max: 20 * MINUTE })),
  here: fc.uniqueArray(person),
  absent: fc.boolean(),
})

/** What somebody's own card says, so that anybody's view can be searched for the others'. */
export const canaryOf = (actor: Actor): string => `${CANARY}-of-${actor.id}`

/** The command as this person would give it: their cards say whose they are. */
export const asOf = (actor: Actor, given: MeetingCommand): MeetingCommand =>
  given.type === 'submitCard' || given.type === 'editCard' ? { ...given, text: canaryOf(actor) } : given
