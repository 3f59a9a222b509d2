import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import * as Y from 'yjs'
import { readPostmortem } from '../../../shared/document/read.ts'
import { RawPeer, type Stock, stock, synced, textIn } from '../../support/peers.ts'
import { type SyncServer, startSyncServer } from '../../support/syncServer.ts'
import { until } from '../../support/until.ts'

let server: SyncServer
const peers: { leave(): void }[] = []

beforeAll(async () => {
  server = await startSyncServer()
})

afterAll(async () => {
  for (const peer of peers) peer.leave()
  await server.close()
})

async function provider(id: string, person: string, doc = new Y.Doc()): Promise<Stock> {
  const peer = stock(server, id, { as: person }, doc)
  peers.push(peer)
  await synced(peer)
  return peer
}

it('an unmodified provider reads the document, and two of them write it together', async () => {
  await server.create('stock-both')
  const [ann, bob] = [await provider('stock-both', 'ann'), await provider('stock-both', 'bob')]
  expect(readPostmortem(ann.doc, 'stock-both').title).toBe('Payments outage')
  textIn(ann.doc).insert(0, 'pool ')
  textIn(bob.doc).insert(0, 'alert ')
  await until('both texts on both sides', () =>
    [ann, bob].every(peer => /pool /.test(`${textIn(peer.doc)}`) && /alert /.test(`${textIn(peer.doc)}`)),
  )
  expect(`${textIn(ann.doc)}`).toBe(`${textIn(bob.doc)}`)
})

it('[W7] cursors are seen under the name the server knows, whatever the client says', async () => {
  await server.create('stock-names')
  const [ann, bob] = [await provider('stock-names', 'ann'), await provider('stock-names', 'bob')]
  ann.provider.awareness.setLocalState({ user: { name: 'Bob', color: 'red' }, at: 7 })
  await until('ann’s cursor', () => bob.provider.awareness.getStates().has(ann.doc.clientID))
  expect(bob.provider.awareness.getStates().get(ann.doc.clientID)).toEqual({
    user: { id: 'ann', name: 'ANN', color: '#336699', role: 'participant' },
    at: 7,
  })
})

it('[W7] after a short drop cursors are back on both sides within a second, not at the next renewal', async () => {
  await server.create('stock-drop')
  const [ann, bob] = [await provider('stock-drop', 'ann'), await provider('stock-drop', 'bob')]
  for (const peer of [ann, bob]) peer.provider.awareness.setLocalStateField('at', 1)
  const seen = (by: Stock, whom: Stock) => by.provider.awareness.getStates().has(whom.doc.clientID)
  await until('each sees the other', () => seen(ann, bob) && seen(bob, ann))
  bob.provider.disconnect()
  await until('bob is gone', () => !seen(ann, bob))
  bob.provider.awareness.setLocalStateField('at', 2)
  bob.provider.connect()
  await until('each sees the other again', () => seen(ann, bob) && seen(bob, ann), 1_500)
  bob.provider.ws?.close()
  await until('bob is gone again', () => !seen(ann, bob) && !seen(bob, ann))
  await until('each sees the other once more', () => seen(ann, bob) && seen(bob, ann), 1_500)
})

it('[W7] after a restart of the server everybody is seen again within a second', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'debrief-restart-'))
  let second = await startSyncServer({ dataDir })
  await second.create('again')
  const own = ['ann', 'bob', 'eve'].map(person => stock(second, 'again', { as: person }))
  await Promise.all(own.map(synced))
  for (const peer of own) {
    peer.provider.awareness.setLocalStateField('at', 1)
    textIn(peer.doc).insert(0, 'x')
  }
  const allSeen = () => own.every(peer => peer.provider.awareness.getStates().size === 3)
  await until('all see all', allSeen)
  const { port } = second
  const room = await second.rooms.open('again')
  if (room.ok) await room.value.settle()
  await second.rooms.close()
  await until('nobody sees anybody', () => own.every(peer => peer.provider.awareness.getStates().size === 1))
  await second.close()
  second = await startSyncServer({ port, dataDir })
  await Promise.all(own.map(synced))
  const reconnected = performance.now()
  await until('all see all again', allSeen, 3_000)
  expect(performance.now() - reconnected).toBeLessThan(1_500)
  for (const peer of own) peer.leave()
  await second.close()
  rmSync(dataDir, { recursive: true, force: true })
})

it('[W9] a lone stock client hears enough to keep its connection', async () => {
  const lively = await startSyncServer({ limits: { pingEvery: 50 } })
  await lively.create('lone')
  const peer = await RawPeer.join(lively, 'lone', 'as=ann')
  const before = peer.frames.length
  await until('three empty presence frames', () => peer.frames.length >= before + 3)
  expect([...(peer.frames.at(-1) ?? [])]).toEqual([1, 1, 0])
  peer.leave()
  await lively.close()
})

it('type 4 never reaches a client that did not ask for it', async () => {
  await server.create('stock-four')
  const plain = await RawPeer.join(server, 'stock-four', 'as=ann')
  const own = await RawPeer.join(server, 'stock-four', 'as=bob&v=1')
  own.edit(doc => textIn(doc).insert(0, 'a'))
  await until('saved', () => own.saved === 1)
  plain.edit(doc => textIn(doc).insert(0, 'b'))
  await until('both', () => `${textIn(own.doc)}`.length === 2)
  expect(plain.messages).toEqual([])
  expect(own.messages.map(({ t }) => t)).toEqual(expect.arrayContaining(['welcome', 'presence', 'saved']))
  plain.leave()
  own.leave()
})
