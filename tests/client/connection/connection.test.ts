import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import * as Y from 'yjs'
import { createCell } from '../../../client/connection/observable.ts'
import { readerOf } from '../../../client/hooks/documentReader.ts'
import type { Store } from '../../../server/store/store.ts'
import { addItem, updateFacts, updateItem } from '../../../shared/document/edit.ts'
import { readFacts } from '../../../shared/document/read.ts'
import { RawPeer } from '../../support/peers.ts'
import { type SyncServer, type SyncServerOptions, startSyncServer } from '../../support/syncServer.ts'
import { until } from '../../support/until.ts'
import { type AtClient, type ClientOptions, connect } from './people.ts'

const ID = 'pm-1'
const ends: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

async function start(options: SyncServerOptions = {}): Promise<SyncServer> {
  const server = await startSyncServer(options)
  ends.push(() => server.close())
  await server.create(ID)
  return server
}

function enter(server: Pick<SyncServer, 'url'>, as: string, options?: ClientOptions): AtClient {
  const client = connect(server, ID, as, options)
  ends.push(() => client.close())
  return client
}

const online = (client: AtClient): Promise<void> =>
  until('being online', () => client.status.get().kind === 'online' && client.me.get() !== null)
const saved = (client: AtClient): Promise<void> =>
  until('everything saved', () => client.saved.get().kind === 'saved')

/** A store whose commits can be held back or made to fail. */
function troubled() {
  const trouble: { gate: Promise<void> | null; error: Error | null; release: () => void } = {
    gate: null,
    error: null,
    release: () => {},
  }
  const through = (store: Store): Store => ({
    ...store,
    probe: () => store.probe(),
    close: () => store.close(),
    log: {
      append: async batches => {
        await trouble.gate
        if (trouble.error) throw trouble.error
        return await store.log.append(batches)
      },
      seed: (...args) => store.log.seed(...args),
      load: (...args) => store.log.load(...args),
      readSince: (...args) => store.log.readSince(...args),
      saveSnapshot: (...args) => store.log.saveSnapshot(...args),
      rewrite: (...args) => store.log.rewrite(...args),
    },
  })
  const hold = (): void => {
    trouble.gate = new Promise(resolve => {
      trouble.release = () => {
        trouble.gate = null
        resolve()
      }
    })
  }
  return { trouble, through, hold }
}

it('[P3] a change is not called saved before the server has committed it', async () => {
  const { trouble, through, hold } = troubled()
  const server = await start({ through })
  const ann = enter(server, 'ann')
  const bob = enter(server, 'bob')
  await Promise.all([saved(ann), saved(bob)])
  hold()
  updateFacts(ann.doc, { title: 'Search outage' })
  await until('bob sees it', () => readFacts(bob.doc).title === 'Search outage')
  expect(ann.saved.get()).toMatchObject({ kind: 'saving', waiting: 1 })
  expect(bob.saved.get()).toMatchObject({ kind: 'saved', waiting: 0 })
  trouble.release()
  await saved(ann)
  expect(ann.saved.get().waiting).toBe(0)
})

it('[P3] a server that cannot write is said so, with the changes that wait, until it can again', async () => {
  const { trouble, through } = troubled()
  const server = await start({ through })
  const ann = enter(server, 'ann')
  await saved(ann)
  trouble.error = new Error('disk full')
  updateFacts(ann.doc, { title: 'Not on disk' })
  await until('it is said', () => ann.saved.get().kind === 'failing')
  expect(ann.saved.get().waiting).toBe(1)
  trouble.error = null
  await saved(ann)
})

it('[P3] changes made offline are counted, and saved after the server is back', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'debrief-client-'))
  ends.push(() => rmSync(dataDir, { recursive: true, force: true }))
  const first = await startSyncServer({ dataDir })
  await first.create(ID)
  const ann = enter(first, 'ann')
  await saved(ann)
  await first.close()
  await until('offline', () => ann.status.get().kind === 'offline')
  expect(ann.saved.get()).toMatchObject({ kind: 'offline', waiting: 0 })
  for (const id of ['row-a', 'row-b', 'row-c']) addItem(ann.doc, 'timeline', id, { text: id })
  expect(ann.saved.get()).toMatchObject({ kind: 'offline', waiting: 3 })
  const second = await startSyncServer({ dataDir, port: first.port })
  ends.push(() => second.close())
  await saved(ann)
  const bob = enter(second, 'bob')
  await online(bob)
  expect(
    readerOf(bob)
      .lists.timeline.get()
      .map(row => row.id),
  ).toEqual(['row-a', 'row-b', 'row-c'])
})

