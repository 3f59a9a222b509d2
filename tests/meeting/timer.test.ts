import fc from 'fast-check'
import { expect, it } from 'vitest'
import { HOUR, MINUTE, SECOND } from '../../shared/base/time.ts'
import type { Timer } from '../../shared/meeting/state.ts'
import {
  clockOf,
  isActionsLate,
  type MeetingClock,
  overMs,
  projectedEnd,
  rebalanced,
  remainingMs,
  spentMs,
  timerWarning,
} from '../../shared/meeting/timer.ts'
import { action, CAROL, factor, lobby, type MeetingTable, running, TEN } from '../support/meetingTable.ts'

const timer = (durationMs: number, startedAt: number): Timer => ({
  durationMs,
  startedAt,
  pausedAt: null,
  spentMs: 0,
})

const left = (table: MeetingTable): number => {
  const current = table.view(CAROL).timer
  if (current === null) throw new Error('no step is on')
  return remainingMs(current, table.now)
}

it('[M6] a step has one timer of stored instants, and pausing keeps the remainder', () => {
  const table = running().pass(2)
  table.run(CAROL, { type: 'pauseTimer' })
  expect(table.view(CAROL).timer).toEqual({
    durationMs: 5 * MINUTE,
    startedAt: null,
    pausedAt: TEN + 2 * MINUTE,
    spentMs: 2 * MINUTE,
  })
  table.pass(30)
  expect(left(table)).toBe(3 * MINUTE)
  table.run(CAROL, { type: 'resumeTimer' }).pass(1)
  expect(left(table)).toBe(2 * MINUTE)
})

it('[M6] pausing twice, or resuming what runs, changes nothing', () => {
  const table = running().pass(1).run(CAROL, { type: 'resumeTimer' }).pass(1)
  expect(left(table)).toBe(3 * MINUTE)
  table.run(CAROL, { type: 'pauseTimer' }).pass(1).run(CAROL, { type: 'pauseTimer' })
  expect(left(table)).toBe(3 * MINUTE)
})

it('[M6] the clock of a step stops while another is on, and goes on when the meeting comes back', () => {
  const table = running().pass(2).goTo('timeline').pass(10)
  table.run(CAROL, { type: 'returnToStep', step: 'opening' })
  expect(left(table)).toBe(3 * MINUTE)
})

it('[M6] a break stops the clock and ends by itself, sooner when the facilitator resumes', () => {
  const table = running().pass(1).run(CAROL, { type: 'takeBreak', minutes: 5 })
  expect(table.view(CAROL).breakUntil).toBe(TEN + 6 * MINUTE)
  table.pass(5)
  expect(left(table)).toBe(4 * MINUTE)
  expect(table.view(CAROL).breakUntil).toBeNull()
  table.pass(1)
  expect(left(table)).toBe(3 * MINUTE)
  table.run(CAROL, { type: 'takeBreak', minutes: 5 }).pass(1).run(CAROL, { type: 'resumeTimer' }).pass(1)
  expect(left(table)).toBe(2 * MINUTE)
})

it('[M7] extend takes −5 to +30 minutes and moves no other step', () => {
  const table = running().goTo('timeline')
  const others = () => table.view(CAROL).steps.filter((_, i) => i !== 1)
  const before = others()
  table.run(CAROL, { type: 'extendTimer', minutes: 30 }, { type: 'extendTimer', minutes: -5 })
  expect(left(table)).toBe(47 * MINUTE)
  expect(others()).toEqual(before)
  for (const minutes of [-6, 31, 0])
    expect(table.give(CAROL, { type: 'extendTimer', minutes })).toBe('meeting/bad-minutes')
})

it('[M7] rebalance spreads what is left until the scheduled end, in proportion, no step below a minute', () => {
  const table = running().goTo('timeline').pass(45)
  table.run(CAROL, { type: 'rebalance' })
  const clock = clockOf(table.meeting)
  expect(projectedEnd(clock, table.now)).toBe(TEN + HOUR)
  const later = clock.steps.slice(2).map(step => step.durationMs)
  expect(Math.min(...later)).toBeGreaterThanOrEqual(MINUTE)
  expect(later[3]).toBeGreaterThan(later[1] ?? 0)
})

