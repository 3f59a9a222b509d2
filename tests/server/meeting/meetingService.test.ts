import { expect, it } from 'vitest'
import { HOUR, MINUTE, SECOND } from '../../../shared/base/time.ts'
import type { MeetingCommand } from '../../../shared/meeting/commands.ts'
import { momentsOf } from '../../../shared/meeting/replay.ts'
import { spentMs } from '../../../shared/meeting/timer.ts'
import { CAROL, DAVE, factor, PRIYA, row, TEN, WEI } from '../../support/meetingTable.ts'
import { MemoryEventStore } from '../../support/memoryEventStore.ts'
import { POSTMORTEM, ServiceTable } from './serviceTable.ts'

const on: MeetingCommand = { type: 'advanceStep', override: 'the test is about another step' }
const CANARY = 'canary: the retry never gave its connection back'
const card = { type: 'submitCard', card: 'c1', text: CANARY } as const

async function started(table = new ServiceTable()): Promise<ServiceTable> {
  await table.run(CAROL, { type: 'openMeeting', minutes: 60, scheduledStart: TEN })
  await table.connect(CAROL, DAVE, PRIYA, WEI)
  await table.run(CAROL, { type: 'startMeeting' })
  return table
}

async function brainstorming(table = new ServiceTable()): Promise<ServiceTable> {
  await started(table)
  await table.run(CAROL, on, on)
  return table
}

it('there is no answer before a meeting was opened, and a refusal says so', async () => {
  const table = new ServiceTable()
  expect(await table.service.answer(POSTMORTEM, CAROL)).toBeNull()
  expect(await table.give(CAROL, on)).toMatchObject({
    ok: false,
    error: { code: 'meeting/none' },
    meeting: null,
  })
})

it('[M2] the same key twice takes effect once, and answers the state both times', async () => {
  const table = await started()
  const { rev } = await table.see(CAROL)
  const first = await table.give(CAROL, on, { rev, key: 'click' })
  const again = await table.give(CAROL, on, { rev, key: 'click' })
  expect([first.ok, again.ok]).toEqual([true, true])
  expect((await table.see(CAROL)).state.current).toBe(1)
})

it('[M2] a key is remembered across a restart, and belongs to one person', async () => {
  const table = await started()
  await table.give(DAVE, { type: 'park', text: 'an alert' }, { key: 'k' })
  await table.restart()
  await table.give(DAVE, { type: 'park', text: 'an alert' }, { key: 'k' })
  expect((await table.see(DAVE)).state.parked).toHaveLength(1)
  await table.give(PRIYA, { type: 'park', text: 'a test' }, { key: 'k' })
  expect((await table.see(DAVE)).state.parked).toHaveLength(2)
})

it('[M2] a stale command is refused with the current state', async () => {
  const table = await started()
  const { rev } = await table.see(CAROL)
  await table.run(CAROL, on)
  const refused = await table.give(CAROL, on, { rev })
  expect(refused).toMatchObject({
    ok: false,
    error: { code: 'meeting/stale' },
    meeting: { state: { current: 1 } },
  })
})

it('[M2] of two advances at the same moment one wins, also when two processes share the log', async () => {
  const store = new MemoryEventStore()
  const table = await started(new ServiceTable(store))
  const other = new ServiceTable(store, table.clock)
  const { rev } = await other.see(CAROL)
  const outcomes = await Promise.all([
    table.give(CAROL, on, { rev, key: 'a' }),
    table.give(CAROL, on, { rev, key: 'b' }),
    other.give(CAROL, on, { rev, key: 'c' }),
  ])
  expect(outcomes.filter(outcome => outcome.ok)).toHaveLength(1)
  for (const outcome of outcomes) if (!outcome.ok) expect(outcome.error.code).toBe('meeting/stale')
  const events = await table.service.events(POSTMORTEM)
  expect(events.filter(({ event }) => event.type === 'stepAdvanced')).toHaveLength(1)
})

it('[M2] a process that was overtaken decides anew on what is stored, and loses nothing', async () => {
  const store = new MemoryEventStore()
  const table = await started(new ServiceTable(store))
  const other = new ServiceTable(store, table.clock)
  await other.see(CAROL)
  await table.run(DAVE, { type: 'raiseHand' })
  await other.run(PRIYA, { type: 'raiseHand' })
  expect((await other.see(WEI)).state.hands.map(hand => hand.person)).toEqual(['dave', 'priya'])
})

