import { expect, it } from 'vitest'
import { MINUTE, SECOND } from '../../shared/base/time.ts'
import { roleChangeEvents } from '../../shared/meeting/decide/roles.ts'
import type { MeetingRole } from '../../shared/meeting/state.ts'
import { CAROL, DAVE, lobby, PRIYA, running, WEI } from '../support/meetingTable.ts'

const ANN = { id: 'ann', name: 'Ann', role: 'facilitator' as const }
const raise = { type: 'raiseHand' } as const
const queue = (table: ReturnType<typeof running>) => table.view(CAROL).hands.map(hand => hand.person)

it('[M13] hands are a queue in order, and viewers may raise one', () => {
  const table = running().run(PRIYA, raise).run(WEI, raise).run(DAVE, raise, raise)
  expect(queue(table)).toEqual(['priya', 'wei', 'dave'])
  table.run(WEI, { type: 'lowerHand' })
  expect(queue(table)).toEqual(['priya', 'dave'])
})

it('[M13] those who have not spoken in this step stand before those who have', () => {
  const table = running().run(CAROL, { type: 'callOn', person: 'dave' }).run(DAVE, raise).run(PRIYA, raise)
  expect(queue(table)).toEqual(['priya', 'dave'])
  table.goTo('timeline').run(CAROL, { type: 'clearHands' }).run(DAVE, raise).run(PRIYA, raise)
  expect(queue(table)).toEqual(['dave', 'priya'])
})

it('[M13] the facilitator calls on somebody, reorders and clears; others only lower their own', () => {
  const table = running().run(PRIYA, raise).run(WEI, raise).run(DAVE, raise)
  table.run(CAROL, { type: 'moveHand', person: 'dave', to: 0 })
  expect(queue(table)).toEqual(['dave', 'priya', 'wei'])
  table.run(CAROL, { type: 'callOn', person: 'priya' })
  expect(queue(table)).toEqual(['dave', 'wei'])
  expect(table.view(DAVE).speaker).toBe('priya')
  expect(table.give(DAVE, { type: 'lowerHand', person: 'wei' })).toBe('meeting/not-facilitator')
  table.run(CAROL, { type: 'lowerHand', person: 'wei' })
  expect(table.give(CAROL, { type: 'moveHand', person: 'wei', to: 0 })).toBe('meeting/no-hand')
  table.run(CAROL, { type: 'clearHands' })
  expect(queue(table)).toEqual([])
})

it('a facilitator says whether the stage shows the text of a factor, once and again', () => {
  const table = running().goTo('group')
  table.run(CAROL, { type: 'showOnStage', item: 'f1', shown: false })
  expect(table.view(WEI).onStage).toEqual({ f1: false })
  table.run(CAROL, { type: 'showOnStage', item: 'f1', shown: true })
  expect(table.view(WEI).onStage).toEqual({ f1: true })
  expect(table.give(DAVE, { type: 'showOnStage', item: 'f1', shown: false })).toBe('meeting/not-facilitator')
})

it('[M14] the spotlight points everyone to one section or item, and goes out with the step', () => {
  const table = running().goTo('timeline')
  table.run(CAROL, { type: 'spotlight', section: 'timeline', item: 'r7' })
  expect(table.view(WEI).spotlight).toEqual({ section: 'timeline', item: 'r7' })
  expect(table.give(DAVE, { type: 'spotlight', section: 'actions' })).toBe('meeting/not-facilitator')
  table.run(CAROL, { type: 'spotlight', section: 'summary' })
  expect(table.view(WEI).spotlight).toEqual({ section: 'summary', item: null })
  table.run(CAROL, { type: 'spotlight', section: null })
  expect(table.view(WEI).spotlight).toBeNull()
  table.run(CAROL, { type: 'spotlight', section: 'timeline' }).goTo('brainstorm')
  expect(table.view(WEI).spotlight).toBeNull()
})

it('[M16] a hand-off makes a participant facilitator, and the old one’s commands are refused', () => {
  const table = running()
  const rev = table.meeting.rev
  table.run(CAROL, { type: 'handOver', person: 'dave' })
  expect(table.view(WEI)).toMatchObject({ lead: 'dave', facilitators: ['dave'] })
  expect(table.meeting.epoch).toBe(2)
  expect(table.give(CAROL, { type: 'pauseTimer' }, rev)).toBe('meeting/not-facilitator')
  expect(table.give(CAROL, { type: 'pauseTimer' })).toBe('meeting/not-facilitator')
  expect(table.give(DAVE, { type: 'pauseTimer' })).toBeNull()
})

