import { expect, it } from 'vitest'
import { MINUTE, SECOND } from '../../shared/base/time.ts'
import { isPrivate } from '../../shared/meeting/events.ts'
import { openConditions } from '../../shared/meeting/exit.ts'
import {
  action,
  CAROL,
  DAVE,
  factor,
  lobby,
  type MeetingTable,
  PRIYA,
  row,
  running,
} from '../support/meetingTable.ts'

const open = (table: MeetingTable) =>
  Object.fromEntries(table.view(CAROL).exit.map(({ code, count }) => [code, count]))

it('[M4] leaving a step with open conditions answers the list, and an override is kept with its reason', () => {
  const table = running()
  table.earlier = [{ postmortem: 'p1', action: 'a1' }]
  expect(open(table)).toEqual({ 'tone-not-acknowledged': 1, 'earlier-actions-open': 1 })
  expect(table.give(CAROL, { type: 'advanceStep' })).toBe('meeting/exit-open')
  expect(table.give(CAROL, { type: 'advanceStep', override: '  ' })).toBe('meeting/exit-open')
  table.run(CAROL, { type: 'advanceStep', override: 'Everybody knows the tone' })
  expect(table.meeting.overrides).toMatchObject([
    {
      step: 0,
      reason: 'Everybody knows the tone',
      open: ['tone-not-acknowledged', 'earlier-actions-open'],
      by: 'carol',
    },
  ])
})

it('[M4] the opening is done once the tone is acknowledged and each earlier action has a status', () => {
  const table = running()
  table.earlier = [{ postmortem: 'p1', action: 'a1' }]
  table.run(
    CAROL,
    { type: 'acknowledgeTone' },
    {
      type: 'recordEarlierAction',
      postmortem: 'p1',
      action: 'a1',
      status: 'declined',
      reason: 'No longer used',
    },
    { type: 'advanceStep', override: 'not needed' },
  )
  expect(table.meeting.overrides).toEqual([])
  expect(table.view(DAVE).earlier).toEqual([
    { postmortem: 'p1', action: 'a1', status: 'declined', reason: 'No longer used' },
  ])
})

it('[M4] the timeline is done once every row is confirmed and the room confirmed it; not while one is disputed', () => {
  const table = running().goTo('timeline')
  table.facts = { ...table.facts, timeline: [row('r1'), row('r2', 'disputed'), row('r3', 'draft')] }
  expect(open(table)).toEqual({
    'rows-not-confirmed': 1,
    'rows-disputed': 1,
    'timeline-not-confirmed': 1,
  })
  table.facts = { ...table.facts, timeline: [row('r1'), row('r2', 'disputed')] }
  expect(table.give(CAROL, { type: 'confirmTimeline' })).toBe('meeting/rows-disputed')
  table.facts = { ...table.facts, timeline: [row('r1'), row('r2')] }
  table.run(CAROL, { type: 'confirmTimeline' })
  expect(open(table)).toEqual({})
})

it('[M4] the brainstorm waits for everyone present who has neither a card nor passed', () => {
  const table = running().goTo('brainstorm')
  expect(open(table)).toEqual({ 'cards-missing': 2 })
  table.run(DAVE, { type: 'submitCard', card: 'c1', text: 'no alert on the pool' })
  table.run(PRIYA, { type: 'passBrainstorm' })
  expect(open(table)).toEqual({})
})

it('[M4] grouping is done once every revealed card sits in a factor', () => {
  const table = running().goTo('brainstorm').run(DAVE, { type: 'submitCard', card: 'c1', text: 'no alert' })
  table.goTo('group')
  expect(open(table)).toEqual({ 'cards-not-revealed': 1 })
  table.run(CAROL, { type: 'revealCards' })
  const id = table.meeting.cards.revealed[0] ?? ''
  table.facts = { ...table.facts, factors: [factor(id), factor('drafted')] }
  expect(open(table)).toEqual({ 'cards-not-grouped': 1 })
  table.facts = { ...table.facts, factors: [factor(id, { group: 'Detection' })] }
  expect(open(table)).toEqual({})
})

it('[M4] the vote is done once it is closed and a factor is chosen', () => {
  const table = running().goTo('vote').run(CAROL, { type: 'openVote' })
  table.facts = { ...table.facts, factors: [factor('f1')] }
  expect(open(table)).toEqual({ 'vote-open': 1, 'no-factor-chosen': 1 })
  table.run(CAROL, { type: 'closeVote' })
  table.facts = { ...table.facts, factors: [factor('f1', { chosen: true }), factor('f2')] }
  expect(open(table)).toEqual({})
})