it('[W10] a page whose browser is signed in as somebody else now sends them nothing and says so', async () => {
  const server = await start()
  const reader = enter(server, 'reader')
  await saved(reader)
  let remembered = 0
  const ann = enter(server, 'bob', {
    device: doc => {
      addItem(doc, 'timeline', 'row-a', { text: 'typed by Ann, offline' })
      return { person: 'ann', keptChanges: 1, rememberMe: () => remembered++ }
    },
  })
  await until('it is closed', () => ann.status.get().kind === 'closed')
  expect(ann.status.get().reason).toBe('otherPerson')
  updateFacts(ann.doc, { title: 'Typed after that' })
  await new Promise(resolve => setTimeout(resolve, 300))
  expect(readFacts(reader.doc).title).not.toBe('Typed after that')
  expect(readerOf(reader).lists.timeline.get()).toEqual([])
  expect(ann.saved.get().waiting).toBeGreaterThan(0)
  expect(remembered).toBe(0)
  expect(ann.status.get().kind).toBe('closed')
})

it('[P3] a change made offline counts as kept once it is written down, and not before', async () => {
  const server = await startSyncServer({})
  await server.create(ID)
  const isWriting = createCell(false)
  const kept = { opened: Promise.resolve(true), isKeeping: createCell(true), isWriting }
  const ann = enter(server, 'ann', { device: () => kept })
  await saved(ann)
  await server.close()
  await until('offline', () => ann.status.get().kind === 'offline')
  addItem(ann.doc, 'timeline', 'row-a', { text: 'a' })
  expect(ann.saved.get()).toEqual({ kind: 'offline', waiting: 1, kept: true })
  isWriting.set(true)
  addItem(ann.doc, 'timeline', 'row-b', { text: 'b' })
  expect(ann.saved.get().waiting).toBe(1)
  isWriting.set(false)
  expect(ann.saved.get()).toEqual({ kind: 'offline', waiting: 2, kept: true })
})

it('[P3] a change whose confirmation was lost with the socket waits until the next socket confirms it', async () => {
  const { trouble, through, hold } = troubled()
  const server = await start({ through })
  const ann = enter(server, 'ann')
  await saved(ann)
  hold()
  updateFacts(ann.doc, { title: 'Sent, then cut off' })
  ann.cut()
  await until('the cut is noticed', () => ann.status.get().kind === 'offline')
  await online(ann)
  expect(ann.saved.get().kind).not.toBe('saved')
  expect(ann.saved.get().waiting).toBe(1)
  trouble.release()
  await saved(ann)
})

it('[P3] changes that a reload left on the device wait until the server has them', async () => {
  const server = await start()
  const notes: number[] = []
  const earlier = new Y.Doc()
  const seeded = enter(server, 'ann')
  await online(seeded)
  Y.applyUpdate(earlier, Y.encodeStateAsUpdate(seeded.doc))
  addItem(earlier, 'timeline', 'row-kept', { text: 'typed in the train' })
  const device: ClientOptions['device'] = doc => ({
    keptChanges: 2,
    opened: Promise.resolve().then(() => {
      Y.applyUpdate(doc, Y.encodeStateAsUpdate(earlier), 'device')
      return true
    }),
    noteWaiting: changes => notes.push(changes),
  })
  const again = enter(server, 'ann', { device })
  expect(again.saved.get()).toMatchObject({ kind: 'saving', waiting: 2 })
  await saved(again)
  expect(again.saved.get().kept).toBe(true)
  expect(notes.at(-1)).toBe(0)
  await until('the server has it', () => readerOf(seeded).lists.timeline.get()[0]?.id === 'row-kept')
})

