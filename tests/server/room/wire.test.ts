import * as encoding from 'lib0/encoding'
import { afterAll, beforeAll, expect, it } from 'vitest'
import * as Y from 'yjs'
import { awarenessFrame, SYNC, syncFrame } from '../../../shared/protocol/frames.ts'
import { RawPeer, stock, synced, textIn } from '../../support/peers.ts'
import { type SyncServer, startSyncServer } from '../../support/syncServer.ts'
import { until } from '../../support/until.ts'

let server: SyncServer
let count = 0

beforeAll(async () => {
  server = await startSyncServer()
})

afterAll(async () => {
  await server.close()
})

/** A new postmortem, and people in it by name. */
async function room<const N extends string>(...names: N[]): Promise<{ id: string } & Record<N, RawPeer>> {
  const id = `wire-${++count}`
  await server.create(id)
  const peers = await Promise.all(names.map(name => RawPeer.join(server, id, `as=${name}&v=1`)))
  return { id, ...Object.fromEntries(names.map((name, at) => [name, peers[at]])) } as { id: string } & Record<
    N,
    RawPeer
  >
}

/** The text as a newcomer reads it. */
async function textOf(id: string): Promise<string> {
  const reader = await RawPeer.join(server, id, 'as=reader')
  const text = `${textIn(reader.doc)}`
  reader.leave()
  return text
}

async function refusedWith(id: string, query: string, headers: Record<string, string> = {}): Promise<number> {
  const peer = new RawPeer(server, id, query, headers)
  const code = await peer.closedWith()
  expect(peer.frames).toEqual([])
  expect(peer.messages).toEqual([])
  return code
}

it('[W1] whoever is refused hears a named code and no frame', async () => {
  const { id } = await room()
  expect(await refusedWith(id, '')).toBe(4401)
  expect(await refusedWith(id, 'as=stranger')).toBe(4403)
  expect(await refusedWith('nowhere', 'as=ann')).toBe(4404)
  expect(await refusedWith('..%2F..%2Fetc', 'as=ann')).toBe(4404)
})

it('[D4] a client of another document schema is told to reload', async () => {
  const { id } = await room()
  expect(await refusedWith(id, 'as=ann&schema=999')).toBe(4409)
  const same = await RawPeer.join(server, id, 'as=ann&schema=1')
  same.leave()
})

it('[W2] a page of another origin is refused', async () => {
  const { id } = await room()
  expect(await refusedWith(id, 'as=ann', { origin: 'http://evil.test' })).toBe(4403)
  const own = new RawPeer(server, id, 'as=ann', { origin: 'http://debrief.test' })
  await own.opened()
  own.leave()
})

it('[W3] a frame of no known form closes that socket, and nobody else notices', async () => {
  const bad: number[][] = [[], [5], [2, 0], [0, 3, 0], [0, 2, 2, 7], [0, 2, 1, 7, 0], [3, 1], [4, 1, 123]]
  const { id, bob } = await room('bob')
  for (const bytes of bad) {
    const eve = await RawPeer.join(server, id, 'as=eve&v=1')
    eve.send(Uint8Array.from(bytes))
    expect(await eve.closedWith()).toBe(1002)
  }
  const eve = await RawPeer.join(server, id, 'as=eve')
  eve.socket.send('text')
  expect(await eve.closedWith()).toBe(1002)
  bob.edit(doc => textIn(doc).insert(0, 'fine'))
  await until('saved', () => bob.saved === 1)
  bob.leave()
})

it('[W3] an update in longer varints is understood, and judged like any other', async () => {
  const { id, ann, bob } = await room('ann', 'bob')
  const update = padded(edited(ann.doc, doc => textIn(doc).insert(0, 'long way')))
  ann.send(update)
  await until('bob has it', () => `${textIn(bob.doc)}` === 'long way')
  const viewer = await RawPeer.join(server, id, 'as=vic&role=viewer')
  viewer.send(padded(edited(viewer.doc, doc => textIn(doc).insert(0, 'sneaky '))))
  ann.edit(doc => textIn(doc).insert(0, 'after '))
  await until('bob has that too', () => `${textIn(bob.doc)}` === 'after long way')
  expect(await textOf(id)).toBe('after long way')
  for (const peer of [ann, bob, viewer]) peer.leave()
})

