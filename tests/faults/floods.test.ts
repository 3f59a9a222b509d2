import { once } from 'node:events'
import { connect } from 'node:net'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import * as encoding from 'lib0/encoding'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import * as Y from 'yjs'
import { messageFrame, SYNC, syncFrame } from '../../shared/protocol/frames.ts'
import { RawPeer, textIn } from '../support/peers.ts'
import { type SyncServer, startSyncServer } from '../support/syncServer.ts'
import { canaryNextDoor, expectWhole, short, Typist } from '../support/typist.ts'
import { until } from '../support/until.ts'

const ORPHANS = short(600, 20_000)
const KNOCKS = short(300, 10_000)

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void
const heap = (): number => {
  collect()
  return process.memoryUsage().heapUsed + process.memoryUsage().arrayBuffers
}
const MIB = 1_024 * 1_024

let server: SyncServer
let typists: Typist[] = []
let canary: Typist | undefined

beforeEach(async () => {
  server = await startSyncServer({ limits: { socketsPerPerson: 300 } })
  await server.create('room')
  await server.create('other')
})

afterEach(async () => {
  for (const typist of typists) typist.leave()
  typists = []
  canary?.leave()
  await server.close()
})

async function gather(count: number): Promise<void> {
  canary = canaryNextDoor(server)
  typists = Array.from({ length: count }, (_, at) => new Typist(server, 'room', `t${at}`).connect())
  await until('everybody in', () => typists.every(({ isSynced }) => isSynced))
}

/** What honest people notice while `attack` goes on: nothing. Returns how much the heap grew by, in bytes. */
async function unnoticed(attack: () => Promise<void>): Promise<number> {
  await gather(3)
  const before = heap()
  for (const typist of typists) typist.start(50)
  await until('something saved', () => typists.every(({ saved }) => saved.size > 2))
  await attack()
  const then = typists.map(({ saved }) => saved.size)
  await until(
    'they are still served',
    () => typists.every(({ saved }, at) => saved.size > (then[at] ?? 0)),
    5_000,
  )
  for (const typist of typists) typist.stop()
  expect(typists.flatMap(({ closes }) => closes)).toEqual([])
  await expectWhole(server, 'room', typists)
  const after = heap()
  console.log(`heap before ${(before / MIB).toFixed(1)} MiB, after ${(after / MIB).toFixed(1)} MiB`)
  return after - before
}

/** Sends from a socket that is opened anew whenever the server closed it; resolves to how often that was. */
async function insist(frames: Iterable<Uint8Array>): Promise<number> {
  let closed = 0
  let eve = await RawPeer.join(server, 'room', 'as=eve')
  let sent = 0
  for (const frame of frames) {
    if (eve.closed || eve.socket.readyState !== WebSocket.OPEN) {
      closed++
      eve.leave()
      eve = await RawPeer.join(server, 'room', 'as=eve')
    }
    eve.send(frame)
    if (++sent % 20 === 0) await new Promise(resolve => setImmediate(resolve))
  }
  await until('the last one is judged', () => eve.closed !== null, 5_000)
  eve.leave()
  return closed + 1
}

it(`[W6] ${ORPHANS} updates whose foundations are missing: a few are held, and nothing stays pending`, async () => {
  function* orphans(): Generator<Uint8Array> {
    for (let at = 0; at < ORPHANS; at++) {
      const doc = new Y.Doc()
      const made: Uint8Array[] = []
      doc.on('update', (update: Uint8Array) => made.push(update))
      textIn(doc).insert(0, 'lost')
      textIn(doc).insert(2, 'orphan')
      yield syncFrame(SYNC.update, made[1] ?? new Uint8Array())
    }
  }
  const grown = await unnoticed(async () => {
    const eve = await RawPeer.join(server, 'room', 'as=eve&v=1')
    for (const orphan of orphans()) eve.send(orphan)
    eve.send(messageFrame({ t: 'clock', sent: 1 }))
    await until('the last one is read', () => eve.messages.some(({ t }) => t === 'clock'), 300_000)
    expect(eve.closed).toBeNull()
    expect(eve.saved).toBe(0)
    eve.leave()
  })
  expect(grown).toBeLessThan(20 * MIB)
}, 600_000)