it('[M4] each chosen factor needs an action, or a waiver with a reason', () => {
  const table = running().goTo('actions')
  const chosen = { chosen: true }
  const factors = [
    factor('f1', chosen),
    factor('f2', { chosen: true, waiver: 'Covered by the rewrite' }),
    factor('f3', { chosen: true, waiver: '  ' }),
    factor('f4'),
  ]
  table.facts = { ...table.facts, factors, actions: [] }
  expect(open(table)).toEqual({ 'factors-without-action': 2 })
  table.facts = { ...table.facts, factors, actions: [action('a1', { factors: ['f1', 'f3'] })] }
  expect(open(table)).toEqual({})
})

it('[M4] everyone is asked what they learned, and passing is fine', () => {
  const table = running().goTo('learn')
  expect(open(table)).toEqual({ 'not-asked': 2 })
  expect(table.view(CAROL).asked).toEqual({ count: 0, of: 2, waiting: ['dave', 'priya'] })
  table.run(DAVE, { type: 'recordLearning', text: 'Pools fill up quietly' })
  table.run(PRIYA, { type: 'passLearning' })
  expect(open(table)).toEqual({})
})

it('[M18] nobody but facilitators sees who is still to be asked, and the log does not say whose a learning is', () => {
  const table = running().goTo('learn')
  expect(table.view(DAVE).asked).toEqual({ count: 0, of: 2, waiting: ['dave'] })
  table.run(DAVE, { type: 'recordLearning', text: 'Pools fill up quietly' })
  expect(table.view(DAVE).asked).toEqual({ count: 1, of: 2, waiting: [] })
  expect(table.view(CAROL).asked).toEqual({ count: 1, of: 2, waiting: ['priya'] })
  table.run(CAROL, { type: 'endMeeting' })
  const kept = table.log.filter(({ event }) => !isPrivate(event))
  expect(kept.map(({ event }) => event).filter(({ type }) => type.startsWith('learning'))).toEqual([
    { type: 'learningRecorded', text: 'Pools fill up quietly' },
  ])
  expect(table.view(CAROL).asked).toEqual({ count: 1, of: 1, waiting: [] })
})

it('[M4] the close waits for owners and a publishing date, and a new owner accepts anew', () => {
  const table = running().goTo('close')
  table.facts = { ...table.facts, actions: [action('a1')] }
  expect(open(table)).toEqual({ 'actions-not-accepted': 1, 'no-publishing-date': 1 })
  table.run(DAVE, { type: 'acceptAction', action: 'a1' })
  table.run(CAROL, { type: 'setPublishingDate', date: '2026-05-30' })
  expect(open(table)).toEqual({})
  expect(table.view(DAVE).acceptedActions).toEqual(['a1'])
  table.facts = { ...table.facts, actions: [action('a1', { owner: '@alice' })] }
  expect(open(table)).toEqual({ 'actions-not-accepted': 1 })
})

it('[M4] an action without an owner cannot be accepted', () => {
  const table = running()
  table.facts = { ...table.facts, actions: [action('a1', { owner: ' ' })] }
  expect(table.give(DAVE, { type: 'acceptAction', action: 'a1' })).toBe('meeting/no-owner')
  expect(table.give(DAVE, { type: 'acceptAction', action: 'gone' })).toBe('meeting/unknown-action')
})

it('[M4] people who left are not waited for, and neither are observers', () => {
  const table = running().goTo('brainstorm')
  table.run(CAROL, { type: 'assignDuty', person: 'priya', duty: 'observer' })
  expect(open(table)).toEqual({ 'cards-missing': 1 })
  table.connected.delete('dave')
  expect(open(table)).toEqual({})
})

it('[M4] a client sees the same conditions change with its own copy of the document', () => {
  const table = running().goTo('timeline')
  const { progress } = table.view(DAVE)
  expect(openConditions(progress, { ...table.facts, timeline: [row('r1', 'draft')] })[0]?.message).toBe(
    '1 event is not confirmed',
  )
})

it('[M5] the brainstorm cannot open before the timeline was left, unless for a reason', () => {
  const table = lobby().run(CAROL, {
    type: 'openMeeting',
    agenda: [
      { kind: 'learn', minutes: 5 },
      { kind: 'brainstorm', minutes: 5 },
      { kind: 'timeline', minutes: 5 },
    ],
  })
  table.run(CAROL, { type: 'startMeeting' }).run(DAVE, { type: 'passLearning' })
  table.run(PRIYA, { type: 'passLearning' })
  expect(open(table)).toEqual({ 'timeline-first': 1 })
  expect(table.give(CAROL, { type: 'advanceStep' })).toBe('meeting/exit-open')
  expect(table.give(CAROL, { type: 'advanceStep', override: 'Reviewed in writing' })).toBeNull()
})