it('[W4] a viewer reads, and changes nothing with any frame', async () => {
  const { id, ann } = await room('ann')
  const viewer = await RawPeer.join(server, id, 'as=vic&role=viewer&v=1')
  ann.edit(doc => textIn(doc).insert(0, 'read me'))
  await until('the viewer reads', () => `${textIn(viewer.doc)}` === 'read me')
  expect(viewer.messages.find(({ t }) => t === 'welcome')).toMatchObject({ readOnly: true })
  const update = viewer.edit(doc => textIn(doc).insert(0, 'not me'))
  viewer.send(syncFrame(SYNC.step2, update))
  viewer.edit(doc => textIn(doc).delete(0, 3))
  viewer.edit(doc => doc.getMap('meta').set('title', 'Mine'))
  ann.edit(doc => textIn(doc).insert(7, '!'))
  await until('saved', () => ann.saved === 2)
  expect(await textOf(id)).toBe('read me!')
  expect(viewer.saved).toBe(0)
  const open = await server.rooms.open(id)
  expect(open.ok && open.value.read().title).toBe('Payments outage')
  for (const peer of [ann, viewer]) peer.leave()
})

it('[W5] whoever loses the role is out within two seconds, in every window', async () => {
  const { id, ann, bob } = await room('ann', 'bob')
  const second = await RawPeer.join(server, id, 'as=ann')
  const started = performance.now()
  server.rooms.disconnect('ann', 'noAccess')
  expect(await ann.closedWith()).toBe(4403)
  expect(await second.closedWith()).toBe(4403)
  expect(performance.now() - started).toBeLessThan(2_000)
  expect(bob.closed).toBeNull()
  bob.leave()
})

it('[W6] structures under somebody else’s id reach nobody, and their author is told', async () => {
  const { id, ann, bob } = await room('ann', 'bob')
  ann.edit(doc => textIn(doc).insert(0, 'mine'))
  await until('bob has it', () => `${textIn(bob.doc)}` === 'mine')
  const forged = new Y.Doc()
  Y.applyUpdate(forged, Y.encodeStateAsUpdate(bob.doc))
  forged.clientID = ann.doc.clientID
  bob.update(edited(forged, doc => textIn(doc).insert(0, 'not ')))
  await until('bob is told', () => bob.messages.some(({ t }) => t === 'refused'))
  ann.edit(doc => textIn(doc).insert(4, ', still'))
  await until('saved', () => ann.saved === 2)
  expect(await textOf(id)).toBe('mine, still')
  for (const peer of [ann, bob]) peer.leave()
})

it('[W6] a delete set over all that was and will be written is refused', async () => {
  const { id, ann, bob } = await room('ann', 'bob')
  ann.edit(doc => textIn(doc).insert(0, 'keep'))
  await until('bob has it', () => `${textIn(bob.doc)}` === 'keep')
  const encoder = encoding.createEncoder()
  for (const value of [0, 1, ann.doc.clientID, 1, 0, 2 ** 40]) encoding.writeVarUint(encoder, value)
  bob.update(encoding.toUint8Array(encoder))
  expect(await bob.closedWith()).toBe(4422)
  ann.edit(doc => textIn(doc).insert(4, ' this'))
  await until('saved', () => ann.saved === 2)
  expect(await textOf(id)).toBe('keep this')
  ann.leave()
})

it('[W6] offline edits made under an older id of one’s own come in', async () => {
  const { id, ann } = await room('ann')
  ann.edit(doc => textIn(doc).insert(0, 'before '))
  await until('saved', () => ann.saved === 1)
  const offline = new Y.Doc()
  Y.applyUpdate(offline, Y.encodeStateAsUpdate(ann.doc))
  textIn(offline).insert(7, 'offline')
  ann.leave()
  const later = await RawPeer.join(server, id, 'as=ann&v=1')
  later.send(syncFrame(SYNC.step2, Y.encodeStateAsUpdate(offline)))
  await until('saved', () => later.saved === 1)
  expect(await textOf(id)).toBe('before offline')
  later.leave()
})

