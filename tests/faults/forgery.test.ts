import * as encoding from 'lib0/encoding'
import { expect, it } from 'vitest'
import * as Y from 'yjs'
import { SYNC, syncFrame } from '../../shared/protocol/frames.ts'
import { RawPeer, textIn } from '../support/peers.ts'
import { startSyncServer } from '../support/syncServer.ts'
import { expectWhole, Typist } from '../support/typist.ts'
import { until } from '../support/until.ts'

/** Structures under this client id from this clock on: a gap in the sequence of what somebody wrote. */
function collected(client: number, clock: number, length: number): Uint8Array {
  const encoder = encoding.createEncoder()
  for (const number of [1, 1, client, clock]) encoding.writeVarUint(encoder, number)
  encoding.writeUint8(encoder, 0)
  encoding.writeVarUint(encoder, length)
  encoding.writeVarUint(encoder, 0)
  return encoding.toUint8Array(encoder)
}

function deleted(client: number, clock: number, length: number): Uint8Array {
  const encoder = encoding.createEncoder()
  for (const number of [0, 1, client, 1, clock, length]) encoding.writeVarUint(encoder, number)
  return encoding.toUint8Array(encoder)
}

/** Text that pretends to be typed next by the owner of this document. */
function forged(doc: Y.Doc): Uint8Array {
  const copy = new Y.Doc()
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc))
  copy.clientID = doc.clientID
  const before = Y.encodeStateVector(copy)
  textIn(copy).insert(textIn(copy).length, 'I did it.')
  return Y.encodeStateAsUpdate(copy, before)
}

/** What no honest client can come to send closes the socket; of the rest only what cannot be is left out. */
const CLOSES = [
  'a collected structure that silences another',
  'a clock that jumps',
  'the deletion of all that another will ever write',
]

const ATTACKS: Record<string, (victim: Y.Doc, own: Y.Doc) => Uint8Array> = {
  'text under the id of another': forged,
  'a collected structure that silences another': victim =>
    collected(victim.clientID, Y.getState(victim.store, victim.clientID), 1_000),
  'a clock that jumps': (_victim, own) => collected(own.clientID, 0, 2 ** 40),
  'the deletion of all that another will ever write': victim => deleted(victim.clientID, 0, 2 ** 40),
  'the deletion of the next character': victim =>
    deleted(victim.clientID, Y.getState(victim.store, victim.clientID), 1),
}

for (const [name, attack] of Object.entries(ATTACKS)) {
  it(`[W6] ${name} is refused and logged, and those who type notice nothing`, async () => {
    const lines: string[] = []
    const server = await startSyncServer({ onLog: line => lines.push(line) })
    await server.create('room')
    const typists = Array.from({ length: 3 }, (_, at) => new Typist(server, 'room', `t${at}`).connect())
    await until('everybody in', () => typists.every(({ isSynced }) => isSynced))
    for (const typist of typists) typist.type()
    await until('something saved', () => typists.every(({ saved }) => saved.size === 1))
    const victim = typists[0]?.doc ?? new Y.Doc()
    const eve = await RawPeer.join(server, 'room', 'as=eve&v=1')
    await until('eve has it all', () => `${textIn(eve.doc)}` === `${textIn(victim)}`)
    eve.answer()
    // First the forgery: after the victim's next word it would say nothing new.
    eve.send(syncFrame(SYNC.update, attack(victim, eve.doc)))
    if (CLOSES.includes(name)) expect(await eve.closedWith()).toBe(4422)
    await until('it is logged', () => lines.some(line => line.includes('refused') && line.includes('"eve"')))
    for (const typist of typists) typist.start(15)
    const then = typists.map(({ saved }) => saved.size)
    await until('all type on', () => typists.every(({ saved }, at) => saved.size > (then[at] ?? 0) + 5))
    for (const typist of typists) typist.stop()
    expect(typists.flatMap(({ closes }) => closes)).toEqual([])
    await expectWhole(server, 'room', typists)
    for (const { text } of typists) expect(text).not.toContain('I did it.')
    for (const typist of typists) typist.leave()
    eve.leave()
    await server.close()
  })
}
