import { expect, it } from 'vitest'
import { changesSince } from '../../../client/meeting/replay/changes.ts'
import { neighbour, trackOf } from '../../../client/meeting/replay/track.ts'
import { MINUTE } from '../../../shared/base/time.ts'
import type { Postmortem, TimelineRow } from '../../../shared/document/postmortem.ts'
import { emptyPostmortem } from '../../../shared/document/seed.ts'
import { momentsOf } from '../../../shared/meeting/replay.ts'
import { CAROL, running, TEN } from '../../support/meetingTable.ts'

const minutes = (...list: number[]) => list.map(minute => minute * MINUTE)

it('[M20] the slider shows each step as long as it took', () => {
  const table = running().pass(6).goTo('timeline').pass(20)
  table.goTo('brainstorm').pass(4).run(CAROL, { type: 'endMeeting' })
  const track = trackOf(momentsOf(table.log))
  expect(track.length).toBe(30 * MINUTE)
  expect(track.segments.map(({ title, from, to }) => [title, from / MINUTE, to / MINUTE])).toEqual([
    ['Opening and earlier actions', 0, 6],
    ['Timeline review', 6, 26],
    ['Silent brainstorm', 26, 30],
  ])
  expect(track.instantAt(7 * MINUTE)).toBe(TEN + 7 * MINUTE)
})

it('[M20] the days between an end and a reopening take no room on the slider', () => {
  const table = running()
    .pass(10)
    .run(CAROL, { type: 'endMeeting' })
    .pass(3 * 24 * 60)
  table.run(CAROL, { type: 'reopenMeeting' }).pass(5).run(CAROL, { type: 'endMeeting' })
  const track = trackOf(momentsOf(table.log))
  expect(track.length).toBe(15 * MINUTE)
  const reopened = TEN + (10 + 3 * 24 * 60) * MINUTE
  expect([9, 12, 15].map(minute => track.instantAt(minute * MINUTE))).toEqual([
    TEN + 9 * MINUTE,
    reopened + 2 * MINUTE,
    reopened + 5 * MINUTE,
  ])
})

it('[M20] one jumps from mark to mark, and at the ends stays there', () => {
  const table = running().pass(6).goTo('timeline').pass(4)
  table.run(CAROL, { type: 'spotlight', section: 'timeline', item: 'r1' }).pass(2)
  table.run(CAROL, { type: 'pauseTimer' }).pass(3).run(CAROL, { type: 'endMeeting' })
  const track = trackOf(momentsOf(table.log))
  const places = [0, 0, 0, 0].reduce<number[]>(all => [...all, neighbour(track, all.at(-1) ?? 0, 1)], [0])
  expect(places).toEqual(minutes(0, 6, 10, 15, 15))
  expect(neighbour(track, 6 * MINUTE, -1)).toBe(0)
  expect(neighbour(track, 0, -1)).toBe(0)
})

it('[M20] a meeting that never ran has no length', () => {
  expect(trackOf([]).length).toBe(0)
})

it('what the meeting brought in or wrote anew is told apart from what the draft had', () => {
  const row = (id: string, text: string, order = id): TimelineRow => ({
    id,
    at: '',
    precision: 'unknown',
    text,
    kind: 'note',
    source: { type: '', url: '' },
    state: 'draft',
    order,
  })
  const draft: Postmortem = { ...emptyPostmortem('p'), timeline: [row('a', 'Alert'), row('b', 'Deploy')] }
  const later: Postmortem = {
    ...draft,
    timeline: [row('b', 'Deploy', 'a0'), row('a', 'Alert at 14:22'), row('c', 'Rollback')],
  }
  expect([...changesSince(draft, later)]).toEqual([
    ['a', 'changed'],
    ['c', 'added'],
  ])
  expect(changesSince(null, later).size).toBe(0)
})