it('[W7] a socket speaks for one client id: those of others it can neither move nor remove', async () => {
  const { id, ann, bob } = await room('ann', 'bob')
  const state = (at: number) => JSON.stringify({ at })
  ann.send(awarenessFrame([{ client: ann.doc.clientID, clock: 1, state: state(1) }]))
  bob.send(awarenessFrame([{ client: bob.doc.clientID, clock: 1, state: state(2) }]))
  const heard = () => bob.frames.filter(frame => frame[0] === 1).map(frame => new TextDecoder().decode(frame))
  await until('both are shown', () => heard().some(words => words.includes('"ann"')))
  bob.send(awarenessFrame([{ client: ann.doc.clientID, clock: 50, state: 'null' }]))
  bob.send(awarenessFrame([{ client: ann.doc.clientID, clock: 51, state: state(99) }]))
  bob.send(awarenessFrame([{ client: bob.doc.clientID, clock: 2, state: state(3) }]))
  await until('bob’s own is taken', () => heard().some(words => words.includes('"at":3')))
  expect(heard().some(words => /"at":99|null/.test(words))).toBe(false)
  const late = await RawPeer.join(server, id, 'as=late')
  await until('the newcomer sees both', () => late.frames.some(frame => frame[0] === 1))
  expect(
    late.frames
      .filter(frame => frame[0] === 1)
      .map(frame => new TextDecoder().decode(frame))
      .join(),
  ).toMatch(/"at":1[\s\S]*"at":3/)
  for (const peer of [ann, bob, late]) peer.leave()
})

it('[W7] many movements leave as one frame, and echoes as none', async () => {
  const { ann, bob } = await room('ann', 'bob')
  const presence = (peer: RawPeer) => peer.frames.filter(frame => frame[0] === 1)
  for (let clock = 1; clock <= 40; clock++) {
    ann.send(awarenessFrame([{ client: ann.doc.clientID, clock, state: `{"at":${clock}}` }]))
  }
  await until('the last movement', () =>
    presence(bob).some(frame => new TextDecoder().decode(frame).includes(':40')),
  )
  expect(presence(bob).length).toBeLessThanOrEqual(10)
  const before = presence(ann).length
  for (const frame of presence(bob)) bob.send(frame)
  bob.edit(doc => textIn(doc).insert(0, 'x'))
  await until('saved', () => bob.saved === 1)
  await until('two more rounds', () => new Promise(resolve => setTimeout(resolve, 120, true)))
  expect(presence(ann).length).toBe(before)
  ann.leave()
  bob.leave()
})

it('[W8] a presence entry over 4 KiB closes the socket', async () => {
  const { ann } = await room('ann')
  const state = JSON.stringify({ at: 'x'.repeat(4_097) })
  ann.send(awarenessFrame([{ client: ann.doc.clientID, clock: 1, state }]))
  expect(await ann.closedWith()).toBe(1002)
})

it('[W8] a message of the project’s own over 8 KiB closes the socket', async () => {
  const { ann } = await room('ann')
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, 4)
  encoding.writeVarString(encoder, JSON.stringify({ t: 'alive', more: 'x'.repeat(8_192) }))
  ann.send(encoding.toUint8Array(encoder))
  expect(await ann.closedWith()).toBe(1002)
})

it('[W8] a frame over 1 MiB closes the socket', async () => {
  const { ann } = await room('ann')
  ann.edit(doc => textIn(doc).insert(0, 'x'.repeat(1_100_000)))
  expect(await ann.closedWith()).toBe(1009)
})

it('[W8] whoever sends too fast is read more slowly, and loses nothing', async () => {
  const { id, ann } = await room('ann')
  const started = performance.now()
  for (let at = 0; at < 240; at++) ann.edit(doc => textIn(doc).insert(at, 'x'))
  await until('all saved', () => ann.saved === 240)
  expect(performance.now() - started).toBeGreaterThan(1_000)
  expect(await textOf(id)).toBe('x'.repeat(240))
  ann.leave()
})

it('[W8] the eleventh window of one person and the 301st of a room are refused for now', async () => {
  const { id } = await room()
  const windows = await Promise.all(Array.from({ length: 10 }, () => RawPeer.join(server, id, 'as=ann')))
  expect(await refusedWith(id, 'as=ann')).toBe(1013)
  const others = await Promise.all(
    Array.from({ length: 290 }, (_, at) => RawPeer.join(server, id, `as=p${at}`)),
  )
  expect(await refusedWith(id, 'as=bob')).toBe(1013)
  for (const peer of [...windows, ...others]) peer.leave()
  await until('all gone', () => server.rooms.stats().sockets === 0)
})

