import { expect, it } from 'vitest'
import { HOUR, MINUTE } from '../../shared/base/time.ts'
import { STEP_KINDS } from '../../shared/meeting/agenda.ts'
import type { CommandType, MeetingCommand } from '../../shared/meeting/commands.ts'
import { PERMISSIONS } from '../../shared/meeting/decide/permissions.ts'
import { leftOpenInstants } from '../../shared/meeting/leftOpen.ts'
import { CAROL, DAVE, lobby, MeetingTable, PRIYA, running, TEN, WEI } from '../support/meetingTable.ts'

it('[M1] only a facilitator opens, starts, advances, goes back, ends or reopens a meeting', () => {
  const course: MeetingCommand[] = [
    { type: 'startMeeting' },
    { type: 'advanceStep', override: 'time' },
    { type: 'returnToStep', step: 'opening' },
    { type: 'endMeeting' },
    { type: 'reopenMeeting' },
  ]
  const table = lobby()
  expect(new MeetingTable().give(DAVE, { type: 'openMeeting', minutes: 60 })).toBe('meeting/not-facilitator')
  for (const command of course) {
    expect(table.give(DAVE, command)).toBe('meeting/not-facilitator')
    expect(table.give(WEI, command)).toBe('meeting/not-facilitator')
    expect(table.give(CAROL, command)).toBeNull()
  }
  expect(table.meeting.status).toBe('running')
})

it('[M1] the owner counts as facilitator', () => {
  const owner = { id: 'olga', name: 'Olga', role: 'owner' as const }
  expect(lobby().give(owner, { type: 'startMeeting' })).toBeNull()
})

it('[M1] a meeting goes from lobby to running to ended, and each command has its place', () => {
  const table = lobby()
  expect(table.meeting.status).toBe('lobby')
  expect(table.give(CAROL, { type: 'advanceStep' })).toBe('meeting/not-running')
  table.run(CAROL, { type: 'startMeeting' })
  expect(table.give(CAROL, { type: 'openMeeting', minutes: 90 })).toBe('meeting/not-in-lobby')
  table.run(CAROL, { type: 'endMeeting' })
  expect(table.meeting.status).toBe('ended')
})

it('[M1] nothing but opening is possible while there is no meeting', () => {
  expect(new MeetingTable().give(CAROL, { type: 'startMeeting' })).toBe('meeting/none')
})

it('[M1] viewers raise hands and do nothing else', () => {
  const open = (Object.keys(PERMISSIONS) as CommandType[]).filter(type => PERMISSIONS[type].who === 'present')
  expect(open).toEqual(['raiseHand', 'lowerHand'])
  const table = running()
  expect(table.give(WEI, { type: 'raiseHand' })).toBeNull()
  expect(table.give(WEI, { type: 'park', text: 'add an alert' })).toBe('meeting/not-participant')
  expect(table.give(WEI, { type: 'finishStep' })).toBe('meeting/not-participant')
})

it('[M2] a stale advance is refused, so that a double-click on Next advances one step', () => {
  const table = running()
  const rev = table.meeting.rev
  const next: MeetingCommand = { type: 'advanceStep', override: 'nothing to review' }
  expect(table.give(CAROL, next, rev)).toBeNull()
  expect(table.give(CAROL, next, rev)).toBe('meeting/stale')
  expect(table.meeting.current).toBe(1)
})

it('[M2] a revision from the future is as stale as one from the past', () => {
  const table = running()
  expect(table.give(CAROL, { type: 'pauseTimer' }, table.meeting.rev + 1)).toBe('meeting/stale')
})

it('[M2] hands, cards and votes are accepted at any revision, and make no other command stale', () => {
  const table = running().goTo('vote').run(CAROL, { type: 'openVote' })
  const rev = table.meeting.rev
  expect(table.give(DAVE, { type: 'raiseHand' }, 0)).toBeNull()
  expect(table.give(DAVE, { type: 'submitCard', card: 'c1', text: 'late idea' }, 0)).toBeNull()
  expect(table.give(DAVE, { type: 'castVote', dots: {} }, 0)).toBeNull()
  expect(table.meeting.rev).toBe(rev + 3)
  expect(table.give(CAROL, { type: 'closeVote' }, rev)).toBeNull()
})

it('[M2] "finished" belongs to the step it was said in', () => {
  const table = running()
  const rev = table.meeting.rev
  table.run(CAROL, { type: 'advanceStep', override: 'time' })
  expect(table.give(DAVE, { type: 'finishStep' }, rev)).toBe('meeting/stale')
})

it('[M2] what is said of a step is not late while the meeting is at it, whatever else happened there', () => {
  const table = running()
  const rev = table.meeting.rev
  table.run(CAROL, { type: 'acknowledgeTone' }).run(CAROL, { type: 'pauseTimer' })
  expect(table.give(DAVE, { type: 'finishStep' }, rev)).toBeNull()
  expect(table.give(PRIYA, { type: 'finishStep' }, rev)).toBeNull()
  const minutes = () => (table.meeting.steps[0]?.timer.durationMs ?? 0) / MINUTE
  const before = minutes()
  for (let press = 0; press < 2; press++)
    expect(table.give(CAROL, { type: 'extendTimer', minutes: 1 }, rev)).toBeNull()
  expect(minutes()).toBe(before + 2)
  expect(table.give(CAROL, { type: 'resumeTimer' }, rev)).toBe('meeting/stale')
})