it('[W4] a viewer gets the document, changes nothing, and stays connected', async () => {
  const server = await start()
  const vera = enter(server, 'vera', { role: 'viewer' })
  await online(vera)
  expect(vera.saved.get().kind).toBe('readOnly')
  expect(vera.canEdit.get()).toBe(false)
  const ann = enter(server, 'ann')
  await saved(ann)
  updateFacts(ann.doc, { title: 'Seen by the viewer' })
  await until('the viewer sees it', () => readFacts(vera.doc).title === 'Seen by the viewer')
  expect(vera.status.get().kind).toBe('online')
  expect(vera.awareness.getLocalState()).toBeNull()
})

it('[W1] a refusal closes for good, with its reason', async () => {
  const server = await start()
  const stranger = enter(server, 'stranger')
  await until('closed', () => stranger.status.get().kind === 'closed')
  expect(stranger.status.get()).toMatchObject({ reason: 'noAccess', wasIn: false })
  expect(stranger.provider.shouldConnect).toBe(false)
})

it('[W5] someone who is put out is told so, and what they were in stays known', async () => {
  const server = await start()
  const ann = enter(server, 'ann')
  await saved(ann)
  server.rooms.disconnect('ann', 'noAccess')
  await until('closed', () => ann.status.get().kind === 'closed')
  expect(ann.status.get()).toMatchObject({ reason: 'noAccess', wasIn: true })
})

it('[W7] presence that others announce is not repeated', async () => {
  const server = await start()
  const ann = enter(server, 'ann')
  const bob = enter(server, 'bob')
  await Promise.all([saved(ann), saved(bob)])
  const sentBefore = bob.presenceSent()
  for (let at = 1; at <= 5; at++) {
    ann.awareness.setLocalStateField('note', { at })
    await until('bob sees the cursor', () =>
      [...bob.awareness.getStates().values()].some(state => state.note?.at === at),
    )
  }
  expect(bob.presenceSent()).toBe(sentBefore)
})

it('[P3] after a reconnection it is told in how many places others changed something', async () => {
  const server = await start()
  const ann = enter(server, 'ann')
  const bob = enter(server, 'bob')
  await Promise.all([saved(ann), saved(bob)])
  addItem(bob.doc, 'timeline', 'row-1', { text: 'alarm' })
  await until('ann has the row', () => readerOf(ann).lists.timeline.get().length === 1)
  expect(ann.meanwhile.get()).toBeNull()
  ann.provider.disconnect()
  updateItem(bob.doc, 'timeline', 'row-1', { text: 'alarm by mail' })
  updateItem(bob.doc, 'timeline', 'row-1', { kind: 'detect' })
  updateFacts(bob.doc, { severity: 'SEV2' })
  await saved(bob)
  ann.provider.connect()
  await until('it is told', () => ann.meanwhile.get() !== null)
  expect(ann.meanwhile.get()).toEqual({ changes: 2 })
})

it('[D6] undo takes back one’s own last change only', async () => {
  const server = await start()
  const ann = enter(server, 'ann')
  await saved(ann)
  const raw = await RawPeer.join(server, ID, 'as=bob&v=1')
  ends.push(() => raw.socket.terminate())
  updateFacts(ann.doc, { title: 'By Ann' })
  raw.edit(doc => doc.getMap('meta').set('incident', 'INC-1'))
  await until('ann sees it', () => readFacts(ann.doc).incident === 'INC-1')
  ann.undo.undo()
  expect(readFacts(ann.doc)).toMatchObject({ title: 'Payments outage', incident: 'INC-1' })
})

it('[W8] a change over the limit of one frame arrives with the next answer, and so does what follows it', async () => {
  const server = await start()
  const [ann, bob] = [enter(server, 'ann'), enter(server, 'bob')]
  await Promise.all([saved(ann), saved(bob)])
  addItem(ann.doc, 'parked', 'log', { text: 'x'.repeat(1_500_000) })
  updateFacts(ann.doc, { title: 'After the log' })
  await until('it is there', () => readFacts(bob.doc).title === 'After the log', 20_000)
  await saved(ann)
})

it('[W8] changes that are too large for any frame are said to be, and nothing is tried for ever', async () => {
  const server = await start()
  const ann = enter(server, 'ann')
  await saved(ann)
  addItem(ann.doc, 'parked', 'log', { text: 'x'.repeat(9_000_000) })
  await until('it is said', () => ann.status.get().reason === 'tooLargeChange', 20_000)
  expect(ann.saved.get().waiting).toBeGreaterThan(0)
})