it('a clock sample is handed back with the server’s time', async () => {
  const { ann } = await room('ann')
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, 4)
  encoding.writeVarString(encoder, JSON.stringify({ t: 'clock', sent: 12 }))
  ann.send(encoding.toUint8Array(encoder))
  await until('an answer', () => ann.messages.some(({ t }) => t === 'clock'))
  const answer = ann.messages.find(({ t }) => t === 'clock')
  expect(answer).toEqual({ t: 'clock', sent: 12, now: expect.any(Number) })
  ann.leave()
})

it('everybody connected is named once, however many windows they have, and gone when they left', async () => {
  const { id, ann, bob } = await room('ann', 'bob')
  const second = await RawPeer.join(server, id, 'as=bob&role=viewer')
  const here = () => {
    const last = ann.messages.filter(({ t }) => t === 'presence').at(-1)
    return last?.t === 'presence' ? last.people.map(({ id, role }) => `${id} ${role}`) : []
  }
  await until('both', () => here().length === 2)
  expect(here()).toEqual(expect.arrayContaining(['ann participant', 'bob participant']))
  bob.leave()
  await until('bob is only a viewer now', () => here().includes('bob viewer'))
  second.leave()
  await until('ann alone', () => here().join() === 'ann participant')
  ann.leave()
})

/** What a change of this document makes. */
function edited(doc: Y.Doc, change: (doc: Y.Doc) => void): Uint8Array {
  const before = Y.encodeStateVector(doc)
  doc.transact(() => change(doc))
  return Y.encodeStateAsUpdate(doc, before)
}

/** A sync update whose type and step are written in two bytes each, `80 00 82 00`. */
function padded(update: Uint8Array): Uint8Array {
  const encoder = encoding.createEncoder()
  for (const byte of [0x80, 0, 0x82, 0]) encoding.writeUint8(encoder, byte)
  encoding.writeVarUint8Array(encoder, update)
  return encoding.toUint8Array(encoder)
}

it('[W9] a peer that falls silent is cut off, with its presence', async () => {
  const strict = await startSyncServer({ limits: { pingEvery: 40, silence: 150 } })
  await strict.create('silent')
  const ann = await RawPeer.join(strict, 'silent', 'as=ann&v=1')
  const bob = await RawPeer.join(strict, 'silent', 'as=bob&v=1')
  ann.send(awarenessFrame([{ client: ann.doc.clientID, clock: 1, state: '{"at":1}' }]))
  const heard = () => bob.frames.filter(frame => frame[0] === 1).map(frame => new TextDecoder().decode(frame))
  await until('ann is shown', () => heard().some(words => words.includes('"at":1')))
  ann.socket.pause()
  await until('ann is gone', () => strict.rooms.stats().sockets === 1)
  await until('and not shown', () => heard().some(words => words.includes('null')))
  await until('the roster says so', () => {
    const last = bob.messages.filter(({ t }) => t === 'presence').at(-1)
    return last?.t === 'presence' && last.people.length === 1
  })
  expect(bob.closed).toBeNull()
  ann.leave()
  bob.leave()
  await strict.close()
})

it('[W8] a socket that reads too slowly is closed, others are served, and it finds everything when it is back', async () => {
  const tight = await startSyncServer({
    limits: { unsent: 256 * 1024, framesPerSecond: 1e6, frameBurst: 1e6, documentReadOnly: 1e9 },
  })
  await tight.create('slow')
  const ann = await RawPeer.join(tight, 'slow', 'as=ann&v=1')
  const slow = await RawPeer.join(tight, 'slow', 'as=slow')
  slow.socket.pause()
  let written = 0
  await until('the slow one is gone', () => {
    ann.edit(doc => textIn(doc).insert(0, 'x'.repeat(100_000)))
    written++
    return tight.rooms.stats().sockets === 1
  })
  await until('saved', () => ann.saved === written)
  expect(written).toBeLessThan(400)
  const back = await RawPeer.join(tight, 'slow', 'as=slow')
  await until(
    'everything',
    () => textIn(back.doc).length === written * 100_000 || textIn(back.doc).length === textIn(ann.doc).length,
  )
  for (const peer of [ann, slow, back]) peer.leave()
  await tight.close()
})

