import { expect, it } from 'vitest'
import { isPrivate } from '../../shared/meeting/events.ts'
import { fold } from '../../shared/meeting/evolve.ts'
import {
  CAROL,
  DAVE,
  factor,
  lobby,
  type MeetingTable,
  PRIYA,
  running,
  WEI,
} from '../support/meetingTable.ts'

const withFactors = (table: MeetingTable): MeetingTable => {
  table.facts = { ...table.facts, factors: ['f1', 'f2', 'f3'].map(id => factor(id)) }
  return table
}

const voting = () => withFactors(running()).goTo('vote').run(CAROL, { type: 'openVote' })
const cast = (dots: Record<string, number>) => ({ type: 'castVote', dots }) as const

it('[M12] a ballot is private until the vote closes, and changeable until then', () => {
  const table = voting().run(DAVE, cast({ f1: 3 }), cast({ f2: 2, f3: 1 }))
  expect(table.view(DAVE).vote.own).toEqual({ f2: 2, f3: 1 })
  expect(table.view(PRIYA).vote).toMatchObject({ phase: 'open', voted: 1, of: 2, own: {}, tally: null })
  expect(table.view(CAROL).vote).toMatchObject({ own: {}, tally: null })
})

it('[M12] the tally shows dots, never who, and nothing else is kept', () => {
  const table = voting()
    .run(DAVE, cast({ f1: 2, f2: 1 }))
    .run(PRIYA, cast({ f1: 1 }))
  table.run(CAROL, { type: 'closeVote' })
  expect(table.view(WEI).vote).toMatchObject({ phase: 'closed', voted: 2, tally: { f1: 3, f2: 1 } })
  const kept = table.log.filter(({ event }) => !isPrivate(event))
  expect(fold(kept)).toEqual(table.meeting)
  expect(table.view(DAVE).vote.own).toEqual({})
})

it('[M12] three dots each unless told, and not one more', () => {
  const table = voting()
  expect(table.give(DAVE, cast({ f1: 2, f2: 2 }))).toBe('meeting/over-budget')
  expect(table.give(DAVE, cast({ f1: 2, f2: 1 }))).toBeNull()
  expect(table.give(DAVE, cast({ gone: 1 }))).toBe('meeting/unknown-factor')
  expect(table.view(DAVE).vote.own).toEqual({ f1: 2, f2: 1 })
})

it('[M12] dots on a factor that is deleted while the vote is open are neither counted nor voters of their own', () => {
  const table = voting()
    .run(DAVE, cast({ f1: 3 }))
    .run(PRIYA, cast({ f1: 1, f2: 2 }))
  table.facts = { ...table.facts, factors: table.facts.factors.filter(({ id }) => id !== 'f1') }
  expect(table.give(DAVE, cast({ f3: 3 }))).toBeNull()
  table.run(CAROL, { type: 'closeVote' })
  expect(table.view(WEI).vote).toMatchObject({ voted: 2, tally: { f2: 2, f3: 3 } })
})

it('[M12] a choice from before the vote can be kept with one press, once there is a result', () => {
  const table = voting()
  const [first, ...others] = table.facts.factors
  table.facts = { ...table.facts, factors: [{ ...(first ?? factor('f1')), chosen: true }, ...others] }
  expect(table.give(CAROL, { type: 'keepChoice' })).toBe('meeting/vote-not-closed')
  table.run(DAVE, cast({ f2: 3 })).run(CAROL, { type: 'closeVote' })
  expect(table.view(PRIYA).vote.chosenBefore).toEqual(['f1'])
  expect(table.give(DAVE, { type: 'keepChoice' })).toBe('meeting/not-facilitator')
  table.run(CAROL, { type: 'keepChoice' })
  expect(table.view(PRIYA).vote.chosenBefore).toEqual([])
})

it('[M12] at most one dot on a factor when the meeting is set so', () => {
  const table = withFactors(lobby()).run(CAROL, { type: 'openMeeting', dots: 2, oneDotEach: true })
  table.run(CAROL, { type: 'startMeeting' }).goTo('vote').run(CAROL, { type: 'openVote' })
  expect(table.give(DAVE, cast({ f1: 2 }))).toBe('meeting/one-dot-each')
  expect(table.give(DAVE, cast({ f1: 1, f2: 1 }))).toBeNull()
})

it('[M12] viewers do not vote; facilitators do only if the meeting allows it', () => {
  const table = voting()
  expect(table.give(WEI, cast({ f1: 1 }))).toBe('meeting/not-participant')
  expect(table.give(CAROL, cast({ f1: 1 }))).toBe('meeting/may-not-vote')
  expect([table.view(WEI), table.view(CAROL), table.view(DAVE)].map(view => view.vote.mayVote)).toEqual([
    false,
    false,
    true,
  ])
  const open = withFactors(lobby()).run(CAROL, { type: 'openMeeting', facilitatorsVote: true })
  open.run(CAROL, { type: 'startMeeting' }, { type: 'openVote' }, cast({ f1: 1 }))
  expect(open.view(CAROL).vote.own).toEqual({ f1: 1 })
})

it('[M12] a ballot that comes after the close is not counted', () => {
  const table = voting().run(CAROL, { type: 'closeVote' })
  expect(table.give(DAVE, cast({ f1: 1 }))).toBe('meeting/vote-closed')
  expect(table.view(DAVE).vote.tally).toEqual({})
})

