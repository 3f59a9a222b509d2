import { expect, it } from 'vitest'
import type { Api } from '../../../client/connection/api.ts'
import { UNREACHABLE } from '../../../client/connection/api.ts'
import { linkMeeting } from '../../../client/connection/meetingLink.ts'
import { ok, type Result, refuse } from '../../../shared/base/result.ts'
import type { MeetingAnswer } from '../../../shared/protocol/meetingApi.ts'

const at = (rev: number): MeetingAnswer => ({
  rev,
  epoch: 1,
  serverNow: 0,
  state: {} as MeetingAnswer['state'],
})

interface Sent {
  readonly expectedRev: number
  readonly idempotencyKey: string
}

/** An API of which only the answers to commands matter. */
function apiOf(answers: Result<MeetingAnswer>[]): { api: Api; sent: Sent[] } {
  const sent: Sent[] = []
  const post = async <T>(_path: string, body?: unknown): Promise<Result<T>> => {
    sent.push(body as Sent)
    return (answers.shift() ?? refuse('test/none', '')) as Result<T>
  }
  const never = (): Promise<never> => Promise.reject(new Error('not asked for'))
  return { api: { get: never, post, patch: never, remove: never, upload: never }, sent }
}

it('[M2] a command carries the revision that was shown when it was given', async () => {
  const { api, sent } = apiOf([ok(at(8)), refuse('meeting/stale', '')])
  const link = linkMeeting(api, 'pm-1')
  link.hear(at(7), true)
  const first = link.send({ type: 'advanceStep' })
  const second = link.send({ type: 'advanceStep' })
  await Promise.all([first, second])
  expect(sent.map(({ expectedRev }) => expectedRev)).toEqual([7, 7])
  expect(sent[0]?.idempotencyKey).not.toBe(sent[1]?.idempotencyKey)
  expect(link.answer.get()?.rev).toBe(8)
})

it('[M2] a lost answer is asked for again under the same key', async () => {
  const { api, sent } = apiOf([refuse(UNREACHABLE, ''), ok(at(3))])
  const link = linkMeeting(api, 'pm-1')
  const result = await link.send({ type: 'raiseHand' })
  expect(result.ok).toBe(true)
  expect(new Set(sent.map(({ idempotencyKey }) => idempotencyKey)).size).toBe(1)
  expect(sent).toHaveLength(2)
})

it('an older state never replaces a newer one, except as the first word of a new socket', () => {
  const link = linkMeeting(apiOf([]).api, 'pm-1')
  expect(link.answer.get()).toBeUndefined()
  link.hear(at(5), true)
  link.hear(at(4), false)
  expect(link.answer.get()?.rev).toBe(5)
  link.hear(at(2), true)
  expect(link.answer.get()?.rev).toBe(2)
  link.hear(null, false)
  expect(link.answer.get()).toBeNull()
})

it('[W11] what changed is put over what the socket told before, whatever a command was answered meanwhile', async () => {
  const { api } = apiOf([ok(at(6))])
  const link = linkMeeting(api, 'pm-1')
  const part = (speaker: string): Partial<MeetingAnswer['state']> => ({ speaker })
  link.hearChange({ ...at(4), state: part('early') })
  expect(link.answer.get()).toBeUndefined()
  link.hear({ ...at(5), state: { speaker: 'ann', lead: 'carol' } as MeetingAnswer['state'] }, true)
  await link.send({ type: 'raiseHand' })
  link.hearChange({ ...at(7), state: part('ben') })
  expect(link.answer.get()).toMatchObject({ rev: 7, state: { speaker: 'ben', lead: 'carol' } })
})
