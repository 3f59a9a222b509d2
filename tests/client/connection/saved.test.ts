import { expect, it } from 'vitest'
import { closedReason, type Status, savedOf } from '../../../client/connection/status.ts'
import { CLOSE } from '../../../shared/protocol/closeCodes.ts'

const online: Status = { kind: 'online', reason: null, hasDocument: true, wasIn: true }
const known = { status: online, mayEdit: true, failing: false, refused: false, waiting: 0, kept: true }

it('[P3] "saved" is said only online, with nothing waiting, to someone who may edit, by a server that can write', () => {
  const said: string[] = []
  for (const kind of ['connecting', 'online', 'offline', 'closed'] as const) {
    for (const mayEdit of [true, false]) {
      for (const failing of [true, false]) {
        for (const waiting of [0, 3]) {
          const saved = savedOf({ ...known, status: { ...online, kind }, mayEdit, failing, waiting })
          if (saved.kind === 'saved') said.push(JSON.stringify({ kind, mayEdit, failing, waiting }))
        }
      }
    }
  }
  expect(said).toEqual([JSON.stringify({ kind: 'online', mayEdit: true, failing: false, waiting: 0 })])
})

it('[P3] the number of changes waiting is told in every state', () => {
  const kinds = (['connecting', 'online', 'offline', 'closed'] as const).map(
    kind => savedOf({ ...known, status: { ...online, kind }, waiting: 7 }).waiting,
  )
  expect(kinds).toEqual([7, 7, 7, 7])
})

it('[P3] a server that cannot write is told apart from one that is slow', () => {
  expect(savedOf({ ...known, failing: true, waiting: 1 }).kind).toBe('failing')
  expect(savedOf({ ...known, waiting: 1 }).kind).toBe('saving')
})

it('[P3] what the server refused is called not saved until nothing waits any more', () => {
  expect(savedOf({ ...known, refused: true, waiting: 2 }).kind).toBe('refused')
  expect(savedOf({ ...known, refused: true, waiting: 0 }).kind).toBe('saved')
  expect(savedOf({ ...known, refused: true, failing: true, waiting: 2 }).kind).toBe('failing')
})

it('[W1] close codes from 4400 to 4499 end trying, each with its reason; others do not', () => {
  expect(closedReason(CLOSE.notSignedIn)).toBe('notSignedIn')
  expect(closedReason(CLOSE.noAccess)).toBe('noAccess')
  expect(closedReason(CLOSE.notFound)).toBe('notFound')
  expect(closedReason(CLOSE.otherSchema)).toBe('otherSchema')
  expect(closedReason(CLOSE.refusedUpdate)).toBe('refusedUpdate')
  expect(closedReason(CLOSE.outsideSchema)).toBe('outsideSchema')
  for (const code of [1000, 1006, CLOSE.restart, CLOSE.overloaded, 4399, 4500]) {
    expect(closedReason(code)).toBeNull()
  }
})
