import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import * as Y from 'yjs'
import { seedUpdate } from '../../../shared/document/seed.ts'
import { messageFrame, SYNC, syncFrame } from '../../../shared/protocol/frames.ts'
import { RawPeer, stock, synced, textIn } from '../../support/peers.ts'
import { openStoreOfTest } from '../../support/storeOfTest.ts'
import { type SyncServer, startSyncServer } from '../../support/syncServer.ts'
import { until } from '../../support/until.ts'

let dataDir: string
let server: SyncServer
const lines: string[] = []

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'debrief-gaps-'))
  lines.length = 0
  server = await startSyncServer({ dataDir, onLog: line => lines.push(line) })
  await server.create('pm-1')
})

afterEach(async () => {
  await server.close()
  rmSync(dataDir, { recursive: true, force: true })
})

async function stored(): Promise<string> {
  const room = await server.rooms.open('pm-1')
  const doc = new Y.Doc()
  if (room.ok) Y.applyUpdate(doc, room.value.encode())
  return `${textIn(doc)}`
}

const isTold = (peer: RawPeer): boolean => peer.messages.some(({ t }) => t === 'refused')

/** The server starts again after a crash: it was not stopped, as far as the store knows. */
async function crash(): Promise<void> {
  await server.close()
  const store = await openStoreOfTest(dataDir)
  await store.settings.put('rooms/running', true)
  await store.close()
  server = await startSyncServer({ dataDir, onLog: line => lines.push(line) })
}

/** What `writer` would send after everything in `before`. */
function next(writer: Y.Doc, text: string): Uint8Array {
  const before = Y.encodeStateVector(writer)
  textIn(writer).insert(textIn(writer).length, text)
  return Y.encodeStateAsUpdate(writer, before)
}

it('[W6] a stock client that types offline and as it comes back loses nothing in twenty losses', async () => {
  const peer = stock(server, 'pm-1', { as: 'ann' })
  const words: string[] = []
  const type = (): void => {
    words.push(`‹${words.length}›`)
    textIn(peer.doc).insert(textIn(peer.doc).length, words.at(-1) ?? '')
  }
  const closes: number[] = []
  peer.provider.on('connection-close', event => closes.push(event?.code ?? 0))
  // The socket is open and nothing was answered yet: the very moment at which a key overtakes what came before it.
  peer.provider.on('status', ({ status }) => status === 'connected' && type())
  await synced(peer)
  for (let loss = 0; loss < 20; loss++) {
    peer.provider.disconnect()
    type()
    peer.provider.connect()
    await synced(peer)
    type()
  }
  await until('every word is stored', async () => (await stored()) === words.join(''))
  expect(words).toHaveLength(61)
  expect(closes.filter(code => code >= 1002)).toEqual([])
  expect(lines).toEqual([])
  peer.leave()
})

it('[W6] an update that is ahead of the answer is held, though the answer does not hold it', async () => {
  const peer = await RawPeer.join(server, 'pm-1', 'as=ann&v=1')
  const first = next(peer.doc, 'offline ')
  const second = next(peer.doc, 'typed')
  peer.update(second)
  peer.send(syncFrame(SYNC.step2, first))
  await until('both are saved', () => peer.saved === 2)
  expect(await stored()).toBe('offline typed')
  expect(isTold(peer)).toBe(false)
  peer.leave()
})

it('[W6] [P2] a gap later on leads to a question, and its frames are called saved once all of them are', async () => {
  const peer = await RawPeer.join(server, 'pm-1', 'as=ann&v=1')
  peer.answer()
  await until('the answer is saved', () => peer.saved === 1)
  peer.isAnswering = false
  const lost = next(peer.doc, 'lost ')
  peer.update(next(peer.doc, 'found'))
  peer.edit(doc => doc.getMap('meta').set('incident', 'INC-1'))
  const questions = (): number =>
    peer.frames.filter(frame => frame[0] === 0 && frame[1] === SYNC.step1).length
  await until('it is asked', () => questions() === 2)
  expect(peer.saved).toBe(1)
  peer.send(syncFrame(SYNC.step2, lost))
  await until('all is saved', () => peer.saved === 4)
  expect(await stored()).toBe('lost found')
  peer.leave()
})

it('[W6] what is impossible even after the answer is left out, and its author types on', async () => {
  const peer = await RawPeer.join(server, 'pm-1', 'as=eve&v=1')
  peer.answer()
  const stranger = new Y.Doc()
  next(stranger, 'nobody has this')
  const own = new Y.Doc()
  Y.applyUpdate(own, Y.encodeStateAsUpdate(stranger))
  const impossible = next(own, 'on nothing')
  peer.update(impossible)
  await until('it is left out', () => isTold(peer))
  expect(lines.some(line => line.includes('refused') && line.includes('"eve"'))).toBe(true)
  peer.edit(doc => textIn(doc).insert(0, 'possible'))
  await until('what is possible is there', async () => (await stored()) === 'possible')
  expect(peer.closed).toBeNull()
  peer.leave()
})