it('[W8] a document warns at one size and is read-only at another, and says so', async () => {
  const small = await startSyncServer({ limits: { documentWarning: 2_000, documentReadOnly: 6_000 } })
  await small.create('large')
  const ann = await RawPeer.join(small, 'large', 'as=ann&v=1')
  const sizes = () => ann.messages.flatMap(message => (message.t === 'size' ? [message.readOnly] : []))
  ann.edit(doc => textIn(doc).insert(0, 'x'.repeat(3_000)))
  await until('a warning', () => sizes().join() === 'false')
  ann.edit(doc => textIn(doc).insert(0, 'y'.repeat(4_000)))
  await until('read-only', () => sizes().join() === 'false,true')
  ann.edit(doc => textIn(doc).insert(0, 'z'))
  await until('the first two saved', () => ann.saved === 2)
  const late = await RawPeer.join(small, 'large', 'as=late&v=1')
  expect(`${textIn(late.doc)}`).not.toContain('z')
  expect(late.messages.find(({ t }) => t === 'welcome')).toMatchObject({ readOnly: true })
  ann.leave()
  late.leave()
  await small.close()
})

it('[W8] a document that an edit of the server made small again takes edits at once, also those passed over', async () => {
  const small = await startSyncServer({ limits: { documentWarning: 2_000, documentReadOnly: 6_000 } })
  await small.create('large')
  const ann = stock(small, 'large', { as: 'ann' })
  await synced(ann)
  textIn(ann.doc).insert(0, 'x'.repeat(7_000))
  const late = await RawPeer.join(small, 'large', 'as=late&v=1')
  expect(late.messages.find(({ t }) => t === 'welcome')).toMatchObject({ readOnly: true })
  textIn(ann.doc).insert(0, 'passed over, ')
  const opened = await small.rooms.open('large')
  if (!opened.ok) throw new Error('No room')
  await opened.value.edit(doc => textIn(doc).delete(0, 6_999), 'restore')
  await until('it is told', () => late.messages.some(({ t }) => t === 'size'))
  textIn(ann.doc).insert(0, 'and ')
  const text = (): string => {
    const copy = new Y.Doc()
    Y.applyUpdate(copy, opened.value.encode())
    return `${textIn(copy)}`
  }
  await until('all is taken', () => text() === 'and passed over, x')
  for (const peer of [ann, late]) peer.leave()
  await small.close()
})

it('[W8] the size is that of the document, not of all that was ever typed into it', async () => {
  const small = await startSyncServer({
    limits: { documentWarning: 3_000, framesPerSecond: 1e6, frameBurst: 1e6 },
  })
  await small.create('typed')
  const ann = await RawPeer.join(small, 'typed', 'as=ann&v=1')
  for (let at = 0; at < 300; at++) ann.edit(doc => textIn(doc).insert(at, 'x'))
  await until('saved', () => ann.saved === 300)
  expect(ann.messages.filter(({ t }) => t === 'size')).toEqual([])
  ann.leave()
  await small.close()
})

it('[W3] nobody hears an edit before the state that it builds on, and then it is in that state', async () => {
  const { id, ann } = await room('ann')
  ann.edit(doc => textIn(doc).insert(0, 'one '))
  const late = new RawPeer(server, id, 'as=bob')
  await late.opened()
  await until('the question', () => late.frames.length > 0)
  ann.edit(doc => textIn(doc).insert(4, 'two '))
  await until('both to be saved', () => ann.saved >= 2)
  const edits = (): Uint8Array[] => late.frames.filter(frame => frame[0] === 0 && frame[1] === SYNC.update)
  expect(edits()).toEqual([])
  late.send(syncFrame(SYNC.step1, Y.encodeStateVector(late.doc)))
  await until('the text', () => `${textIn(late.doc)}` === 'one two ')
  ann.edit(doc => textIn(doc).insert(8, 'three'))
  await until('what came later', () => `${textIn(late.doc)}` === 'one two three')
  late.leave()
})
