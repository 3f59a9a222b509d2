import { expect, it } from 'vitest'
import * as Y from 'yjs'
import { awarenessFrame, messageFrame, SYNC, syncFrame } from '../../shared/protocol/frames.ts'
import { RawPeer, textIn } from '../support/peers.ts'
import { Random } from '../support/random.ts'
import { startSyncServer } from '../support/syncServer.ts'
import { until } from '../support/until.ts'

const FRAMES = 20_000
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
    eve.send(mutated(honest(random), random))
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
  ann.leave()
  bob.leave()
  await server.close()
})
