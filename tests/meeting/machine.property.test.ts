import fc from 'fast-check'
import { expect, it } from 'vitest'
import { MINUTE } from '../../shared/base/time.ts'
import type { MeetingCommand } from '../../shared/meeting/commands.ts'
import { type Actor, isPrivate, type RecordedEvent, SETTLES } from '../../shared/meeting/events.ts'
import { fold } from '../../shared/meeting/evolve.ts'
import type { MeetingState } from '../../shared/meeting/state.ts'
import { action, CAROL, DAVE, factor, MeetingTable, PRIYA, row, TEN, WEI } from '../support/meetingTable.ts'

const OLGA: Actor = { id: 'olga', name: 'Olga', role: 'owner' }
const PEOPLE = [CAROL, DAVE, PRIYA, WEI, OLGA]
const STEPS = ['opening', 'timeline', 'brainstorm', 'group', 'vote', 'actions', 'learn', 'close']
const CANARY = 'canary'

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
  { weight: 8, arbitrary: plain('startMeeting', 'revealCards', 'openVote', 'closeVote') },
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

const move = fc.record({
  actor: fc.constantFrom(...PEOPLE, CAROL, CAROL, CAROL, CAROL, DAVE, OLGA),
  command,
  /** How many revisions behind its giver is. */
  behind: fc.oneof({ weight: 6, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.nat(5) }),
  waitMs: fc.oneof(fc.nat(15_000), fc.integer({ min: -MINUTE, max: 20 * MINUTE })),
  here: fc.uniqueArray(person),
  absent: fc.boolean(),
})

/** What somebody's own card says, so that anybody's view can be searched for the others'. */
const canaryOf = (actor: Actor): string => `${CANARY}-of-${actor.id}`

const asOf = (actor: Actor, given: MeetingCommand): MeetingCommand =>
  given.type === 'submitCard' || given.type === 'editCard' ? { ...given, text: canaryOf(actor) } : given

/** What the store would have kept: public events, and the private ones that nothing has settled yet. */
function kept(log: readonly RecordedEvent[]): readonly RecordedEvent[] {
  return log.reduce<readonly RecordedEvent[]>((rows, recorded) => {
    const settled: readonly string[] = isPrivate(recorded.event) ? [] : (SETTLES[recorded.event.type] ?? [])
    return [...rows.filter(({ event }) => !settled.includes(event.type)), recorded]
  }, [])
}

function expectSound(state: MeetingState): void {
  const running = state.steps.filter(({ timer }) => timer.startedAt !== null)
  expect(state.current === null).toBe(state.status === 'lobby')
  expect(running.length).toBeLessThanOrEqual(state.status === 'running' ? 1 : 0)
  for (const one of running) expect(one).toBe(state.steps[state.current ?? -1])
  for (const { timer } of state.steps) {
    expect(timer.spentMs).toBeGreaterThanOrEqual(0)
    expect(timer.durationMs).toBeGreaterThanOrEqual(0)
    expect(timer.startedAt !== null && timer.pausedAt !== null).toBe(false)
  }
  expect(state.endedAt === null).toBe(state.status !== 'ended')
  expect(new Set(state.hands.map(hand => hand.person)).size).toBe(state.hands.length)
  expect(state.people.some(other => other.id === state.lead && other.role !== 'viewer')).toBe(true)
  expect(state.steppedDown).not.toContain(state.lead)
  expect(state.conflictRev).toBeLessThanOrEqual(state.rev)
  if (state.status === 'ended') expect(state.vote.phase).not.toBe('open')
  if (state.vote.phase === 'open')
    for (const ballot of Object.values(state.vote.ballots))
      expect(Object.values(ballot).reduce((sum, dots) => sum + dots, 0)).toBeLessThanOrEqual(state.plan.dots)
}

function expectNothingLeaks(table: MeetingTable): void {
  for (const viewer of PEOPLE) {
    const seen = JSON.stringify(table.view(viewer))
    for (const author of PEOPLE) if (author !== viewer) expect(seen).not.toContain(canaryOf(author))
    if (table.meeting.vote.phase === 'open') expect(table.view(viewer).vote.tally).toBeNull()
  }
}

it('[M1] [M2] [M10] [M12] whatever people do, in whatever order: the state is sound, is the fold of what is kept, and leaks nothing', () => {
  let advanced = 0
  let revealed = 0
  fc.assert(
    fc.property(
      fc.array(move, { minLength: 10, maxLength: 90, size: 'max' }),
      fc.integer(),
      (moves, seed) => {
        const table = new MeetingTable(seed)
        table.facts = {
          timeline: [row('r1'), row('r2', 'draft')],
          factors: [factor('f1', { chosen: true }), factor('f2')],
          actions: [action('a1')],
        }
        table
          .run(CAROL, { type: 'openMeeting', minutes: 60, scheduledStart: TEN })
          .join(DAVE, PRIYA, WEI, OLGA)
        if (seed % 3 !== 0) table.run(CAROL, { type: 'startMeeting' })
        for (const { actor, command: asked, behind, waitMs, here, absent } of moves) {
          table.now += waitMs
          table.connected = new Set(here)
          table.facilitatorAbsentSince = absent ? table.now - MINUTE : null
          const before = table.meeting
          const code = table.give(actor, asOf(actor, asked), Math.max(0, before.rev - behind))
          if (code) expect(table.meeting).toBe(before)
          if (actor === WEI && code === null) expect(['raiseHand', 'lowerHand']).toContain(asked.type)
          if (asked.type === 'advanceStep' && code === null) advanced += 1
          if (table.meeting.cards.shuffled.length > 0) {
            revealed += 1
            table.record({ type: 'cardsInserted' })
          }
          expectSound(table.meeting)
          expectNothingLeaks(table)
        }
        expect(fold(kept(table.log))).toEqual(table.meeting)
        const stored = JSON.stringify(kept(table.log).filter(({ event }) => !isPrivate(event)))
        expect(stored).not.toContain(CANARY)
      },
    ),
    { numRuns: 200 },
  )
  // Fails when the moves no longer lead anywhere, which would prove nothing.
  expect(advanced).toBeGreaterThan(300)
  expect(revealed).toBeGreaterThan(20)
})