it('[M4] leaving early answers the list of what is open', async () => {
  const table = await started()
  const refused = await table.give(CAROL, { type: 'advanceStep' })
  expect(refused).toMatchObject({
    error: { code: 'meeting/exit-open', exit: [{ code: 'tone-not-acknowledged', count: 1 }] },
  })
})

it('nothing is told that could not be stored', async () => {
  class Failing extends MemoryEventStore {
    isFailing = false
    override append(...args: Parameters<MemoryEventStore['append']>) {
      return this.isFailing ? Promise.reject(new Error('disk full')) : super.append(...args)
    }
  }
  const store = new Failing()
  const table = await started(new ServiceTable(store))
  const told = table.changes.length
  store.isFailing = true
  await expect(table.give(CAROL, on)).rejects.toThrow('disk full')
  expect(table.changes).toHaveLength(told)
  expect((await table.see(CAROL)).state.current).toBe(0)
  store.isFailing = false
  expect((await table.run(CAROL, on)).state.current).toBe(1)
})

it('[M6] a restarted server goes on with the same clocks', async () => {
  const table = await started()
  await table.pass(2 * MINUTE)
  const before = await table.see(CAROL)
  await table.restart()
  expect(await table.see(CAROL)).toMatchObject({ rev: before.rev, state: { timer: before.state.timer } })
})

it('[M9] after a restart under a clock set back an hour, time in the log still runs forward', async () => {
  const table = await started()
  await table.restart()
  table.clock.now -= HOUR
  await table.run(CAROL, { type: 'pauseTimer' })
  const times = (await table.service.events(POSTMORTEM)).map(({ at }) => at)
  expect(times).toEqual([...times].sort((a, b) => a - b))
})

it('[M10] each listener’s person gets counts, and only their own card', async () => {
  const table = await brainstorming()
  await table.run(DAVE, card)
  const change = table.changes.at(-1)
  expect(change?.events).toEqual([])
  expect(JSON.stringify(change?.answerFor(DAVE))).toContain('canary')
  for (const person of [CAROL, PRIYA, WEI]) {
    const seen = change?.answerFor(person)
    expect(seen?.state.cards).toMatchObject({ answered: 1, of: 2, own: [] })
    expect(JSON.stringify(seen)).not.toContain('canary')
  }
})

it('[M11] the reveal brings cards into the document, and leaves no trace of card, author or key', async () => {
  const table = await brainstorming()
  await table.give(DAVE, card, { key: 'daves-secret-key' })
  expect(table.store.dump()).toMatch(/canary/)
  await table.run(CAROL, { type: 'revealCards' })
  expect([...table.inserted.values()]).toEqual([
    { id: expect.any(String), text: CANARY, category: '', signed: null },
  ])
  expect(table.store.dump()).not.toMatch(/canary|daves-secret-key|"c1"/)
  expect(JSON.stringify(table.changes.at(-1)?.answerFor(PRIYA))).not.toContain('canary')
})

it('[M11] a stop between the reveal and the document loses no card and doubles none', async () => {
  const table = await brainstorming()
  await table.run(DAVE, card)
  table.beforeInsert = () => {
    throw new Error('stopped')
  }
  await table.run(CAROL, { type: 'revealCards' })
  expect(table.inserted.size).toBe(0)
  expect(table.errors).toHaveLength(1)
  table.beforeInsert = () => {}
  await table.restart()
  expect((await table.see(CAROL)).state.cards.revealed).toBe(true)
  expect(table.inserted.size).toBe(1)
  await table.restart()
  await table.see(CAROL)
  expect(table.inserted.size).toBe(1)
  expect(table.store.dump()).not.toContain('canary')
})

it('[M11] cards that the document could not take are tried again', async () => {
  const table = await brainstorming()
  await table.run(DAVE, card)
  let failures = 0
  table.beforeInsert = () => {
    failures += 1
    if (failures < 3) throw new Error('the room is loading')
  }
  await table.run(CAROL, { type: 'revealCards' })
  await table.pass(5 * SECOND)
  expect(table.inserted.size).toBe(1)
  expect(failures).toBe(3)
})

