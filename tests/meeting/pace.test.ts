import { expect, it } from 'vitest'
import { isPrivate } from '../../shared/meeting/events.ts'
import { fold } from '../../shared/meeting/evolve.ts'
import type { Pace } from '../../shared/meeting/state.ts'
import { CAROL, DAVE, PRIYA, row, running, WEI } from '../support/meetingTable.ts'

const say = (pace: Pace | null) => ({ type: 'sayPace', pace }) as const

it('[M28] what people say of the pace is a sum for facilitators, and nothing for others', () => {
  const table = running().run(DAVE, say('lost')).run(PRIYA, say('slower'))
  expect(table.view(CAROL).pace).toEqual({ own: null, counts: { slower: 1, faster: 0, lost: 1 } })
  expect(table.view(DAVE).pace).toEqual({ own: 'lost', counts: null })
  expect(table.view(WEI).pace).toEqual({ own: null, counts: null })
  expect(table.give(WEI, say('faster'))).toBe('meeting/not-participant')
  table.run(DAVE, say('faster')).run(PRIYA, say(null))
  expect(table.view(CAROL).pace.counts).toEqual({ slower: 0, faster: 1, lost: 0 })
})

it('[M28] another step begins without any, and nothing of it is kept', () => {
  const table = running().run(DAVE, say('lost')).goTo('timeline')
  expect(table.view(CAROL).pace.counts).toEqual({ slower: 0, faster: 0, lost: 0 })
  table.run(DAVE, say('slower')).run(CAROL, { type: 'undoAdvance' })
  expect(table.view(DAVE).pace.own).toBeNull()
  const kept = table.log.filter(({ event }) => !isPrivate(event))
  expect(fold(kept)).toEqual(table.meeting)
})

it('[M29] an unsigned comment names nobody, neither in what is kept nor on its way into the document', () => {
  const table = running()
  table.facts = { ...table.facts, timeline: [row('r1', 'disputed')] }
  expect(table.give(DAVE, { type: 'commentUnsigned', row: 'gone', text: 'green' })).toBe(
    'meeting/unknown-row',
  )
  expect(table.give(WEI, { type: 'commentUnsigned', row: 'r1', text: 'green' })).toBe(
    'meeting/not-participant',
  )
  table.run(DAVE, { type: 'commentUnsigned', row: 'r1', text: 'The page was green' })
  expect(table.meeting.unsigned.held).toEqual([
    { id: expect.any(String), row: 'r1', text: 'The page was green' },
  ])
  for (const person of [CAROL, PRIYA, WEI])
    expect(JSON.stringify(table.view(person))).not.toContain('The page was green')
  table.record({ type: 'commentsInserted' })
  table.run(CAROL, { type: 'endMeeting' })
  const kept = table.log.filter(({ event }) => !isPrivate(event))
  expect(JSON.stringify(kept)).not.toMatch(/The page was green|commentGiven/)
  expect(fold(kept)).toEqual(table.meeting)
})