it('[M7] however it stands, a rebalanced meeting ends on time or has one minute for each step', () => {
  const step = fc.record({
    durationMs: fc.integer({ min: 0, max: HOUR }),
    spentMs: fc.integer({ min: 0, max: HOUR }),
  })
  fc.assert(
    fc.property(
      fc.array(step, { minLength: 1, maxLength: 10 }),
      fc.nat(9),
      fc.integer({ min: -HOUR, max: 3 * HOUR }),
      (steps, at, untilEnd) => {
        const current = at % steps.length
        const first = steps[current] ?? { durationMs: 0, spentMs: 0 }
        const clock: MeetingClock = {
          current,
          timer: { ...first, startedAt: TEN, pausedAt: null },
          steps,
          schedule: { start: TEN, end: TEN + untilEnd },
        }
        const durations = rebalanced(clock, TEN)
        const parts = steps.slice(current).map((s, i) => (durations[current + i] ?? 0) - s.spentMs)
        const total = parts.reduce((sum, part) => sum + part, 0)
        expect(Math.min(...parts)).toBeGreaterThanOrEqual(MINUTE)
        expect(total).toBe(Math.max(Math.floor(untilEnd / SECOND) * SECOND, parts.length * MINUTE))
        expect(Object.keys(durations)).toHaveLength(parts.length)
      },
    ),
  )
})

it('[M8] overtime counts up and is never hidden', () => {
  const table = running().pass(12)
  expect(left(table)).toBe(-7 * MINUTE)
  expect(table.view(CAROL).steps[0]?.spentMs).toBe(12 * MINUTE)
})

it('[M8] warnings stand at five minutes, one minute and zero', () => {
  const at = (minutes: number) => timerWarning(timer(10 * MINUTE, TEN), TEN + minutes * MINUTE)
  expect([0, 4.99, 5, 8.99, 9, 9.99, 10, 20].map(at)).toEqual([
    'none',
    'none',
    'five-minutes',
    'five-minutes',
    'one-minute',
    'one-minute',
    'time-up',
    'time-up',
  ])
  expect(timerWarning(timer(4 * MINUTE, TEN), TEN)).toBe('none')
})

it('[M8] the last five minutes of the actions without any action for a chosen factor are told', () => {
  const clock = timer(11 * MINUTE, TEN)
  const late = TEN + 6 * MINUTE
  const factors = [factor('f1', { chosen: true }), factor('f2', { chosen: true })]
  const facts = { timeline: [], factors, actions: [] }
  expect(isActionsLate('actions', clock, facts, late - 1)).toBe(false)
  expect(isActionsLate('actions', clock, facts, late)).toBe(true)
  expect(isActionsLate('learn', clock, facts, late)).toBe(false)
  const one = { ...facts, actions: [action('a1', { factors: ['f2'] })] }
  expect(isActionsLate('actions', clock, one, late)).toBe(false)
})

it('[M9] the clock is derived from stored server instants, so a clock set back takes nothing away', () => {
  const clock = timer(10 * MINUTE, TEN)
  expect(spentMs(clock, TEN - HOUR)).toBe(0)
  const table = running().pass(3)
  const sent = JSON.parse(JSON.stringify(table.view(CAROL).timer)) as Timer
  table.pass(1)
  expect(remainingMs(sent, table.now)).toBe(left(table))
})

it('[M23] the whole meeting has a clock: projected end, and minutes over or under', () => {
  const table = lobby()
  expect(projectedEnd(clockOf(table.meeting), TEN - HOUR)).toBe(TEN + HOUR)
  table.pass(4).run(CAROL, { type: 'startMeeting' })
  expect(overMs(table.view(CAROL), table.now)).toBe(4 * MINUTE)
  table.pass(3).goTo('timeline')
  expect(overMs(table.view(CAROL), table.now)).toBe(2 * MINUTE)
  table.pass(30)
  expect(overMs(table.view(CAROL), table.now)).toBe(10 * MINUTE)
})

it('[M23] minutes are borrowed from a later step by name, which keeps one', () => {
  const table = running().goTo('timeline')
  table.run(CAROL, { type: 'borrowMinutes', from: 'learn', minutes: 3 })
  const { steps } = table.view(CAROL)
  expect([steps[1]?.durationMs, steps[6]?.durationMs]).toEqual([25 * MINUTE, 2 * MINUTE])
  expect(table.give(CAROL, { type: 'borrowMinutes', from: 'learn', minutes: 2 })).toBe('meeting/bad-minutes')
  expect(table.give(CAROL, { type: 'borrowMinutes', from: 'opening', minutes: 1 })).toBe(
    'meeting/unknown-step',
  )
})
