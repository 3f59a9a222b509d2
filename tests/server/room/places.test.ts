import { afterEach, beforeEach, expect, it } from 'vitest'
import * as Y from 'yjs'
import { SYNC, syncFrame } from '../../../shared/protocol/frames.ts'
import { RawPeer, stock, synced, textIn } from '../../support/peers.ts'
import { type SyncServer, startSyncServer } from '../../support/syncServer.ts'
import { until } from '../../support/until.ts'

let server: SyncServer

beforeEach(async () => {
  server = await startSyncServer()
  await server.create('pm-1')
})

afterEach(() => server.close())

/** Knocks with these queries at once; resolves to the peers once each is in or refused. */
async function herd(queries: readonly string[]): Promise<RawPeer[]> {
  const peers = queries.map(query => new RawPeer(server, 'pm-1', query))
  const isSettled = (peer: RawPeer): boolean => peer.closed !== null || peer.messages.length > 0
  await until('everybody in or refused', () => peers.every(isSettled), 30_000)
  // Whoever is refused after the handshake hears nothing but the close.
  return peers.filter(({ closed }) => closed === null)
}

it('[W8] limits hold over a herd that waits for the room to load', async () => {
  const windows = await herd(Array.from({ length: 40 }, () => 'as=ann&v=1'))
  expect(windows).toHaveLength(10)
  for (const peer of windows) peer.leave()
  await until('all gone', () => server.rooms.stats().sockets === 0)
  const many = await herd(Array.from({ length: 360 }, (_, at) => `as=p${at}&v=1`))
  expect(many).toHaveLength(300)
  for (const peer of many) peer.leave()
})

it('[W8] viewers leave places for those who may edit, and a facilitator always finds one', async () => {
  const viewers = await herd(Array.from({ length: 250 }, (_, at) => `as=v${at}&role=viewer&v=1`))
  expect(viewers).toHaveLength(200)
  const others = await herd(Array.from({ length: 130 }, (_, at) => `as=p${at}&v=1`))
  expect(others).toHaveLength(100)
  const carol = await herd(['as=carol&role=facilitator&v=1'])
  expect(carol).toHaveLength(1)
  for (const peer of [...viewers, ...others, ...carol]) peer.leave()
})

it('[W8] a reader that asks again and again and never reads gets one answer, others are served', async () => {
  const ann = await RawPeer.join(server, 'pm-1', 'as=ann&v=1')
  for (let at = 0; at < 6; at++) ann.edit(doc => textIn(doc).insert(0, `${at}`.repeat(900_000)))
  await until('it is saved', () => ann.saved === 6, 60_000)
  const eve = new RawPeer(server, 'pm-1', 'as=eve&role=viewer')
  await eve.opened()
  eve.socket.pause()
  const before = process.memoryUsage().rss
  let most = 0
  for (let at = 0; at < 150; at++) {
    const vector = new Map([[ann.doc.clientID, at * 1_000]])
    eve.send(syncFrame(SYNC.step1, Y.encodeStateVector(vector)))
    if (at % 10 === 0) await new Promise(resolve => setTimeout(resolve, 100))
    most = Math.max(most, process.memoryUsage().rss - before)
  }
  // One answer is 5.4 MB; a hundred and fifty of them would be 800.
  expect(most).toBeLessThan(200 * 1024 * 1024)
  ann.edit(doc => textIn(doc).insert(0, 'still '))
  await until('ann is served', () => ann.saved === 7)
  eve.leave()
  ann.leave()
})

it('[W6] [W8] a hundred thousand client ids or scattered deletions lock nobody out', async () => {
  const ann = stock(server, 'pm-1', { as: 'ann' })
  await synced(ann)
  textIn(ann.doc).insert(0, 'before ')
  const eve = await RawPeer.join(server, 'pm-1', 'as=eve&v=1')
  eve.answer()
  for (let round = 0; round < 2; round++) {
    const many = new Y.Doc()
    many.transact(() => {
      for (let at = 0; at < 100_000; at++) {
        many.clientID = 2_000_000 + round * 1_000_000 + at
        many.getMap(`m${at % 50}`).set(`${at}`, 1)
      }
    })
    eve.send(syncFrame(SYNC.step2, Y.encodeStateAsUpdate(many)))
  }
  const scattered = new Y.Doc()
  scattered.clientID = eve.doc.clientID
  Y.applyUpdate(scattered, Y.encodeStateAsUpdate(eve.doc))
  textIn(scattered).insert(0, 'ab'.repeat(4_000))
  scattered.transact(() => {
    for (let at = 0; at < 4_000; at++) textIn(scattered).delete(at, 1)
  })
  eve.send(syncFrame(SYNC.step2, Y.encodeStateAsUpdate(scattered)))
  ann.provider.disconnect()
  textIn(ann.doc).insert(0, 'offline ')
  const room = await server.rooms.open('pm-1')
  if (!room.ok) throw new Error('No room')
  const vector = (): number => {
    const copy = new Y.Doc()
    Y.applyUpdate(copy, room.value.encode())
    return Y.encodeStateVector(copy).byteLength
  }
  await until('eve is judged', () => eve.messages.some(({ t }) => t === 'refused'), 60_000)
  expect(vector()).toBeLessThan(256 * 1024)
  ann.provider.connect()
  await until('ann is back', () => {
    const copy = new Y.Doc()
    Y.applyUpdate(copy, room.value.encode())
    return `${textIn(copy)}`.includes('offline ')
  })
  expect(ann.provider.wsconnected).toBe(true)
  for (const peer of [ann, eve]) peer.leave()
}, 120_000)
