import * as encoding from 'lib0/encoding'
import { expect, it } from 'vitest'
import {
  awarenessFrame,
  messageFrame,
  parseClientFrame,
  SYNC,
  syncFrame,
} from '../../shared/protocol/frames.ts'

const parse = (...bytes: number[]) => parseClientFrame(Uint8Array.from(bytes))

it('[W3] frames are read varint by varint: longer ways to write a number mean the same', () => {
  expect(parse(0, 2, 1, 7)).toEqual({ kind: 'update', update: Uint8Array.of(7) })
  expect(parse(0x80, 0, 0x82, 0, 1, 7)).toEqual({ kind: 'update', update: Uint8Array.of(7) })
  expect(parse(0x80, 0x80, 0, 0x81, 0, 0x81, 0, 7)).toEqual({ kind: 'step2', update: Uint8Array.of(7) })
})

it('[W3] an unknown type, a cut frame and trailing bytes are no frames', () => {
  expect(parse()).toBeNull()
  expect(parse(5)).toBeNull()
  expect(parse(2, 0)).toBeNull()
  expect(parse(0, 3, 0)).toBeNull()
  expect(parse(0, 2, 2, 7)).toBeNull()
  expect(parse(0, 2, 1, 7, 0)).toBeNull()
  expect(parse(3, 0)).toBeNull()
  expect(parse(0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff)).toBeNull()
})

it('[W3] a length past the end of a frame is never read from what lies behind it', () => {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, 0)
  encoding.writeVarUint(encoder, SYNC.update)
  encoding.writeVarUint(encoder, 2 ** 40)
  expect(parseClientFrame(encoding.toUint8Array(encoder))).toBeNull()
})

it('every frame that is written is read back', () => {
  expect(parseClientFrame(syncFrame(SYNC.step1, Uint8Array.of(0)))).toEqual({
    kind: 'step1',
    stateVector: Uint8Array.of(0),
  })
  expect(parseClientFrame(messageFrame({ t: 'clock', sent: 5 }))).toEqual({
    kind: 'message',
    json: '{"t":"clock","sent":5}',
  })
  expect(parseClientFrame(awarenessFrame([]))).toEqual({ kind: 'awareness', entries: Uint8Array.of(0) })
  expect(parse(3)).toEqual({ kind: 'queryAwareness' })
})