/** A meeting in which something was learned and something parked. */
async function withOutcome(): Promise<ServiceTable> {
  const table = await brainstorming()
  await table.run(DAVE, { type: 'recordLearning', text: 'A pool fills slowly' })
  await table.run(PRIYA, { type: 'park', text: 'An alert on the pool' })
  return table
}

it('[M18] what was learned and parked goes into the document at the end, also when that is early, and without names', async () => {
  const table = await withOutcome()
  expect(table.outcomes).toEqual([])
  await table.run(CAROL, { type: 'endMeeting' })
  expect(table.outcomes).toEqual([
    {
      learnings: ['A pool fills slowly'],
      parked: [{ id: expect.any(String), text: 'An alert on the pool' }],
    },
  ])
})

it('[M18] a meeting that ends again brings what is new', async () => {
  const table = await withOutcome()
  await table.run(CAROL, { type: 'endMeeting' }, { type: 'reopenMeeting' })
  await table.run(PRIYA, { type: 'recordLearning', text: 'Nobody is paged for it' })
  await table.run(CAROL, { type: 'endMeeting' })
  expect(table.outcomes.map(({ learnings }) => learnings)).toEqual([
    ['A pool fills slowly'],
    ['Nobody is paged for it'],
  ])
})

it('[M18] a stop between the end and the document loses nothing, nor does a document that is not there for a while', async () => {
  const table = await withOutcome()
  let failures = 0
  table.beforeOutcome = () => {
    failures += 1
    throw new Error('the server stops here')
  }
  await table.run(CAROL, { type: 'endMeeting' })
  expect([failures, table.outcomes]).toEqual([1, []])
  await table.restart()
  table.beforeOutcome = () => {
    failures += 1
    if (failures < 4) throw new Error('the room is loading')
  }
  await table.see(CAROL)
  await table.pass(5 * SECOND)
  expect(table.outcomes.map(({ learnings }) => learnings)).toEqual([['A pool fills slowly']])
  await table.restart()
  await table.see(CAROL)
  expect(table.outcomes).toHaveLength(1)
})

it('[M29] an unsigned comment reaches the document once, over a stop of the server between', async () => {
  const table = await brainstorming()
  table.facts = { ...table.facts, timeline: [row('r1', 'disputed')] }
  let failures = 0
  table.beforeComments = () => {
    failures += 1
    throw new Error('the server stops here')
  }
  await table.run(DAVE, { type: 'commentUnsigned', row: 'r1', text: 'The page was green' })
  expect([failures, table.comments.size]).toEqual([1, 0])
  await table.restart()
  table.beforeComments = () => {}
  await table.see(CAROL)
  expect([...table.comments.values()]).toEqual([
    { id: expect.any(String), row: 'r1', text: 'The page was green' },
  ])
  expect(table.store.dump()).not.toContain('The page was green')
})

it('[M26] a meeting that ends itself brings what was learned and parked, too', async () => {
  const table = await withOutcome()
  await table.pass(3 * HOUR)
  expect((await table.see(CAROL)).state.status).toBe('ended')
  expect(table.outcomes).toHaveLength(1)
})

it('[M12] once the vote is closed no ballot is stored, and neither is its key', async () => {
  const table = await started()
  table.facts = { ...table.facts, factors: [factor('f1')] }
  await table.run(CAROL, { type: 'openVote' })
  await table.give(DAVE, { type: 'castVote', dots: { f1: 2 } }, { key: 'ballot-key' })
  expect(table.store.dump()).toContain('ballotCast')
  const { state } = await table.run(CAROL, { type: 'closeVote' })
  expect(state.vote.tally).toEqual({ f1: 2 })
  expect(table.store.dump()).not.toMatch(/ballotCast|ballot-key/)
})

it('[M16] once no facilitator was connected for 60 s a participant may claim, and everybody hears of it', async () => {
  const table = await started()
  await table.connect(DAVE, PRIYA)
  await table.pass(59 * SECOND)
  expect(await table.give(DAVE, { type: 'claimFacilitation' })).toMatchObject({
    error: { code: 'meeting/facilitator-present' },
  })
  await table.pass(SECOND)
  await table.run(DAVE, { type: 'claimFacilitation' })
  expect(table.changes.at(-1)?.answerFor(PRIYA).state.lead).toBe('dave')
  expect(table.changes.at(-1)?.events).toMatchObject([{ type: 'facilitationMoved', how: 'claimed' }])
})