it('[W6] of an update that holds text of somebody else, one’s own part is taken', async () => {
  const ann = await RawPeer.join(server, 'pm-1', 'as=ann&v=1')
  ann.edit(doc => textIn(doc).insert(0, 'ann'))
  const eve = await RawPeer.join(server, 'pm-1', 'as=eve&v=1')
  const forged = new Y.Doc()
  Y.applyUpdate(forged, Y.encodeStateAsUpdate(ann.doc))
  forged.clientID = ann.doc.clientID
  textIn(forged).insert(3, ' was here')
  Y.applyUpdate(eve.doc, Y.encodeStateAsUpdate(forged))
  eve.doc.getMap('meta').set('incident', 'INC-7')
  eve.send(syncFrame(SYNC.step2, Y.encodeStateAsUpdate(eve.doc)))
  await until('eve is told', () => isTold(eve))
  expect(await stored()).toBe('ann')
  const room = await server.rooms.open('pm-1')
  expect(room.ok && room.value.read().incident).toBe('INC-7')
  for (const peer of [ann, eve]) peer.leave()
})

it('[W6] what others bring back after a crash under an absent person’s id is nobody’s', async () => {
  const ann = await RawPeer.join(server, 'pm-1', 'as=ann&v=1')
  ann.edit(doc => textIn(doc).insert(0, 'by ann'))
  await until('it is saved', () => ann.saved === 1)
  const { clientID } = ann.doc
  ann.leave()
  await crash()
  const eve = new Y.Doc()
  Y.applyUpdate(eve, Y.encodeStateAsUpdate(ann.doc))
  const forged = new Y.Doc()
  Y.applyUpdate(forged, Y.encodeStateAsUpdate(ann.doc))
  forged.clientID = clientID
  Y.applyUpdate(eve, next(forged, ', or not'))
  const peer = stock(server, 'pm-1', { as: 'eve' }, eve)
  await until('it is taken', async () => (await stored()) === 'by ann, or not', 8_000)
  const authors = async (): Promise<unknown[]> => {
    const room = await server.rooms.open('pm-1')
    return room.ok ? [0, 5, 6, 13].map(clock => room.value.authorOf(clientID, clock)) : []
  }
  expect(await authors()).toEqual(['ann', 'ann', undefined, undefined])
  peer.leave()
  await until('it is stored', async () => (await server.store.log.load('pm-1')).unattributed.length === 1)
  await server.close()
  server = await startSyncServer({ dataDir })
  expect(await authors()).toEqual(['ann', 'ann', undefined, undefined])
})

it('[N6] what the server wrote and a restored store lost comes back from clients, and goes on under another id', async () => {
  const room = await server.rooms.open('pm-1')
  if (!room.ok) throw new Error('No room')
  const ann = stock(server, 'pm-1', { as: 'ann' })
  await synced(ann)
  const held = new Y.Doc()
  await room.value.edit(doc => textIn(doc).insert(0, 'by the server'), 'test')
  await until('ann has it', () => `${textIn(ann.doc)}` === 'by the server')
  textIn(ann.doc).insert(0, 'Written ')
  Y.applyUpdate(held, Y.encodeStateAsUpdate(ann.doc))
  ann.leave()
  await server.close()
  rmSync(dataDir, { recursive: true, force: true })
  const store = await openStoreOfTest(dataDir)
  await store.log.seed('pm-1', seedUpdate({ title: 'Outage' }), 1)
  await store.settings.put('rooms/running', true)
  await store.close()
  server = await startSyncServer({ dataDir })
  const back = stock(server, 'pm-1', { as: 'ann' }, held)
  await until('all is back', async () => (await stored()) === 'Written by the server', 8_000)
  const again = await server.rooms.open('pm-1')
  if (again.ok) await again.value.edit(doc => textIn(doc).insert(textIn(doc).length, ', still'), 'test')
  await until('ann sees it', () => `${textIn(held)}` === 'Written by the server, still')
  back.leave()
})

it('[N5] a client id that was claimed in a commit that failed is its person’s all the same', async () => {
  await server.close()
  let fails = false
  server = await startSyncServer({
    dataDir,
    through: store => ({
      ...store,
      log: new Proxy(store.log, {
        get: (log, name) =>
          name === 'append' && fails
            ? () => Promise.reject(new Error('The disk is full'))
            : (Reflect.get(log, name) as (...args: unknown[]) => unknown).bind(log),
      }),
      probe: () => store.probe(),
      close: () => store.close(),
    }),
  })
  const ann = stock(server, 'pm-1', { as: 'ann' })
  await synced(ann)
  fails = true
  textIn(ann.doc).insert(0, 'first')
  await until('a commit fails', () => server.rooms.stats().isStoreFailing)
  fails = false
  await until('it works again', () => !server.rooms.stats().isStoreFailing)
  ann.leave()
  await server.close()
  server = await startSyncServer({ dataDir, onLog: line => lines.push(line) })
  const room = await server.rooms.open('pm-1')
  expect(room.ok && room.value.authorOf(ann.doc.clientID, 0)).toBe('ann')
  const back = stock(server, 'pm-1', { as: 'ann' }, ann.doc)
  await synced(back)
  textIn(ann.doc).insert(5, ', second')
  await until('it is taken', async () => (await stored()) === 'first, second')
  expect(lines).toEqual([])
  back.leave()
})

it('[W6] after a crash, what a device wrote in an earlier page is its person’s when it says so', async () => {
  await crash()
  const earlier = new Y.Doc()
  next(earlier, 'before the reload')
  const peer = await RawPeer.join(server, 'pm-1', 'as=ann&v=1')
  peer.send(messageFrame({ t: 'ids', clients: [earlier.clientID] }))
  peer.send(syncFrame(SYNC.step2, Y.encodeStateAsUpdate(earlier)))
  await until('it is saved', () => peer.saved === 1)
  const room = await server.rooms.open('pm-1')
  expect(room.ok && room.value.authorOf(earlier.clientID, 0)).toBe('ann')
  peer.leave()
})