it('[M12] ending the meeting closes an open vote, so that no ballot stays with its voter', () => {
  const table = voting()
    .run(DAVE, cast({ f1: 1 }))
    .run(CAROL, { type: 'endMeeting' })
  expect(table.view(PRIYA).vote).toMatchObject({ phase: 'closed', tally: { f1: 1 } })
})

it('[M12] fewer than three ballots or closing answers are not summed: the sum would tell whose they are', () => {
  const others = ['eve', 'finn', 'gil'].map(id => ({ id, name: id, role: 'participant' }) as const)
  const table = running()
  table.join(...others)
  table.goTo('vote')
  table.facts = { ...table.facts, factors: [factor('f1'), factor('f2')] }
  table.run(CAROL, { type: 'openVote' }).run(DAVE, cast({ f1: 1 }))
  expect(table.give(CAROL, { type: 'closeVote' })).toBe('meeting/few-ballots')
  table.run(PRIYA, cast({ f2: 1 }))
  expect(table.give(CAROL, { type: 'closeVote' })).toBe('meeting/few-ballots')
  table.run(DAVE, { type: 'answerClosing', learned: true, again: false })
  table.run(PRIYA, { type: 'answerClosing', learned: true, again: false }).run(CAROL, { type: 'endMeeting' })
  expect(table.view(PRIYA).closing).toMatchObject({ answered: 2, learned: null, again: null })
  expect(table.view(PRIYA).vote).toMatchObject({ phase: 'closed', tally: {}, voted: 0 })
  table.run(CAROL, { type: 'reopenMeeting' }).run(CAROL, { type: 'openVote' })
  table.run(DAVE, cast({ f1: 1 })).run(PRIYA, cast({ f2: 1 }))
  table.run({ id: 'eve', name: 'eve', role: 'participant' }, cast({ f1: 1 }))
  table.run(CAROL, { type: 'closeVote' })
  expect(table.view(PRIYA).vote).toMatchObject({ phase: 'closed', tally: { f1: 2, f2: 1 } })
})

const OTHERS = ['eve', 'finn', 'gil'].map(id => ({ id, name: id, role: 'participant' }) as const)

/** An open vote of five, on two factors. */
function fiveVoting(): MeetingTable {
  const table = running()
    .join(...OTHERS)
    .goTo('vote')
  table.facts = { ...table.facts, factors: [factor('f1'), factor('f2')] }
  return table.run(CAROL, { type: 'openVote' })
}

it('[M12] who takes their dots back has no ballot, and dots on what was deleted make none', () => {
  const table = fiveVoting().run(DAVE, cast({ f1: 3 }))
  for (const other of OTHERS.slice(0, 2)) table.run(other, cast({ f2: 1 }), cast({}))
  expect(table.give(CAROL, { type: 'closeVote' })).toBe('meeting/few-ballots')
  for (const other of OTHERS) table.run(other, cast({ f2: 1 }))
  table.facts = { ...table.facts, factors: [factor('f1')] }
  expect(table.give(CAROL, { type: 'closeVote' })).toBe('meeting/few-ballots')
  table.run(CAROL, { type: 'endMeeting' })
  expect(table.view(PRIYA).vote).toMatchObject({ phase: 'closed', tally: {}, voted: 0 })
})

it('[M12] making others observers, helpers or viewers while the vote is open does not make one ballot enough', () => {
  const table = fiveVoting().run(DAVE, cast({ f1: 2 }))
  table.run(CAROL, { type: 'assignDuty', person: 'eve', duty: 'observer' })
  table.run(CAROL, { type: 'assignDuty', person: 'finn', duty: 'co-facilitator' })
  table.record({ type: 'personJoined', person: { id: 'gil', name: 'gil', role: 'viewer' }, present: true })
  expect(table.give(CAROL, { type: 'closeVote' })).toBe('meeting/few-ballots')
})

it('[M12] of how many a vote is told says nothing about who has voted, whoever leaves or becomes an observer', () => {
  const counts = (voter: typeof DAVE) => {
    const table = fiveVoting().run(voter, cast({ f1: 1 }))
    table.connected.delete(DAVE.id)
    const left = table.view(PRIYA).vote
    table.run(CAROL, { type: 'assignDuty', person: 'dave', duty: 'observer' })
    return [left.of, table.view(PRIYA).vote.of]
  }
  expect(counts(DAVE)).toEqual([5, 4])
  expect(counts(PRIYA)).toEqual([5, 4])
})

it('closing answers are counts once the meeting has ended, and belong to their author until then', () => {
  const table = running().goTo('close')
  table.run(DAVE, { type: 'answerClosing', learned: true, again: false })
  table.run(PRIYA, { type: 'answerClosing', learned: true, again: true })
  table.run(CAROL, { type: 'answerClosing', learned: false, again: true })
  expect(table.view(WEI).closing).toMatchObject({ answered: 3, own: null, learned: null, again: null })
  expect(table.view(DAVE).closing.own).toEqual({ learned: true, again: false })
  table.run(CAROL, { type: 'endMeeting' })
  expect(table.view(DAVE).closing).toEqual({ isCounted: true, answered: 3, own: null, learned: 2, again: 2 })
  table.run(CAROL, { type: 'reopenMeeting' })
  expect(table.give(DAVE, { type: 'answerClosing', learned: false, again: false })).toBe(
    'meeting/closing-counted',
  )
})