it('[M27] a drop of the network starts the sixty seconds anew each time', async () => {
  const table = await started()
  await table.connect(DAVE)
  await table.pass(50 * SECOND)
  await table.connect(DAVE, CAROL)
  await table.connect(DAVE)
  await table.pass(50 * SECOND)
  expect(await table.give(DAVE, { type: 'claimFacilitation' })).toMatchObject({ ok: false })
})

it('[M16] a socket that came with less than its person holds does not lower them', async () => {
  const table = await started()
  await table.connect({ ...CAROL, role: 'viewer' }, DAVE)
  expect((await table.see(DAVE)).state).toMatchObject({ lead: 'carol', facilitators: ['carol'] })
  await table.service.roleChanged(POSTMORTEM, 'carol', 'participant')
  expect((await table.see(DAVE)).state).toMatchObject({ lead: '', facilitators: [] })
})

it('[M16] the role can go to a member who is not here yet', async () => {
  const table = await started()
  table.members.set('ann', { id: 'ann', name: 'Ann', role: 'participant' })
  const { state } = await table.run(CAROL, { type: 'handOver', person: 'ann' })
  expect(state).toMatchObject({ lead: 'ann', catchUp: null })
  expect(state.people.find(person => person.id === 'ann')).toMatchObject({ name: 'Ann', connected: false })
})

it('[M17] a late arrival becomes known to all and gets a catch-up', async () => {
  const table = await brainstorming()
  await table.pass(MINUTE)
  const lena = { id: 'lena', name: 'Lena', role: 'participant' as const }
  await table.connect(CAROL, DAVE, PRIYA, WEI, lena)
  expect(table.changes.at(-1)?.events).toEqual([{ type: 'personJoined', person: lena, present: true }])
  const { state } = await table.see(lena)
  expect(state.catchUp?.stepsDone).toHaveLength(2)
  expect((await table.see(DAVE)).state.catchUp).toBeNull()
})

it('[M17] those who were here before the meeting was opened are in its lobby, and nobody who waited is late', async () => {
  const table = new ServiceTable()
  await table.connect(CAROL, DAVE)
  await table.run(CAROL, { type: 'openMeeting', minutes: 60, scheduledStart: TEN })
  const { state } = await table.see(CAROL)
  expect(state.people.map(({ name, connected }) => [name, connected])).toEqual([
    [CAROL.name, true],
    [DAVE.name, true],
  ])
  await table.run(CAROL, { type: 'startMeeting' })
  expect((await table.see(DAVE)).state.catchUp).toBeNull()
})

it('many who come at once are told of in one go', async () => {
  const table = await started()
  const told = table.changes.length
  const crowd = Array.from({ length: 100 }, (_, i) => ({
    id: `p${i}`,
    name: `P${i}`,
    role: 'viewer' as const,
  }))
  for (let i = 1; i <= crowd.length; i++) table.service.presence(POSTMORTEM, crowd.slice(0, i))
  await table.pass(SECOND)
  expect(table.changes).toHaveLength(told + 1)
  expect((await table.see(CAROL)).state.people).toHaveLength(104)
})

it('[M20] what happened is handed out for the replay, without anything private', async () => {
  const table = await brainstorming()
  await table.run(DAVE, card)
  const events = await table.service.events(POSTMORTEM)
  expect(momentsOf(events).map(moment => moment.step)).toEqual([0, 1, 2])
  expect(JSON.stringify(events)).not.toContain('canary')
})

it('[M26] a meeting left open ends itself two hours after its end, and can be reopened with nothing lost', async () => {
  const table = await brainstorming()
  await table.run(DAVE, card)
  await table.pass(3 * HOUR - MINUTE)
  expect((await table.see(CAROL)).state.status).toBe('running')
  await table.pass(MINUTE)
  const ended = await table.see(CAROL)
  expect(ended.state).toMatchObject({
    status: 'ended',
    schedule: { endedAlone: true, endedAt: TEN + 3 * HOUR },
  })
  await table.run(CAROL, { type: 'reopenMeeting' })
  expect((await table.see(DAVE)).state.cards.own).toMatchObject([{ text: CANARY }])
})