it('[W6] structures of absurd length and number: refused at once, whatever they claim', async () => {
  const bomb = (write: (to: encoding.Encoder) => void): Uint8Array => {
    const encoder = encoding.createEncoder()
    write(encoder)
    return syncFrame(SYNC.update, encoding.toUint8Array(encoder))
  }
  const numbers =
    (...values: number[]) =>
    (to: encoding.Encoder): void => {
      for (const value of values) encoding.writeVarUint(to, value)
    }
  const bombs = [
    bomb(numbers(2 ** 50, 2 ** 50)),
    bomb(numbers(1, 2 ** 40, 5_000, 0)),
    bomb(to => {
      numbers(1, 1, 5_000, 0)(to)
      encoding.writeUint8(to, 0)
      numbers(2 ** 48, 0)(to)
    }),
    bomb(numbers(0, 1, 5_000, 1, 0, 2 ** 40)),
    bomb(numbers(0, 2 ** 40)),
    bomb(to => {
      numbers(1, 200_000, 5_000, 0)(to)
      for (let at = 0; at < 200_000; at++) {
        encoding.writeUint8(to, 0)
        encoding.writeVarUint(to, 1_000)
      }
      encoding.writeVarUint(to, 0)
    }),
  ]
  const grown = await unnoticed(async () => {
    for (const frame of bombs) expect(await insist([frame])).toBe(1)
  })
  expect(grown).toBeLessThan(20 * MIB)
})

it('[W8] frames of 50 MB, reserved bits, unmasked bytes, endless fragments: the socket is closed and nothing kept', async () => {
  const upgrade = async (): Promise<ReturnType<typeof connect>> => {
    const socket = connect(server.port, '127.0.0.1')
    socket.on('error', () => {})
    socket.write(
      'GET /sync/room?as=eve HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n' +
        'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n',
    )
    await once(socket, 'data')
    return socket
  }
  const MASK = [0, 0, 0, 0]
  const huge = Buffer.alloc(8)
  huge.writeBigUInt64BE(50n * 1_000_000n)
  const fragment = [0x00, 0xfe, 0xff, 0xff, ...MASK]
  const raw: Uint8Array[] = [
    Uint8Array.from([0x82, 0xff, ...huge, ...MASK]),
    Uint8Array.from([0xc2, 0x81, ...MASK, 3]),
    Uint8Array.from([0xf2, 0x81, ...MASK, 3]),
    Uint8Array.from([0x82, 0x01, 3]),
    Uint8Array.from([0x83, 0x81, ...MASK, 3]),
    Uint8Array.from([0x81, 0x82, ...MASK, 0xc3, 0x28]),
    Buffer.concat([
      Uint8Array.from([0x02, 0xfe, 0xff, 0xff, ...MASK]),
      Buffer.alloc(65_535),
      ...Array.from({ length: 40 }, () => Buffer.concat([Uint8Array.from(fragment), Buffer.alloc(65_535)])),
    ]),
  ]
  const grown = await unnoticed(async () => {
    for (const bytes of raw) {
      const socket = await upgrade()
      const closed = once(socket, 'close')
      socket.resume()
      socket.write(bytes)
      const filler = setInterval(() => socket.write(Buffer.alloc(64 * 1_024)), 1)
      await closed
      clearInterval(filler)
    }
  })
  expect(grown).toBeLessThan(20 * MIB)
})

it(`[W1] ${KNOCKS} who are not signed in, and as many who hang up in the handshake: turned away, and nothing kept`, async () => {
  const grown = await unnoticed(async () => {
    for (let knock = 0; knock < KNOCKS; knock += 50) {
      await Promise.all(
        Array.from({ length: 50 }, async () => {
          const socket = new WebSocket(`${server.url}/room`)
          socket.on('open', () => socket.send(Buffer.alloc(100_000)))
          const [code] = (await once(socket, 'close')) as [number]
          expect(code).toBe(4401)
          const half = connect(server.port, '127.0.0.1')
          half.on('error', () => {})
          half.write('GET /sync/room?as=eve HTTP/1.1\r\nConnection: Upgrade\r\n')
          half.destroy()
        }),
      )
    }
  })
  expect(grown).toBeLessThan(20 * MIB)
  await until('nobody else is left', () => server.rooms.stats().sockets === typists.length + 1)
}, 600_000)

it(`200 joins within ${short(2, 10)} s while ten type: everybody gets the document, nobody who types waits`, async () => {
  await gather(10)
  for (const typist of typists) typist.start(100)
  const waits: number[] = []
  const joins = Array.from({ length: 200 }, async (_, at) => {
    await new Promise(resolve => setTimeout(resolve, (at * short(2_000, 10_000)) / 200))
    const guest = new Typist(server, 'room', `g${at}`).connect()
    const came = performance.now()
    await until('a guest has the document', () => guest.isSynced)
    waits.push(performance.now() - came)
    return guest
  })
  const guests = await Promise.all(joins)
  for (const typist of typists) typist.stop()
  await expectWhole(server, 'room', [...typists, ...guests], 30_000)
  for (const guest of guests) guest.leave()
  waits.sort((a, b) => a - b)
  const [median = 0, last = 0] = [waits[100], waits[199]].map(ms => Math.round(ms ?? 0))
  console.log(`200 joins: the document after ${median} ms in the middle, ${last} ms at the latest`)
}, 120_000)