it('[M16] a facilitator’s command from before the role moved is refused, even one that fits any revision', () => {
  const table = running().run(CAROL, { type: 'assignDuty', person: 'priya', duty: 'co-facilitator' })
  const rev = table.meeting.rev
  table.run(CAROL, { type: 'handOver', person: 'dave' })
  expect(table.give(PRIYA, { type: 'spotlight', section: 'summary' }, rev)).toBe('meeting/epoch')
  expect(table.give(PRIYA, { type: 'spotlight', section: 'summary' })).toBeNull()
})

it('[M16] a co-facilitator may do what the facilitator may, until the duty is taken back', () => {
  const table = running().run(CAROL, { type: 'assignDuty', person: 'dave', duty: 'co-facilitator' })
  expect(table.give(DAVE, { type: 'pauseTimer' })).toBeNull()
  expect(table.view(DAVE).you.facilitator).toBe(true)
  table.run(CAROL, { type: 'assignDuty', person: 'dave', duty: null })
  expect(table.give(DAVE, { type: 'resumeTimer' })).toBe('meeting/not-facilitator')
})

it('[M16] [M27] a co-facilitator neither takes the lead, nor gives it away, nor locks or unlocks it', () => {
  const table = running().run(CAROL, { type: 'assignDuty', person: 'dave', duty: 'co-facilitator' })
  expect(table.give(DAVE, { type: 'handOver', person: 'dave' })).toBe('meeting/facilitator-present')
  expect(table.give(DAVE, { type: 'handOver', person: 'priya' })).toBe('meeting/not-lead')
  expect(table.give(DAVE, { type: 'lockFacilitation', locked: true })).toBe('meeting/not-lead')
  table.join(ANN).run(CAROL, { type: 'lockFacilitation', locked: true })
  for (const person of [DAVE, ANN])
    expect(table.give(person, { type: 'lockFacilitation', locked: false })).toBe('meeting/not-lead')
  expect(table.give(ANN, { type: 'handOver', person: 'ann' })).toBe('meeting/locked')
  table.connected.delete(CAROL.id)
  table.run(ANN, { type: 'lockFacilitation', locked: false }, { type: 'handOver', person: 'ann' })
  expect(table.view(PRIYA).lead).toBe('ann')
})

it('[M16] whose role is taken away neither leads nor helps; the lead goes to who holds the role, or is free', () => {
  const table = running().join(ANN).run(CAROL, { type: 'assignDuty', person: 'dave', duty: 'co-facilitator' })
  const change = (person: string, role: MeetingRole | null) => {
    for (const event of roleChangeEvents(table.meeting, person, role, table.connected)) table.record(event)
  }
  change('dave', 'participant')
  expect(table.give(DAVE, { type: 'pauseTimer' })).toBe('meeting/not-facilitator')
  change('carol', 'participant')
  expect(table.view(PRIYA)).toMatchObject({ lead: 'ann', facilitators: ['ann'] })
  expect(table.give({ ...CAROL, role: 'participant' }, { type: 'pauseTimer' })).toBe(
    'meeting/not-facilitator',
  )
  change('ann', null)
  expect(table.view(PRIYA)).toMatchObject({ lead: '', facilitators: [] })
  table.facilitatorAbsentSince = table.now - MINUTE
  table.run(DAVE, { type: 'claimFacilitation' })
  expect(table.view(PRIYA).lead).toBe('dave')
})

it('[M16] a viewer cannot be made facilitator, nor can somebody unknown', () => {
  const table = running()
  expect(table.give(CAROL, { type: 'handOver', person: 'wei' })).toBe('meeting/not-eligible')
  expect(table.give(CAROL, { type: 'handOver', person: 'nobody' })).toBe('meeting/unknown-person')
  expect(table.give(CAROL, { type: 'assignDuty', person: 'wei', duty: 'co-facilitator' })).toBe(
    'meeting/not-eligible',
  )
  expect(table.give(CAROL, { type: 'assignDuty', person: 'wei', duty: 'observer' })).toBeNull()
})

