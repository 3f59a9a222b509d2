import { expect, it } from 'vitest'
import { MINUTE } from '../../shared/base/time.ts'
import { isPrivate } from '../../shared/meeting/events.ts'
import { momentAt, momentsOf, replayedAt, stateAt } from '../../shared/meeting/replay.ts'
import { reportOf } from '../../shared/meeting/report.ts'
import { action, CAROL, DAVE, factor, lobby, PRIYA, row, running, TEN } from '../support/meetingTable.ts'

const LATE = { id: 'lena', name: 'Lena', role: 'participant' as const }

it('[M17] a late arrival gets the whole state and a catch-up; who was there from the start does not need one', () => {
  const table = running()
  table.pass(6).run(CAROL, { type: 'advanceStep', override: 'tone was sent ahead' }).pass(3)
  table.facts = {
    ...table.facts,
    timeline: [row('r1'), row('r2')],
    factors: [factor('f1', { chosen: true })],
  }
  table.run(CAROL, { type: 'spotlight', section: 'timeline', item: 'r2' }).join(LATE)
  const view = table.view(LATE)
  expect(view.spotlight).toEqual({ section: 'timeline', item: 'r2' })
  expect(view.current).toBe(1)
  expect(view.catchUp).toEqual({
    stepsDone: [{ title: 'Opening and earlier actions', spentMs: 6 * MINUTE }],
    rowsAdded: 2,
    rowsCorrected: 0,
    rowsRemoved: 0,
    factorsAdded: 1,
    actionsAdded: 0,
    chosenFactors: [],
    overrides: ['tone was sent ahead'],
  })
  expect(table.view(DAVE).catchUp).toBeNull()
})

it('[M5, M17] the catch-up names chosen factors only once the timeline was walked through', () => {
  const table = running().goTo('timeline').pass(2).join(LATE)
  table.facts = { ...table.facts, factors: [factor('f1', { chosen: true })] }
  expect(table.view(LATE).catchUp?.chosenFactors).toEqual([])
  table.goTo('brainstorm')
  expect(table.view(LATE).catchUp?.chosenFactors).toEqual(['f1'])
})

function reported() {
  const table = running()
  table.pass(6).run(CAROL, { type: 'advanceStep', override: 'tone was sent ahead' }).pass(20)
  table.goTo('brainstorm').run(DAVE, { type: 'submitCard', card: 'c1', text: 'secret card' })
  table.run(PRIYA, { type: 'submitCard', card: 'c2', text: 'other' }).run(CAROL, { type: 'revealCards' })
  table.record({ type: 'cardsInserted' })
  table.goTo('learn').run(DAVE, { type: 'recordLearning', text: 'Pools fill up quietly' })
  table.run(DAVE, { type: 'answerClosing', learned: true, again: true }).goTo('close')
  table.facts = {
    timeline: [{ ...row('r1'), text: 'corrected' }, row('r2')],
    factors: [factor('f1', { chosen: true }), factor('f2')],
    actions: [action('a1', { factors: ['f1'] }), action('a2')],
  }
  table.run(DAVE, { type: 'acceptAction', action: 'a1' }).run(CAROL, { type: 'endMeeting' })
  return table
}

it('[M18] the report has minutes, overrides, changes, factors, actions and their quality, people as a count', () => {
  const table = reported()
  const report = reportOf(table.log, table.facts, { a1: 'pass', a2: 'reject' }, table.now)
  expect(report).toMatchObject({
    startedAt: TEN,
    endedAt: TEN + 26 * MINUTE,
    plannedMs: 60 * MINUTE,
    spentMs: 26 * MINUTE,
    changes: { rowsAdded: 2, rowsCorrected: 0, factorsAdded: 2, actionsAdded: 2 },
    factors: { total: 2, chosen: 1, uncovered: 0 },
    actions: { total: 2, accepted: 1, quality: { pass: 1, revise: 0, reject: 1 } },
    contributors: 2,
    learnings: ['Pools fill up quietly'],
    closing: { answered: 1, learned: null, again: null },
  })
  expect(report?.steps[0]).toEqual({
    title: 'Opening and earlier actions',
    plannedMs: 5 * MINUTE,
    spentMs: 6 * MINUTE,
  })
  expect(report?.overrides[0]).toEqual({
    step: 'Opening and earlier actions',
    reason: 'tone was sent ahead',
    open: ['tone-not-acknowledged'],
  })
  expect(JSON.stringify(report)).not.toMatch(/dave|priya|secret/i)
})