it('[M26] people who still type in the document are not shut out', async () => {
  const table = await started()
  await table.pass(2 * HOUR)
  table.service.edited(POSTMORTEM)
  await table.pass(2 * HOUR - MINUTE)
  expect((await table.see(CAROL)).state.status).toBe('running')
  await table.pass(MINUTE)
  expect((await table.see(CAROL)).state.status).toBe('ended')
})

it('[M26] a meeting that was left open while the server was down ends once the server looks', async () => {
  const table = await started()
  await table.restart()
  table.clock.now += 5 * HOUR
  await table.see(CAROL)
  await table.pass(2 * SECOND)
  expect((await table.see(CAROL)).state.status).toBe('ended')
})

it('[P7] a meeting with something that cannot be opened does not end by itself, and a facilitator can end it', async () => {
  const store = new MemoryEventStore()
  const table = await brainstorming(new ServiceTable(store))
  await table.run(DAVE, card)
  store.hasOtherSecret = true
  await table.restart()
  const closed = await table.see(CAROL)
  await table.pass(9 * HOUR)
  expect((await table.see(CAROL)).state.status).toBe('running')
  expect((await table.see(CAROL)).rev).toBe(closed.rev)
  store.hasOtherSecret = false
  await table.restart()
  expect((await table.see(DAVE)).state.cards.own).toMatchObject([{ text: CANARY }])
  store.hasOtherSecret = true
  await table.restart()
  await table.run(CAROL, { type: 'endMeeting' }, { type: 'reopenMeeting' })
  expect(store.dump()).not.toContain('canary')
})

it('[P7] ballots that cannot be opened hold up the vote, and neither cards nor the way to the next step', async () => {
  const store = new MemoryEventStore()
  const table = await brainstorming(new ServiceTable(store))
  table.facts = { ...table.facts, factors: [factor('pool')] }
  await table.run(CAROL, { type: 'openVote' })
  await table.run(DAVE, { type: 'castVote', dots: { pool: 1 } })
  store.hasOtherSecret = true
  await table.restart()
  for (const [who, command] of [
    [DAVE, { type: 'castVote', dots: { pool: 2 } }],
    [CAROL, { type: 'closeVote' }],
  ] as const) {
    expect(await table.give(who, command)).toMatchObject({ ok: false, error: { code: 'meeting/unopened' } })
  }
  await table.run(CAROL, { type: 'advanceStep', override: 'a test' })
  store.hasOtherSecret = false
  await table.restart()
  await table.run(DAVE, { type: 'castVote', dots: { pool: 2 } })
  expect((await table.see(DAVE)).state.vote.own).toEqual({ pool: 2 })
})

it('a meeting that ended and that everybody left is read anew when somebody asks again', async () => {
  const store = new MemoryEventStore()
  const table = await started(new ServiceTable(store))
  await table.run(CAROL, { type: 'endMeeting' })
  await new ServiceTable(store, table.clock).run(CAROL, { type: 'reopenMeeting' })
  expect((await table.see(CAROL)).state.status).toBe('ended')
  await table.connect()
  expect((await table.see(CAROL)).state.status).toBe('running')
})

it('[O2] closing calls off every timer', async () => {
  const table = await started()
  expect(table.clock.waiting).toBeGreaterThan(0)
  await table.service.close()
  expect(table.clock.waiting).toBe(0)
})

it('[M9] after a restart with the clock an hour back, time goes on from the last event', async () => {
  const table = await started()
  await table.pass(5 * MINUTE)
  await table.run(DAVE, { type: 'park', text: 'an alert' })
  table.clock.now -= HOUR
  await table.restart()
  const spent = async (): Promise<number> => {
    const { state, serverNow } = await table.see(DAVE)
    return state.timer ? spentMs(state.timer, serverNow) : Number.NaN
  }
  const before = await spent()
  expect(before).toBeGreaterThanOrEqual(5 * MINUTE)
  await table.pass(30 * SECOND)
  expect(await spent()).toBe(before + 30 * SECOND)
})
