import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import * as Y from 'yjs'
import { seedUpdate } from '../../../shared/document/seed.ts'
import { SYNC, syncFrame } from '../../../shared/protocol/frames.ts'
import { RawPeer, type Stock, stock, synced, textIn } from '../../support/peers.ts'
import { openStoreOfTest } from '../../support/storeOfTest.ts'
import { type SyncServer, startSyncServer } from '../../support/syncServer.ts'
import { until } from '../../support/until.ts'

let dataDir: string
let server: SyncServer
let ann: Stock
let bob: Stock

/** Two people have text that a crash took from the server: nothing but the seed is stored. */
beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'debrief-crash-'))
  const store = await openStoreOfTest(dataDir)
  await store.log.seed('pm-1', seedUpdate({ title: 'Outage' }), 1)
  await store.settings.put('rooms/running', true)
  await store.close()
  const [annDoc, bobDoc] = [new Y.Doc(), new Y.Doc()]
  textIn(annDoc).insert(0, 'by ann')
  Y.applyUpdate(bobDoc, Y.encodeStateAsUpdate(annDoc))
  textIn(bobDoc).insert(6, ', by bob')
  server = await startSyncServer({ dataDir })
  ann = { ...stock(server, 'pm-1', { as: 'ann' }, annDoc) }
  ann.provider.disconnect()
  bob = stock(server, 'pm-1', { as: 'bob' }, bobDoc)
  await synced(bob)
})

afterEach(async () => {
  for (const peer of [ann, bob]) peer.leave()
  await server.close()
  rmSync(dataDir, { recursive: true, force: true })
})

const stored = async (): Promise<string> => {
  const doc = new Y.Doc()
  const { tail } = await server.store.log.load('pm-1')
  for (const { updates } of tail) for (const update of updates) Y.applyUpdate(doc, update)
  return `${textIn(doc)}`
}

it('[W6] text that a crash took comes back with its author, though somebody else came first with it', async () => {
  ann.provider.connect()
  await until('all of it is stored', async () => (await stored()) === 'by ann, by bob', 3_000)
  textIn(ann.doc).insert(0, 'still ')
  await until('ann goes on', async () => (await stored()) === 'still by ann, by bob')
  textIn(bob.doc).insert(0, 'and ')
  await until('bob goes on', async () => (await stored()) === 'and still by ann, by bob')
})

it('[W6] when the author does not come back the others save it', async () => {
  expect(await stored()).toBe('')
  textIn(bob.doc).insert(0, 'later: ')
  await until('all of it is stored', async () => (await stored()) === 'later: by ann, by bob', 8_000)
})

it('[W6] after a clean stop nobody brings text under the ids of others', async () => {
  await server.close()
  server = await startSyncServer({ dataDir })
  const writer = await RawPeer.join(server, 'pm-1', 'as=cat&v=1')
  writer.edit(doc => textIn(doc).insert(0, 'cat'))
  await until('saved', () => writer.saved === 1)
  const forged = new Y.Doc()
  Y.applyUpdate(forged, Y.encodeStateAsUpdate(writer.doc))
  forged.clientID = writer.doc.clientID
  textIn(forged).insert(0, 'not ')
  const forger = await RawPeer.join(server, 'pm-1', 'as=eve&v=1')
  forger.send(syncFrame(SYNC.step2, Y.encodeStateAsUpdate(forged)))
  await until('the forger is told', () => forger.messages.some(({ t }) => t === 'refused'))
  expect(await stored()).toBe('cat')
  for (const peer of [writer, forger]) peer.leave()
})
