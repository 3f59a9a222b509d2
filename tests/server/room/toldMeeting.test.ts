import { expect, it } from 'vitest'
import { ToldMeeting } from '../../../server/room/toldMeeting.ts'
import type { MeetingAnswer } from '../../../shared/protocol/meetingApi.ts'
import type { ServerMessage } from '../../../shared/protocol/messages.ts'
import { CAROL, DAVE, PRIYA, running } from '../../support/meetingTable.ts'

type Table = ReturnType<typeof running>

const answerOf = (table: Table): MeetingAnswer => ({
  rev: table.meeting.rev,
  epoch: table.meeting.epoch,
  serverNow: table.now,
  state: table.view(DAVE),
})

const said = (told: ToldMeeting, table: Table): ServerMessage | null => {
  const text = told.next(answerOf(table))
  return text === null ? null : (JSON.parse(text) as ServerMessage)
}

it('[W11] after the whole only what changed is sent, and together that is the meeting as it stands', () => {
  const table = running()
  const told = new ToldMeeting(true)
  const first = said(told, table)
  if (first?.t !== 'meeting' || !first.meeting) throw new Error('The whole comes first')
  let { state } = first.meeting
  const step = (change: () => void): string[] => {
    change()
    const message = said(told, table)
    if (message?.t !== 'meetingChange') throw new Error('A change follows')
    state = { ...state, ...message.state }
    expect(state).toEqual(JSON.parse(JSON.stringify(table.view(DAVE))))
    return Object.keys(message.state)
  }
  expect(step(() => table.run(PRIYA, { type: 'raiseHand' }))).toEqual(['hands'])
  expect(step(() => table.run(PRIYA, { type: 'park', text: 'An alert' }))).toEqual(['parked'])
  expect(step(() => table.run(DAVE, { type: 'sayPace', pace: 'lost' }))).toEqual(['pace'])
  expect(step(() => {})).toEqual([])
  step(() => table.goTo('vote').run(CAROL, { type: 'openVote' }))
  step(() => table.run(CAROL, { type: 'endMeeting' }))
})

it('[W11] a page that does not ask for changes is sent the whole, and nobody is told what is older', () => {
  const table = running()
  const [whole, changes] = [new ToldMeeting(false), new ToldMeeting(true)]
  const older = answerOf(table)
  for (const told of [whole, changes]) said(told, table)
  table.run(PRIYA, { type: 'raiseHand' })
  expect([said(whole, table)?.t, said(changes, table)?.t]).toEqual(['meeting', 'meetingChange'])
  expect([whole.next(older), changes.next(older), changes.next(null)]).toEqual([null, null, null])
})