it('[M5] a meeting that has a timeline cannot begin with the brainstorm', () => {
  const brainstorm = { kind: 'brainstorm', minutes: 5 } as const
  const timeline = { kind: 'timeline', minutes: 5 } as const
  const table = lobby()
  expect(table.give(CAROL, { type: 'openMeeting', agenda: [brainstorm, timeline] })).toBe(
    'meeting/bad-agenda',
  )
  expect(table.give(CAROL, { type: 'openMeeting', agenda: [brainstorm] })).toBeNull()
})

it('[M5] the candidate factors stay folded until the timeline was left', () => {
  const table = running()
  expect(table.view(DAVE).factorsFolded).toBe(true)
  table.goTo('timeline')
  expect(table.view(DAVE).factorsFolded).toBe(true)
  table.goTo('brainstorm')
  expect(table.view(DAVE).factorsFolded).toBe(false)
  table.run(CAROL, { type: 'returnToStep', step: 'timeline' })
  expect(table.view(DAVE).factorsFolded).toBe(false)
})

it('[M21] everyone sees who is finished; who is not, only the facilitator', () => {
  const table = running().run(DAVE, { type: 'finishStep' }, { type: 'finishStep' })
  expect(table.view(CAROL).finished).toEqual({ count: 1, of: 2, own: false, waiting: ['priya'] })
  expect(table.view(DAVE).finished).toEqual({ count: 1, of: 2, own: true, waiting: [] })
  expect(
    table
      .view(PRIYA)
      .people.filter(person => person.finished)
      .map(person => person.id),
  ).toEqual(['dave'])
  table.run(DAVE, { type: 'unfinishStep' })
  expect(table.view(CAROL).finished.count).toBe(0)
})

it('[M21] a new step starts with nobody finished, and going back finds the old marks', () => {
  const table = running().run(DAVE, { type: 'finishStep' }).goTo('timeline')
  expect(table.view(CAROL).finished.count).toBe(0)
  table.run(CAROL, { type: 'returnToStep', step: 0 })
  expect(table.view(CAROL).finished.count).toBe(1)
})

it('[M22] an advance can be undone for ten seconds, with clocks, spotlight and overrides as they were', () => {
  const table = running().pass(2)
  table.run(CAROL, { type: 'spotlight', section: 'actions', item: 'a1' })
  const before = table.meeting
  table.run(CAROL, { type: 'advanceStep', override: 'a slip' })
  table.now += 10 * SECOND
  table.run(CAROL, { type: 'undoAdvance' })
  const { current, steps, spotlight, overrides } = table.meeting
  expect({ current, steps, spotlight, overrides }).toEqual({
    current: before.current,
    steps: before.steps,
    spotlight: before.spotlight,
    overrides: [],
  })
})

it('[M22] after ten seconds, or once a clock was touched, an advance stays', () => {
  const late = running().goTo('timeline')
  expect(late.view(CAROL).undoUntil).toBe(late.now + 10 * SECOND)
  late.now += 10 * SECOND + 1
  expect(late.give(CAROL, { type: 'undoAdvance' })).toBe('meeting/undo-too-late')
  const touched = running().goTo('timeline').run(CAROL, { type: 'extendTimer', minutes: 1 })
  expect(touched.give(CAROL, { type: 'undoAdvance' })).toBe('meeting/undo-too-late')
})

it('[M22] a change of step destroys nothing that people handed in', () => {
  const table = running().goTo('brainstorm').run(DAVE, { type: 'submitCard', card: 'c1', text: 'mine' })
  table.run(PRIYA, { type: 'raiseHand' }).goTo('group')
  table.run(CAROL, { type: 'returnToStep', step: 'timeline' })
  expect(table.view(DAVE).cards.own.map(card => card.text)).toEqual(['mine'])
  expect(table.view(DAVE).hands.map(hand => hand.person)).toEqual(['priya'])
})

it('[M25] every step can be looked at: the view has all of them, and only the facilitator moves the current', () => {
  const table = running().goTo('timeline').pass(4)
  const { steps, current } = table.view(DAVE)
  expect(steps.map(step => step.spentMs)).toEqual([0, 4 * MINUTE, 0, 0, 0, 0, 0, 0])
  expect(current).toBe(1)
  expect(table.give(DAVE, { type: 'returnToStep', step: 0 })).toBe('meeting/not-facilitator')
})

it('only a step that the meeting has been in can be returned to', () => {
  const table = running()
  expect(table.give(CAROL, { type: 'returnToStep', step: 'vote' })).toBe('meeting/unknown-step')
  expect(table.give(CAROL, { type: 'returnToStep', step: 12 })).toBe('meeting/unknown-step')
  expect(table.goTo('close').give(CAROL, { type: 'advanceStep', override: 'x' })).toBe('meeting/last-step')
})
