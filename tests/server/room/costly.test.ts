import * as encoding from 'lib0/encoding'
import { afterEach, beforeEach, expect, it } from 'vitest'
import * as Y from 'yjs'
import { MOST_PARTS, partsIn } from '../../../server/room/density.ts'
import { LiveDocument } from '../../../server/room/liveDocument.ts'
import { SERVER_IDS } from '../../../server/room/updateCheck.ts'
import { CLOSE } from '../../../shared/protocol/closeCodes.ts'
import { SYNC, syncFrame } from '../../../shared/protocol/frames.ts'
import { RawPeer, textIn } from '../../support/peers.ts'
import { type SyncServer, startSyncServer } from '../../support/syncServer.ts'
import { until } from '../../support/until.ts'

let server: SyncServer

beforeEach(async () => {
  server = await startSyncServer()
  await server.create('pm-1')
})

afterEach(() => server.close())

/** An update of so many collected structures of length 1 under one client id: two bytes each. */
function collected(count: number, client: number): Uint8Array {
  const encoder = encoding.createEncoder()
  for (const number of [1, count, client, 0]) encoding.writeVarUint(encoder, number)
  for (let at = 0; at < count; at++) {
    encoding.writeUint8(encoder, 0)
    encoding.writeVarUint(encoder, 1)
  }
  encoding.writeVarUint(encoder, 0)
  return encoding.toUint8Array(encoder)
}

/** A state vector of so many client ids. */
function vector(count: number): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, count)
  for (let at = 0; at < count; at++) {
    encoding.writeVarUint(encoder, 300_000_000 + at)
    encoding.writeVarUint(encoder, 1)
  }
  return encoding.toUint8Array(encoder)
}

/** Elements one within the other in the summary, as an update on top of `doc`. */
function nested(
  levels: number,
  doc = new Y.Doc(),
  into: Y.XmlFragment = doc.getXmlFragment('summary'),
): { update: Uint8Array; deepest: Y.XmlElement } {
  const before = Y.encodeStateVector(doc)
  let inner = into
  doc.transact(() => {
    for (let at = 0; at < levels; at++) {
      const element = new Y.XmlElement('blockquote')
      inner.insert(0, [element])
      inner = element
    }
  })
  return { update: Y.encodeStateAsUpdate(doc, before), deepest: inner as Y.XmlElement }
}

it('[W8] a state vector beyond what a document can have closes its socket, and is not looked at', async () => {
  const eve = new RawPeer(server, 'pm-1', 'as=eve&role=viewer&v=1')
  await eve.opened()
  eve.send(syncFrame(SYNC.step1, vector(1_000_000)))
  expect(await eve.closedWith()).toBe(CLOSE.tooLarge)
  const full = new RawPeer(server, 'pm-1', 'as=ann&v=1')
  await full.opened()
  full.send(syncFrame(SYNC.step1, vector(20_000)))
  await until('it is answered', () => full.doc.getMap('meta').size > 0 || full.closed !== null)
  expect(full.closed).toBeNull()
  full.leave()
})

it('[W8] an update of millions of tiny structures costs nobody else a second, and is not taken', async () => {
  const ann = await RawPeer.join(server, 'pm-1', 'as=ann&v=1')
  const frame = syncFrame(SYNC.step2, collected(3_900_000, 77_777_777))
  const eves = await Promise.all(
    Array.from({ length: 8 }, async () => {
      const eve = new RawPeer(server, 'pm-1', 'as=eve&v=1')
      await eve.opened()
      return eve
    }),
  )
  for (const eve of eves) eve.send(frame)
  const started = performance.now()
  ann.edit(doc => textIn(doc).insert(0, 'mine'))
  await until('ann is saved', () => ann.saved > 0)
  expect(performance.now() - started).toBeLessThan(1_500)
  for (const eve of eves) expect(await eve.closedWith()).toBe(CLOSE.tooLarge)
  ann.leave()
}, 30_000)