it('[M3] what is recorded names the session, whatever the message says', () => {
  const table = running()
  const forged = { type: 'raiseHand', person: 'carol', actor: 'carol' } as unknown as MeetingCommand
  table.run(DAVE, forged)
  expect(table.meeting.hands.map(hand => hand.person)).toEqual(['dave'])
})

it('[M19] the record of an ended meeting is read-only until a facilitator reopens it', () => {
  const table = running().run(CAROL, { type: 'endMeeting' })
  const state = table.meeting
  for (const type of Object.keys(PERMISSIONS) as CommandType[]) {
    if (type === 'reopenMeeting') continue
    expect(table.give(CAROL, { type } as MeetingCommand)).toBe('meeting/ended')
  }
  expect(table.meeting).toBe(state)
  expect(table.give(CAROL, { type: 'reopenMeeting' })).toBeNull()
  expect(table.meeting.status).toBe('running')
})

it('[M19] a reopened meeting goes on where it was, with its clock', () => {
  const table = running().pass(3).run(CAROL, { type: 'endMeeting' }).pass(60)
  table.run(CAROL, { type: 'reopenMeeting' }).pass(1)
  expect(table.view(CAROL).steps[0]?.spentMs).toBe(4 * MINUTE)
})

it('[M26] a meeting left open asks half an hour after its end, and ends itself after two hours', () => {
  const table = running()
  const end = TEN + HOUR
  expect(leftOpenInstants(table.meeting, 0)).toEqual({ askAt: end + 30 * MINUTE, endAt: end + 2 * HOUR })
  expect(table.view(DAVE).schedule).toMatchObject({
    askToEndAt: end + 30 * MINUTE,
    endsItselfAt: end + 2 * HOUR,
  })
})

it('[M26] whoever acts, in the meeting or in the document, keeps it open', () => {
  const table = running().pass(80)
  table.run(DAVE, { type: 'raiseHand' })
  expect(leftOpenInstants(table.meeting, 0)?.askAt).toBe(TEN + 110 * MINUTE)
  expect(leftOpenInstants(table.meeting, TEN + 100 * MINUTE)?.askAt).toBe(TEN + 130 * MINUTE)
  expect(leftOpenInstants(lobby().meeting, 0)).toBeNull()
})

it('the presets last what they say, and have the eight steps', () => {
  for (const minutes of [60, 75, 90] as const) {
    const table = new MeetingTable().run(CAROL, { type: 'openMeeting', minutes, scheduledStart: TEN })
    expect(table.meeting.steps.map(step => step.kind)).toEqual(STEP_KINDS)
    expect(table.meeting.plan.scheduledEnd).toBe(TEN + minutes * MINUTE)
  }
})

it('"learning first" leaves the actions to a follow-up within two working days', () => {
  const table = new MeetingTable().run(CAROL, { type: 'openMeeting', agenda: 'learning-first' })
  expect(table.meeting.steps.map(step => step.id)).toEqual([
    'opening',
    'timeline',
    'brainstorm',
    'group',
    'learn',
    'close',
  ])
  // 28 May 2026 is a Thursday: Friday is the first working day, Monday the second.
  expect(new Date(table.view(CAROL).schedule.followUpBy ?? 0).toISOString()).toBe('2026-06-01T11:00:00.000Z')
})

it('the agenda can be planned anew in the lobby: titles, minutes, prompts, steps and their order', () => {
  const table = lobby().run(CAROL, {
    type: 'openMeeting',
    agenda: [
      { kind: 'timeline', minutes: 30, title: 'What happened', prompts: ['Who saw it first?'] },
      { kind: 'timeline', minutes: 10 },
      { kind: 'learn', minutes: 10 },
    ],
  })
  expect(table.meeting.steps.map(step => step.id)).toEqual(['timeline', 'timeline-2', 'learn'])
  expect(table.meeting.steps[0]).toMatchObject({ title: 'What happened', prompts: ['Who saw it first?'] })
  expect(table.meeting.plan.scheduledEnd).toBe(TEN + 50 * MINUTE)
  expect(table.meeting.people).toHaveLength(4)
})

it('an agenda that ends before it starts, or has no step, is refused and changes nothing', () => {
  const table = lobby()
  expect(table.give(CAROL, { type: 'openMeeting', agenda: [] })).toBe('meeting/bad-agenda')
  expect(table.give(CAROL, { type: 'openMeeting', scheduledEnd: TEN - 1 })).toBe('meeting/bad-agenda')
  expect(table.meeting.steps).toHaveLength(8)
})

it('[M13] the end of a meeting lowers all hands; nobody speaks any more', () => {
  const table = running().run(DAVE, { type: 'raiseHand' }).run(PRIYA, { type: 'raiseHand' })
  table.run(CAROL, { type: 'callOn', person: DAVE.id }, { type: 'endMeeting' })
  expect(table.view(CAROL)).toMatchObject({ status: 'ended', hands: [], speaker: null })
})