it('[M18] rows count as added or corrected until the meeting ended, not by what is edited later', () => {
  const table = running()
  table.run(CAROL, { type: 'endMeeting' })
  table.facts = { ...table.facts, timeline: [row('r9')] }
  expect(reportOf(table.log, table.facts, {}, table.now)?.changes.rowsAdded).toBe(0)
  table.run(CAROL, { type: 'reopenMeeting' })
  expect(reportOf(table.log, table.facts, {}, table.now)?.changes.rowsAdded).toBe(1)
})

it('[M18] a corrected row is one whose time or text changed, not one that was confirmed', () => {
  const table = lobby()
  table.facts = { ...table.facts, timeline: [row('r1', 'draft'), row('r2', 'draft'), row('r3'), row('r4')] }
  table.run(CAROL, { type: 'startMeeting' })
  const later = { ...row('r2'), at: '2026-05-27T14:30:00Z' }
  const reworded = { ...row('r3'), text: 'Rollback started' }
  table.facts = { ...table.facts, timeline: [row('r1'), later, reworded, row('r5')] }
  expect(reportOf(table.log, table.facts, {}, table.now)?.changes).toMatchObject({
    rowsAdded: 1,
    rowsCorrected: 2,
    rowsRemoved: 1,
  })
})

it('[M18] there is no report before the start', () => {
  expect(reportOf(lobby().log, lobby().facts, {}, TEN)).toBeNull()
})

it('[M20] any moment can be shown again with its step, timer and spotlight', () => {
  const table = running().pass(6).goTo('timeline').pass(4)
  table.run(CAROL, { type: 'spotlight', section: 'timeline', item: 'r7' }).pass(2)
  table.goTo('brainstorm').pass(10).run(CAROL, { type: 'endMeeting' })
  expect(momentAt(table.log, TEN + 11 * MINUTE)).toEqual({
    at: TEN + 11 * MINUTE,
    status: 'running',
    step: 1,
    title: 'Timeline review',
    timer: { durationMs: 22 * MINUTE, startedAt: TEN + 6 * MINUTE, pausedAt: null, spentMs: 0 },
    remainingMs: 17 * MINUTE,
    spotlight: { section: 'timeline', item: 'r7' },
  })
  expect(momentAt(table.log, TEN - 1)).toBeNull()
  expect(stateAt(table.log, table.now)).toEqual(table.meeting)
})

it('[M20] a replay can jump to each change of step or spotlight, and needs no private event', () => {
  const table = reported()
  const kept = table.log.filter(({ event }) => !isPrivate(event))
  const moments = momentsOf(kept)
  expect(moments).toEqual(momentsOf(table.log))
  const steps = moments.filter(({ mark }) => ['started', 'step', 'ended'].includes(mark))
  expect(steps.map(moment => moment.step)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 7])
  expect(moments.at(-1)?.status).toBe('ended')
})

it('[M20] between two moments the clock goes on as it did, and stands while it was paused', () => {
  const table = running().pass(2).run(CAROL, { type: 'pauseTimer' }).pass(5)
  table.run(CAROL, { type: 'resumeTimer' }).pass(1).run(CAROL, { type: 'extendTimer', minutes: 5 }).pass(1)
  const moments = momentsOf(table.log)
  const at = (minutes: number) => replayedAt(moments, TEN + minutes * MINUTE)?.remainingMs
  expect([at(1), at(2), at(4), at(7), at(7.5), at(8), at(9)]).toEqual(
    [4, 3, 3, 3, 2.5, 7, 6].map(minutes => minutes * MINUTE),
  )
  expect(replayedAt(moments, TEN - 1)).toBeNull()
  for (const { at: instant } of table.log)
    expect(replayedAt(moments, instant) ?? undefined).toMatchObject({
      step: momentAt(table.log, instant)?.step,
      remainingMs: momentAt(table.log, instant)?.remainingMs,
    })
})

it('[M10, M11] no moment of a replay is made by what one person did in silence', () => {
  const table = running().goTo('brainstorm')
  const before = momentsOf(table.log).length
  table.run(DAVE, { type: 'submitCard', card: 'c1', text: 'No alert' })
  table.run(DAVE, { type: 'finishStep' }).run(PRIYA, { type: 'passBrainstorm' }).join(LATE)
  table.run(PRIYA, { type: 'raiseHand' })
  expect(momentsOf(table.log)).toHaveLength(before)
  table.goTo('group').run(CAROL, { type: 'revealCards' })
  expect(
    momentsOf(table.log)
      .map(({ mark }) => mark)
      .slice(before),
  ).toEqual(['step', 'revealed'])
})