it('[W8] a small update costs its sender one frame, and no more', async () => {
  const slow = await startSyncServer({ limits: { framesPerSecond: 0.001, frameBurst: 120 } })
  try {
    await slow.create('pm-1')
    const ann = await RawPeer.join(slow, 'pm-1', 'as=ann&v=1')
    for (let at = 0; at < 90; at++) ann.edit(doc => textIn(doc).insert(0, 'x'))
    await until('all are saved', () => ann.saved === 90)
    ann.leave()
  } finally {
    await slow.close()
  }
})

it('[W8] counting what is in an update agrees with Yjs, and stops where it is too much', () => {
  const doc = new Y.Doc()
  doc.getText('a').insert(0, 'words')
  doc.getText('a').format(1, 2, { bold: true })
  doc.getText('a').delete(0, 1)
  doc.getMap('b').set('c', { d: [1, 2.5, 'three', null, true, undefined, 12n], e: new Uint8Array(3) })
  doc.getXmlFragment('x').insert(0, [new Y.XmlElement('p'), new Y.XmlText('t')])
  doc.getArray('f').insert(0, [1, 'two', new Y.Map()])
  const update = Y.encodeStateAsUpdate(doc)
  const { structs } = Y.decodeUpdate(update)
  // Ten values in the map's, and two in the array beside a structure.
  expect(Math.floor(partsIn(update))).toBe(structs.length + 10 + 2)
  expect(partsIn(collected(1_000, 99_999))).toBe(1_000)
  expect(partsIn(collected(MOST_PARTS + 5, 99_999))).toBe(MOST_PARTS + 1)
  expect(partsIn(update.subarray(0, 20))).toBeLessThan(structs.length + 12)
})

it('[W6] types nested beyond reason are refused, at once or level by level, and everybody else goes on', async () => {
  const ann = await RawPeer.join(server, 'pm-1', 'as=ann&v=1')
  const eve = await RawPeer.join(server, 'pm-1', 'as=eve&v=1')
  const copy = new Y.Doc()
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(eve.doc))
  eve.send(syncFrame(SYNC.update, nested(30_000, copy).update))
  expect(await eve.closedWith()).toBe(CLOSE.refusedUpdate)

  const bob = await RawPeer.join(server, 'pm-1', 'as=bob&v=1')
  // Outside of any section nothing is mended, and only the depth can close the socket.
  let inner: Y.XmlFragment = bob.doc.getXmlFragment('elsewhere')
  for (let round = 0; round < 12 && bob.closed === null; round++) {
    const step = nested(50, bob.doc, inner)
    inner = step.deepest
    bob.send(syncFrame(SYNC.update, step.update))
    await new Promise(resolve => setTimeout(resolve, 20))
  }
  expect(await bob.closedWith()).toBe(CLOSE.refusedUpdate)

  ann.edit(doc => doc.getMap('meta').set('title', 'Still here'))
  await until('ann is saved', () => ann.saved > 0)
  const room = await server.rooms.open('pm-1')
  expect(room.ok && room.value.read().title).toBe('Still here')
  ann.leave()
}, 30_000)

it('[W3] an edit that fails in the middle of Yjs holds up nothing that comes after it', () => {
  const scratch = new Y.Doc()
  nested(30_000, scratch)
  const stored = Y.encodeStateAsUpdateV2(scratch)
  const failures: unknown[] = []
  const log = { snapshot: { state: stored, seq: 1 }, tail: [], clients: [], unattributed: [] }
  const document = new LiveDocument('pm-1', log as never, SERVER_IDS + 1, error => failures.push(error))
  expect(() => document.edit(doc => doc.getXmlFragment('summary').delete(0, 1))).toThrow(RangeError)
  expect(document.edit(doc => doc.getMap('meta').set('title', 'Still here'))).not.toBeNull()
  expect(document.read().title).toBe('Still here')
  document.destroy()
})

