import { expect, it } from 'vitest'
import { Authorship } from '../../../server/room/authorship.ts'

const OWNER = 70_000

it('[W6] what others bring back piece by piece is one range, in the room and in the log', () => {
  const authorship = new Authorship({ clients: [{ client: OWNER, person: 'ann' }], unattributed: [] })
  for (let clock = 10; clock < 1_010; clock += 2) authorship.disown(OWNER, clock, 2)
  authorship.disown(OWNER, 2_000, 1)
  const range = { client: OWNER, clock: 10, length: 1_000 }
  expect(authorship.take().unattributed).toEqual([range, { client: OWNER, clock: 2_000, length: 1 }])
  expect(authorship.authorOf(OWNER, 9)).toBe('ann')
  expect(authorship.authorOf(OWNER, 10)).toBeUndefined()
  expect(authorship.authorOf(OWNER, 1_009)).toBeUndefined()
  expect(authorship.authorOf(OWNER, 1_010)).toBe('ann')
})

it('[N5] ranges of a commit that failed come with the next one', () => {
  const authorship = new Authorship({ clients: [], unattributed: [] })
  authorship.disown(OWNER, 0, 3)
  authorship.take()
  authorship.putBack()
  authorship.disown(OWNER, 3, 1)
  expect(authorship.take().unattributed).toEqual([{ client: OWNER, clock: 0, length: 4 }])
})
