import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import * as Y from 'yjs'
import { documentAt } from '../../../server/meeting/documentAt.ts'
import type { Store } from '../../../server/store/store.ts'
import { updateFacts } from '../../../shared/document/edit.ts'
import { readFacts } from '../../../shared/document/read.ts'
import { emptyPostmortem, seedUpdateFrom } from '../../../shared/document/seed.ts'
import { openStoreOfTest } from '../../support/storeOfTest.ts'

let dataDir: string
let store: Store

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'debrief-replay-'))
  store = await openStoreOfTest(dataDir)
})
afterAll(async () => {
  await store.close()
  rmSync(dataDir, { recursive: true, force: true })
})

/** A document whose title was changed at instants of its own: `{0: 'Draft', 10: 'Outage'}`. */
async function written(id: string, titles: Readonly<Record<number, string>>): Promise<Y.Doc> {
  const doc = new Y.Doc()
  const seed = seedUpdateFrom(emptyPostmortem(id))
  Y.applyUpdate(doc, seed)
  await store.log.seed(id, seed, 0)
  for (const [at, title] of Object.entries(titles)) {
    const made: Uint8Array[] = []
    const collect = (update: Uint8Array): void => void made.push(update)
    doc.on('update', collect)
    updateFacts(doc, { title })
    doc.off('update', collect)
    await store.log.append([{ postmortem: id, updates: made, clients: [], unattributed: [], at: Number(at) }])
  }
  return doc
}

/** What each of these instants shows: when the text was kept, how it was called, and until when. */
const shown = (id: string, ...instants: number[]) =>
  Promise.all(
    instants.map(async instant => {
      const found = await documentAt(store, id, instant)
      if (!found) return null
      const doc = new Y.Doc()
      if (found.state) Y.applyUpdateV2(doc, found.state)
      for (const update of found.updates) Y.applyUpdate(doc, update)
      return [found.keptAt, readFacts(doc).title, found.until]
    }),
  )

it('[M20] the text of any instant is the one that had been committed by then', async () => {
  await written('any', { 10: 'Outage', 20: 'Payments outage', 30: 'Payments outage of May' })
  expect(await shown('any', 0, 9, 10, 29, 30, 1_000)).toEqual([
    [0, '', 10],
    [0, '', 10],
    [10, 'Outage', 20],
    [20, 'Payments outage', 30],
    [30, 'Payments outage of May', null],
    [30, 'Payments outage of May', null],
  ])
})

it('[M20] a version that was kept on the way changes nothing about what is shown', async () => {
  const doc = await written('versions', { 10: 'Outage', 20: 'Payments outage' })
  const version = { id: 'v1', postmortem: 'versions', at: 25, reason: 'After the opening', who: '', seq: 3 }
  await store.versions.add(version, Y.encodeStateAsUpdateV2(doc))
  await store.log.append([
    {
      postmortem: 'versions',
      updates: [titled(doc, 'Payments outage of May')],
      clients: [],
      unattributed: [],
      at: 30,
    },
  ])
  expect(await shown('versions', 15, 25, 35)).toEqual([
    [10, 'Outage', 20],
    [25, 'Payments outage', 30],
    [30, 'Payments outage of May', null],
  ])
})

const titled = (doc: Y.Doc, title: string): Uint8Array => {
  const before = Y.encodeStateVector(doc)
  updateFacts(doc, { title })
  return Y.encodeStateAsUpdate(doc, before)
}

it('[D10, M20] what was removed for good is shown at no instant; what is kept afterwards is', async () => {
  const doc = await written('purged', { 10: 'hunter2', 20: 'Payments outage' })
  await store.log.rewrite('purged', 3, Y.encodeStateAsUpdateV2(doc), [])
  await store.log.append([
    { postmortem: 'purged', updates: [titled(doc, 'Outage')], clients: [], unattributed: [], at: 30 },
  ])
  expect(await shown('purged', 10, 20, 30)).toEqual([null, null, null])
  const version = { id: 'v2', postmortem: 'purged', at: 35, reason: 'After the vote', who: '', seq: 4 }
  await store.versions.add(version, Y.encodeStateAsUpdateV2(doc))
  expect(await shown('purged', 30, 35)).toEqual([null, [35, 'Outage', null]])
})

it('[M20] a postmortem that nobody began has no text', async () => {
  expect(await documentAt(store, 'nonesuch', 1_000)).toBeNull()
})