it('[D4] an update that cannot be applied hides no broken shape that came with it', () => {
  const log = { snapshot: null, tail: [], clients: [], unattributed: [] }
  const failures: unknown[] = []
  const document = new LiveDocument('pm-1', log as never, SERVER_IDS + 1, error => failures.push(error))
  const odd = new Y.Doc()
  odd.getXmlFragment('summary').insert(0, [new Y.XmlElement('no-such-node')])
  document.accept(Y.encodeStateAsUpdate(odd), new Map([[odd.clientID, 1]]), Buffer.alloc(0))
  document.accept(Uint8Array.of(1, 255), new Map(), Buffer.alloc(0))
  expect(document.takeBroken()).toHaveLength(1)
  expect(failures).toHaveLength(1)
  document.destroy()
})

it('[W6] depth under a held place is told without walking up again for each of its children', () => {
  const scratch = new Y.Doc()
  const { deepest } = nested(490, scratch)
  const clock = (deepest._item?.id.clock ?? 0) + 1
  deepest.insert(
    0,
    Array.from({ length: 20_000 }, () => new Y.XmlElement('p')),
  )
  const log = {
    snapshot: null,
    tail: [{ updates: [Y.encodeStateAsUpdate(scratch)] }],
    clients: [],
    unattributed: [],
  }
  const document = new LiveDocument('pm-1', log as never, SERVER_IDS + 1, () => {})
  expect(document.depthOf(scratch.clientID, clock)).toBe(490)
  expect(document.depthOf(scratch.clientID, 0)).toBe(0)
  expect(document.depthOf(scratch.clientID, 1_000_000)).toBe(0)
  /** The shortest of a few times that many lookups take, ms. */
  const timeAt = (from: number): number => {
    const times = Array.from({ length: 5 }, () => {
      const started = performance.now()
      for (let at = 0; at < 200_000; at++) document.depthOf(scratch.clientID, from + (at % 2))
      return performance.now() - started
    })
    return Math.min(...times)
  }
  // Walking up each time took thirty times as long at the bottom as at the top.
  expect(timeAt(clock)).toBeLessThan(5 * timeAt(0))
  document.destroy()
})

/** A text of so many letters, every second of them deleted before it was sent. */
function scattered(count: number, client: number): Uint8Array {
  const encoder = encoding.createEncoder()
  for (const number of [1, count, client, 0]) encoding.writeVarUint(encoder, number)
  for (let at = 0; at < count; at++) {
    encoding.writeUint8(encoder, (at % 2 === 0 ? 4 : 1) | (at > 0 ? 128 : 0))
    if (at > 0) for (const number of [client, at - 1]) encoding.writeVarUint(encoder, number)
    else {
      encoding.writeVarUint(encoder, 1)
      encoding.writeVarString(encoder, 'test')
    }
    if (at % 2 === 0) encoding.writeVarString(encoder, 'a')
    else encoding.writeVarUint(encoder, 1)
  }
  encoding.writeVarUint(encoder, 0)
  return encoding.toUint8Array(encoder)
}

it('[W6] a deletion that is held already is found without reading the whole document each time', () => {
  const copy = new Y.Doc()
  Y.applyUpdate(copy, scattered(200_000, 99_999))
  const held = Y.encodeStateAsUpdate(copy)
  const log = { snapshot: null, tail: [{ updates: [held] }], clients: [], unattributed: [] }
  const document = new LiveDocument('pm-1', log as never, SERVER_IDS + 1, () => {})
  expect(document.hasDeleted(held)).toBe(true)
  /** The deletion of one letter. */
  const deletion = (clock: number): Uint8Array => {
    const encoder = encoding.createEncoder()
    for (const number of [0, 1, 99_999, 1, clock, 1]) encoding.writeVarUint(encoder, number)
    return encoding.toUint8Array(encoder)
  }
  expect(document.hasDeleted(deletion(7))).toBe(true)
  expect(document.hasDeleted(deletion(8))).toBe(false)
  expect(document.hasDeleted(deletion(200_000))).toBe(false)
  const started = performance.now()
  for (let at = 0; at < 500; at++) {
    document.edit(doc => doc.getMap('meta').set('title', `${at}`))
    expect(document.hasDeleted(deletion(7))).toBe(true)
  }
  // Reading the whole document each time took six seconds.
  expect(performance.now() - started).toBeLessThan(1_500)
  document.destroy()
})
