import { expect, it } from 'vitest'
import * as Y from 'yjs'
import { awarenessFrame, messageFrame, SYNC, syncFrame } from '../../shared/protocol/frames.ts'
import { RawPeer, textIn } from '../support/peers.ts'
import { Random } from '../support/random.ts'
import { startSyncServer } from '../support/syncServer.ts'
import { short } from '../support/typist.ts'
import { until } from '../support/until.ts'

const FRAMES = short(20_000, 1_000_000)
const SEED = Number(process.env.FUZZ_SEED ?? 1)

/** Frames of every kind, as honest clients send them. */
function honest(random: Random): Uint8Array {
  const doc = new Y.Doc()
  doc.clientID = 1_024 + random.below(2 ** 31)
  textIn(doc).insert(0, 'fuzz '.repeat(1 + random.below(4)))
  if (random.below(2) === 0) textIn(doc).delete(0, 3)
  doc.getMap('timeline').set('a', new Y.Map([['text', new Y.Text('row')]]))
  const update = Y.encodeStateAsUpdate(doc)
  const client = doc.clientID
  return random.pick([
    syncFrame(SYNC.update, update),
    syncFrame(SYNC.step2, update),
    syncFrame(SYNC.step1, Y.encodeStateVector(doc)),
    awarenessFrame([{ client, clock: 1 + random.below(9), state: '{"cursor":1}' }]),
    messageFrame({ t: 'clock', sent: 5 }),
    Uint8Array.of(3),
  ])
}

/** A number as a varint, in as many bytes more than it needs. */
function varint(value: number, more: number): number[] {
  const bytes: number[] = []
  for (let rest = value; rest > 127; rest = Math.floor(rest / 128)) bytes.push((rest % 128) + 128)
  bytes.push(Math.floor(value / 128 ** bytes.length) % 128)
  for (let at = 0; at < more; at++) {
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) | 128
    bytes.push(0)
  }
  return bytes
}

/** One number of the frame replaced by another, or written in more bytes than it needs; all else stays whole. */
function bent(frame: Uint8Array, random: Random): Uint8Array {
  const bytes = [...frame]
  const start = random.below(bytes.length)
  let end = start
  while (end < bytes.length - 1 && (bytes[end] ?? 0) > 127) end++
  const old = bytes.slice(start, end + 1).reduceRight((value, byte) => value * 128 + (byte & 127), 0)
  const value = random.pick([old, old, 0, 1, old + 1, 127, 128, 2 ** 31, 2 ** 32 + 1, 2 ** 53 - 1])
  bytes.splice(start, end + 1 - start, ...varint(value, random.below(3)))
  return Uint8Array.from(bytes)
}

function mutated(frame: Uint8Array, random: Random): Uint8Array {
  const bytes = [...frame]
  for (let times = 1 + random.below(4); times > 0; times--) {
    const at = random.below(bytes.length + 1)
    const byte = random.pick([0, 1, 127, 128, 255, random.below(256)])
    const cut = random.pick([
      () => bytes.splice(at, 1, byte),
      () => bytes.splice(at, 0, byte),
      () => bytes.splice(at, 1 + random.below(6)),
      () => bytes.splice(at),
      () => bytes.push(...bytes.slice(at)),
    ])
    cut()
  }
  return Uint8Array.from(bytes)
}

it(`[W3] ${FRAMES} broken frames: the server lives, the room serves, and its text is untouched`, async () => {
  console.log(`seed ${SEED}`)
  const random = new Random(SEED)
  const server = await startSyncServer({
    limits: { framesPerSecond: 1e6, frameBurst: 1e6, socketsPerPerson: 99 },
  })
  await server.create('fuzzed')
  const ann = await RawPeer.join(server, 'fuzzed', 'as=ann&v=1')
  ann.edit(doc => doc.getText('precious').insert(0, 'keep this'))
  let eve = await RawPeer.join(server, 'fuzzed', 'as=eve')
  let closed = 0
  let written = 1
  for (let sent = 0; sent < FRAMES; sent++) {
    if (eve.closed || eve.socket.readyState !== eve.socket.OPEN) {
      closed++
      eve.leave()
      eve = await RawPeer.join(server, 'fuzzed', 'as=eve')
    }
    eve.send(random.pick([mutated, mutated, bent])(honest(random), random))
    if (sent % 50 === 0) await new Promise(resolve => setImmediate(resolve))
    if (sent % 2_000 === 0) {
      ann.edit(doc => doc.getText('precious').insert(0, '!'))
      written++
      await until('ann is served', () => ann.saved === written, 5_000)
    }
  }
  eve.leave()
  const bob = await RawPeer.join(server, 'fuzzed', 'as=bob')
  expect(`${bob.doc.getText('precious')}`).toBe(`${'!'.repeat(written - 1)}keep this`)
  const room = await server.rooms.open('fuzzed')
  expect(room.ok && room.value.read().title).toBe('Payments outage')
  expect(closed).toBeGreaterThan(FRAMES / 500)
  expect(ann.closed).toBeNull()
  console.log(`${FRAMES} frames, for which ${closed} sockets were closed; ${written} words saved meanwhile`)
  ann.leave()
  bob.leave()
  await server.close()
}, 3_600_000)
