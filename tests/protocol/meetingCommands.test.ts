import { expect, it } from 'vitest'
import type { MeetingCommand } from '../../shared/meeting/commands.ts'
import { commandRequest } from '../../shared/protocol/meetingCommands.ts'

const parse = (command: unknown) => commandRequest.safeParse({ command, expectedRev: 1, idempotencyKey: 'k' })

it('every command of the table is understood', () => {
  const commands: MeetingCommand[] = [
    { type: 'openMeeting', minutes: 75, scheduledStart: 1, scheduledEnd: 2, dots: 4, facilitatorsVote: true },
    { type: 'openMeeting', agenda: 'learning-first' },
    {
      type: 'openMeeting',
      agenda: [{ kind: 'timeline', minutes: 30, title: 'What happened', prompts: ['Who?'] }],
    },
    ...(
      ['startMeeting', 'endMeeting', 'reopenMeeting', 'undoAdvance', 'pauseTimer', 'resumeTimer'] as const
    ).map(type => ({ type })),
    { type: 'advanceStep', override: 'out of time' },
    { type: 'returnToStep', step: 0 },
    { type: 'returnToStep', step: 'timeline' },
    { type: 'extendTimer', minutes: -5 },
    { type: 'rebalance' },
    { type: 'borrowMinutes', from: 'learn', minutes: 3 },
    { type: 'takeBreak', minutes: 5 },
    { type: 'acknowledgeTone' },
    { type: 'confirmTimeline' },
    { type: 'recordEarlierAction', postmortem: 'p1', action: 'a1', status: 'done' },
    { type: 'setPublishingDate', date: '2026-05-30' },
    { type: 'spotlight', section: 'timeline', item: 'r1' },
    { type: 'spotlight', section: null },
    { type: 'showOnStage', item: 'f1', shown: false },
    { type: 'raiseHand' },
    { type: 'lowerHand' },
    { type: 'callOn', person: 'dave' },
    { type: 'moveHand', person: 'dave', to: 0 },
    { type: 'clearHands' },
    { type: 'submitCard', card: 'c1', text: 'no alert', category: 'measurements', signed: false },
    { type: 'editCard', card: 'c1', text: 'no alert on the pool' },
    { type: 'withdrawCard', card: 'c1' },
    { type: 'passBrainstorm' },
    { type: 'revealCards' },
    { type: 'openVote' },
    { type: 'castVote', dots: { f1: 2 } },
    { type: 'closeVote' },
    { type: 'keepChoice' },
    { type: 'sayPace', pace: 'lost' },
    { type: 'sayPace', pace: null },
    { type: 'commentUnsigned', row: 'r1', text: 'the page was green' },
    { type: 'park', text: 'an alert' },
    { type: 'unpark', item: 'i1' },
    { type: 'acceptAction', action: 'a1' },
    { type: 'recordLearning', text: 'pools fill quietly' },
    { type: 'passLearning' },
    { type: 'answerClosing', learned: true, again: true },
    { type: 'assignDuty', person: 'dave', duty: 'scribe' },
    { type: 'assignDuty', person: 'dave', duty: null },
    { type: 'handOver', person: 'dave' },
    { type: 'claimFacilitation' },
    { type: 'lockFacilitation', locked: true },
    { type: 'finishStep' },
    { type: 'unfinishStep' },
  ]
  for (const command of commands) expect(parse(command).data?.command).toEqual(command)
})

it('an instant may be written in ISO 8601, with its offset', () => {
  const parsed = parse({ type: 'openMeeting', minutes: 60, scheduledStart: '2026-05-28T12:00:00+02:00' })
  expect(parsed.data?.command).toMatchObject({ scheduledStart: Date.UTC(2026, 4, 28, 10) })
  expect(parse({ type: 'openMeeting', scheduledStart: '2026-05-28T12:00:00' }).success).toBe(false)
})

it('[M3] a command that names its actor is refused', () => {
  expect(parse({ type: 'raiseHand', actor: 'carol' }).success).toBe(false)
  expect(parse({ type: 'raiseHand', person: 'carol' }).success).toBe(false)
})

it('[M2] a command without a revision or a key is refused', () => {
  const command = { type: 'raiseHand' }
  expect(commandRequest.safeParse({ command, expectedRev: 1 }).success).toBe(false)
  expect(commandRequest.safeParse({ command, idempotencyKey: 'k' }).success).toBe(false)
})

it('what no command can be is refused', () => {
  for (const wrong of [
    { type: 'dropTables' },
    { type: 'openMeeting', minutes: 61 },
    { type: 'submitCard', card: 'c1', text: '   ' },
    { type: 'submitCard', card: 'c1', text: 'x'.repeat(2_001) },
    { type: 'castVote', dots: { f1: -1 } },
    { type: 'castVote', dots: { f1: 0.5 } },
    { type: 'extendTimer', minutes: Number.NaN },
    { type: 'setPublishingDate', date: '2026-02-30' },
    { type: 'openMeeting', agenda: [] },
  ])
    expect(parse(wrong).success, JSON.stringify(wrong)).toBe(false)
})