it('[M16] once no facilitator was connected for 60 s any participant may claim the role, and the timer ran on', () => {
  const table = running()
  table.facilitatorAbsentSince = table.now
  table.now += MINUTE - 1
  expect(table.give(DAVE, { type: 'claimFacilitation' })).toBe('meeting/facilitator-present')
  expect(table.view(DAVE).you.mayClaimFrom).toBe(table.facilitatorAbsentSince + MINUTE)
  table.now += 1
  expect(table.give(WEI, { type: 'claimFacilitation' })).toBe('meeting/not-participant')
  table.run(DAVE, { type: 'claimFacilitation' })
  expect(table.view(PRIYA).lead).toBe('dave')
  expect(table.view(PRIYA).steps[0]?.spentMs).toBe(MINUTE)
  expect(table.log.at(-1)?.event).toEqual({
    type: 'facilitationMoved',
    from: 'carol',
    to: 'dave',
    how: 'claimed',
  })
})

it('[M16] the facilitator who comes back takes the lead again by claiming it', () => {
  const table = running()
  table.facilitatorAbsentSince = table.now - MINUTE
  table.run(DAVE, { type: 'claimFacilitation' })
  table.facilitatorAbsentSince = null
  expect(table.give(CAROL, { type: 'pauseTimer' })).toBe('meeting/not-facilitator')
  expect(table.give(CAROL, { type: 'claimFacilitation' })).toBeNull()
  expect(table.view(DAVE)).toMatchObject({ lead: 'carol', facilitators: ['carol'] })
})

it('[M27] a locked role is taken by nobody while a facilitator is connected', () => {
  const table = running().join(ANN).run(CAROL, { type: 'lockFacilitation', locked: true })
  expect(table.view(ANN)).toMatchObject({ roleLocked: true, you: { mayClaimFrom: null } })
  expect(table.give(ANN, { type: 'claimFacilitation' })).toBe('meeting/locked')
  expect(table.give(ANN, { type: 'handOver', person: 'dave' })).toBe('meeting/locked')
  expect(table.give(CAROL, { type: 'handOver', person: 'dave' })).toBeNull()
})

it('[M27] an unlocked role can be claimed by somebody invited as facilitator, never by a participant', () => {
  const table = running().join(ANN)
  expect(table.give(DAVE, { type: 'claimFacilitation' })).toBe('meeting/facilitator-present')
  expect(table.view(ANN).you.mayClaimFrom).toBe(0)
  expect(table.give(ANN, { type: 'claimFacilitation' })).toBeNull()
  expect(table.view(ANN).lead).toBe('ann')
})

it('[M27] a short network drop never moves the role, locked or not', () => {
  for (const locked of [true, false]) {
    const table = running().run(CAROL, { type: 'lockFacilitation', locked })
    table.facilitatorAbsentSince = table.now
    table.now += 59 * SECOND
    expect(table.give(DAVE, { type: 'claimFacilitation' })).toBe('meeting/facilitator-present')
    table.facilitatorAbsentSince = null
    table.pass(1)
    expect(table.view(DAVE).lead).toBe('carol')
  }
})

it('a person whose role or name changes stays the same person', () => {
  const table = lobby().run(CAROL, { type: 'assignDuty', person: 'dave', duty: 'scribe' })
  table.join({ ...DAVE, name: 'Dave B.', role: 'viewer' })
  expect(table.view(CAROL).people.filter(person => person.id === 'dave')).toMatchObject([
    { name: 'Dave B.', role: 'viewer', duty: 'scribe', connected: true },
  ])
})

it('[M13] a person who was called on has the word until the step changes, or they answered the round', () => {
  const table = running().goTo('learn').run(CAROL, { type: 'callOn', person: DAVE.id })
  expect(table.view(PRIYA).speaker).toBe(DAVE.id)
  table.run(DAVE, { type: 'recordLearning', text: 'Pools fill up quietly' })
  expect(table.view(PRIYA).speaker).toBeNull()
  table.run(CAROL, { type: 'callOn', person: PRIYA.id }).goTo('close')
  expect(table.view(PRIYA).speaker).toBeNull()
})
