import { afterEach, expect, it } from 'vitest'
import * as Y from 'yjs'
import { addItem, updateItem } from '../../../shared/document/edit.ts'
import { redactDocument } from '../../../shared/document/redact.ts'
import { type SyncServer, startSyncServer } from '../../support/syncServer.ts'
import { until } from '../../support/until.ts'
import { type AtClient, connect } from './people.ts'

const ID = 'pm-1'
const SECRET = 'hunter2 was pasted'
const ends: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

/** Ann wrote a row and took the words out of it again, so that undo knows them; everything is saved. */
async function annWhoDeleted(): Promise<{ server: SyncServer; ann: AtClient; device: string[] }> {
  const server = await startSyncServer()
  ends.push(() => server.close())
  await server.create(ID)
  const device: string[] = []
  const ann = connect(server, ID, 'ann', {
    device: doc => ({
      noteRemovals: count => void device.push(`noted ${count}`),
      rewrite: async () => void device.push(has(doc, SECRET) ? 'kept with it' : 'kept without it'),
    }),
  })
  ends.push(() => ann.close())
  await saved(ann)
  for (const text of [SECRET, '']) {
    addItem(ann.doc, 'timeline', 'r1', { text })
    updateItem(ann.doc, 'timeline', 'r1', { text })
    ann.undo.stopCapturing()
  }
  await saved(ann)
  return { server, ann, device }
}

const saved = (client: AtClient): Promise<void> =>
  until('everything saved', () => client.saved.get().kind === 'saved')
const has = (doc: Y.Doc, words: string): boolean =>
  new TextDecoder('latin1').decode(Y.encodeStateAsUpdate(doc)).includes(words)

async function remove(server: SyncServer) {
  const room = await server.rooms.open(ID)
  if (!room.ok) throw new Error('no room')
  await room.value.edit(doc => redactDocument(doc, SECRET), 'text redacted')
  await room.value.purgeHistory(state => state)
  return room.value
}

it('[D10] a page that is there forgets the words with its undo, and keeps the document without them', async () => {
  const { server, ann, device } = await annWhoDeleted()
  expect([has(ann.doc, SECRET), ann.undo.canUndo()]).toEqual([true, true])
  await remove(server)
  await until('the device follows', () => device.length === 2)
  expect(device).toEqual(['kept without it', 'noted 1'])
  expect([has(ann.doc, SECRET), ann.undo.canUndo()]).toEqual([false, false])
})

it('[D10] a device that was offline sends what was typed on it, and not what undo brought back meanwhile', async () => {
  const { server, ann, device } = await annWhoDeleted()
  ann.provider.disconnect()
  ann.undo.undo()
  expect(has(ann.doc, SECRET)).toBe(true)
  addItem(ann.doc, 'timeline', 'r2', { text: 'Typed in the train' })
  const room = await remove(server)
  ann.provider.connect()
  await saved(ann)
  await until('the device follows', () => device.length === 2)
  expect(room.read().timeline.map(({ text }) => text)).toEqual(['', 'Typed in the train'])
  expect(Buffer.from(room.encode()).includes(SECRET)).toBe(false)
  expect(device).toEqual(['kept without it', 'noted 1'])
  expect([has(ann.doc, SECRET), ann.undo.canUndo(), ann.undo.canRedo()]).toEqual([false, false, false])
  // What was held back is handed over as text, on this page alone.
  expect(ann.withheld.get()).toBe(SECRET)
})

it('[D10] where nothing was removed, what undo brought back offline is sent like any edit', async () => {
  const { server, ann } = await annWhoDeleted()
  ann.provider.disconnect()
  ann.undo.undo()
  ann.provider.connect()
  await saved(ann)
  const room = await server.rooms.open(ID)
  await until('the text', () => room.ok && room.value.read().timeline[0]?.text === SECRET)
  expect(ann.withheld.get()).toBe('')
})

it('[D10] a device that comes back a second time forgets nothing anew', async () => {
  const { server, ann, device } = await annWhoDeleted()
  await remove(server)
  await until('the device follows', () => device.length === 2)
  addItem(ann.doc, 'timeline', 'r3', { text: 'Later' })
  ann.provider.disconnect()
  ann.provider.connect()
  await saved(ann)
  expect([device.length, ann.undo.canUndo()]).toEqual([2, true])
})
