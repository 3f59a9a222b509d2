import * as encoding from 'lib0/encoding'
import { expect, it } from 'vitest'
import * as Y from 'yjs'
import {
  type Belief,
  isServerId,
  judgeUpdate,
  type Known,
  SERVER,
  STRICT,
} from '../../../server/room/updateCheck.ts'

const [ANN, BOB] = [100_001, 100_002]

/** A state in which ann (five characters) and bob (three) have written, and whose ids are whose. */
const known: Known = {
  clockOf: client => ({ [ANN]: 5, [BOB]: 3 })[client] ?? 0,
  ownerOf: client => ({ [ANN]: 'ann', [BOB]: 'bob' })[client] ?? (isServerId(client) ? SERVER : undefined),
  depthOf: () => 0,
}
const nothing: Known = {
  clockOf: () => 0,
  ownerOf: client => (isServerId(client) ? SERVER : undefined),
  depthOf: () => 0,
}
const TRUSTING: Belief = { ...STRICT, trusts: () => true }

/** An update written by hand: client blocks of raw structs, and delete ranges. */
function update(
  blocks: { client: number; clock: number; structs: ((to: encoding.Encoder) => void)[] }[],
  deletes: { client: number; clock: number; len: number }[] = [],
): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, blocks.length)
  for (const { client, clock, structs } of blocks) {
    encoding.writeVarUint(encoder, structs.length)
    encoding.writeVarUint(encoder, client)
    encoding.writeVarUint(encoder, clock)
    for (const write of structs) write(encoder)
  }
  encoding.writeVarUint(encoder, deletes.length)
  for (const { client, clock, len } of deletes) {
    encoding.writeVarUint(encoder, client)
    encoding.writeVarUint(encoder, 1)
    encoding.writeVarUint(encoder, clock)
    encoding.writeVarUint(encoder, len)
  }
  return encoding.toUint8Array(encoder)
}

const collected = (length: number) => (to: encoding.Encoder) => {
  encoding.writeUint8(to, 0)
  encoding.writeVarUint(to, length)
}
const skipped = (length: number) => (to: encoding.Encoder) => {
  encoding.writeUint8(to, 10)
  encoding.writeVarUint(to, length)
}
/** A string in the root `test`, or to the right of another character. */
const text = (value: string, after?: { client: number; clock: number }) => (to: encoding.Encoder) => {
  encoding.writeUint8(to, 4 | (after ? 128 : 0))
  if (after) {
    encoding.writeVarUint(to, after.client)
    encoding.writeVarUint(to, after.clock)
  } else {
    encoding.writeVarUint(to, 1)
    encoding.writeVarString(to, 'test')
  }
  encoding.writeVarString(to, value)
}

const kindOf = (bytes: Uint8Array, person = 'ann', state = known, belief = STRICT): string =>
  judgeUpdate(bytes, person, state, belief).kind

it('[W6] what one types next is accepted', () => {
  const verdict = judgeUpdate(update([{ client: ANN, clock: 5, structs: [text('!')] }]), 'ann', known)
  expect(verdict).toEqual({ kind: 'accept', ends: new Map([[ANN, 6]]), claims: [], overlaps: false })
})

it('[W6] an id that nobody used becomes the writer’s, so that older offline edits still come in', () => {
  const verdict = judgeUpdate(
    update([{ client: 777_777, clock: 0, structs: [text('offline')] }]),
    'ann',
    known,
  )
  expect(verdict).toMatchObject({ kind: 'accept', claims: [777_777] })
})

it('[W6] an id of somebody else is refused, unless the state holds those very structures', () => {
  expect(kindOf(update([{ client: BOB, clock: 3, structs: [text('x')] }]))).toBe('foreign')
  expect(kindOf(update([{ client: BOB, clock: 0, structs: [text('abc')] }]))).toBe('known')
  const mixed = update([
    { client: BOB, clock: 0, structs: [text('abc')] },
    { client: ANN, clock: 5, structs: [text('!', { client: BOB, clock: 2 })] },
  ])
  expect(kindOf(mixed)).toBe('accept')
})

it('[W6] the 16-byte collected structure on somebody else’s id is refused, trusted or not', () => {
  const silencer = update([{ client: BOB, clock: 3, structs: [collected(900_000)] }])
  expect(silencer.byteLength).toBeLessThanOrEqual(16)
  expect(kindOf(silencer)).toBe('refuse')
})

it('[W6] text of others passes only where the server says that a crash may have lost it', () => {
  const lost = update([{ client: BOB, clock: 3, structs: [text('x')] }])
  expect(kindOf(lost, 'ann', known, TRUSTING)).toBe('accept')
})

it('[W6] after a crash an unknown id may be somebody else’s whose first words were lost', () => {
  const unknown = update([{ client: 777_777, clock: 0, structs: [text('whose?')] }])
  const belief: Belief = { ...STRICT, mayClaim: client => client === 888_888 }
  expect(judgeUpdate(unknown, 'ann', known, belief)).toMatchObject({ kind: 'foreign', owners: ['?'] })
  expect(judgeUpdate(unknown, 'ann', known, { ...belief, trusts: () => true }).kind).toBe('accept')
})

it('[W6] the server’s own ids are nobody’s, not even where nothing is written under them', () => {
  for (const client of [0, 1, 2, 1_023, 2 ** 32, 2 ** 33 - 1]) {
    const forged = update([{ client, clock: 0, structs: [text('x')] }])
    expect(judgeUpdate(forged, 'ann', nothing)).toMatchObject({ kind: 'foreign', owners: [SERVER] })
  }
  expect(kindOf(update([{ client: 1_024, clock: 0, structs: [text('x')] }]), 'ann', nothing)).toBe('accept')
  expect(kindOf(update([{ client: 2 ** 32 - 1, clock: 0, structs: [text('x')] }]), 'ann', nothing)).toBe(
    'accept',
  )
})

it('[W6] a gap in the clocks is a question, a clock that jumps or a structure without a length is refused', () => {
  expect(kindOf(update([{ client: ANN, clock: 6, structs: [text('x')] }]))).toBe('gap')
  expect(kindOf(update([{ client: ANN, clock: 5, structs: [collected(2 ** 40)] }]))).toBe('refuse')
  expect(kindOf(update([{ client: ANN, clock: 5, structs: [skipped(3), text('x')] }]))).toBe('gap')
  expect(kindOf(update([{ client: ANN, clock: 5, structs: [collected(0)] }]))).toBe('refuse')
})

it('[W6] what is deleted must be in the state or in the update itself', () => {
  const wipe = update([], [{ client: BOB, clock: 0, len: 2 ** 40 }])
  expect(wipe.byteLength).toBeLessThanOrEqual(16)
  expect(kindOf(wipe)).toBe('refuse')
  expect(kindOf(update([], [{ client: BOB, clock: 0, len: 3 }]))).toBe('accept')
  expect(kindOf(update([], [{ client: BOB, clock: 3, len: 1 }]))).toBe('gap')
  expect(kindOf(update([], [{ client: 888_888, clock: 0, len: 1 }]))).toBe('gap')
  expect(kindOf(update([], [{ client: BOB, clock: 0, len: 0 }]))).toBe('refuse')
  const own = [{ client: ANN, clock: 5, structs: [text('ab')] }]
  expect(kindOf(update(own, [{ client: ANN, clock: 5, len: 2 }]))).toBe('accept')
  expect(kindOf(update(own, [{ client: ANN, clock: 5, len: 3 }]))).toBe('gap')
})

it('[W6] an update that builds on text that is not there is a question, so that nothing stays pending', () => {
  const on = (client: number, clock: number) =>
    kindOf(update([{ client: ANN, clock: 5, structs: [text('x', { client, clock })] }]))
  expect(on(BOB, 2)).toBe('accept')
  expect(on(BOB, 3)).toBe('gap')
  expect(on(999_999, 0)).toBe('gap')
  expect(on(ANN, 5)).toBe('gap')
})

it('[W6] an empty update brings nothing, and what does not parse is refused', () => {
  expect(kindOf(Uint8Array.of(0, 0))).toBe('known')
  for (const bytes of [[], [1], [0], [1, 1, 1], [255, 255, 255], [0, 1, 5]]) {
    expect(kindOf(Uint8Array.from(bytes))).toBe('refuse')
  }
})

it('[W6] a cheap number of structures that is not there costs nothing', () => {
  const started = performance.now()
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, 2 ** 50)
  encoding.writeVarUint(encoder, 2 ** 50)
  expect(kindOf(encoding.toUint8Array(encoder))).toBe('refuse')
  expect(performance.now() - started).toBeLessThan(50)
})

it('[W6] everything that an honest document makes is accepted, deletions and nested types included', () => {
  const doc = new Y.Doc()
  const clocks = new Map<number, number>()
  const state: Known = { clockOf: client => clocks.get(client) ?? 0, ownerOf: () => 'ann', depthOf: () => 0 }
  let count = 0
  doc.on('update', (bytes: Uint8Array) => {
    const verdict = judgeUpdate(bytes, 'ann', state)
    expect(verdict.kind).toBe('accept')
    if (verdict.kind === 'accept') for (const [client, end] of verdict.ends) clocks.set(client, end)
    count++
  })
  const rows = doc.getMap('timeline')
  const row = rows.set('a', new Y.Map<unknown>()) as Y.Map<unknown>
  const cell = row.set('text', new Y.Text()) as Y.Text
  cell.insert(0, 'Error rate over 5 %')
  cell.delete(3, 6)
  cell.insert(2, '🙂')
  cell.format(0, 4, { bold: true })
  doc.getXmlFragment('summary').insert(0, [new Y.XmlElement('paragraph'), new Y.XmlText('x')])
  rows.delete('a')
  expect(count).toBe(8)
  const all = Y.encodeStateAsUpdate(doc)
  expect(judgeUpdate(all, 'bob', { ...state, ownerOf: () => 'ann' }).kind).toBe('accept')
  expect(judgeUpdate(all, 'ann', { ...nothing, ownerOf: () => undefined }).kind).toBe('accept')
})

it('[W6] a value that could be read and not be written again is refused, in whatever it stands', () => {
  const nested = (levels: number): unknown => {
    let value: unknown = 1
    for (let level = 0; level < levels; level++) value = [value]
    return value
  }
  const updateOf = (write: (doc: Y.Doc) => void): Uint8Array => {
    const doc = new Y.Doc()
    doc.clientID = 100_003
    write(doc)
    return Y.encodeStateAsUpdate(doc)
  }
  const own = (value: unknown): object => JSON.parse(`{"__proto__":${JSON.stringify(value)}}`)
  const bytes = Object.defineProperty({}, '__proto__', { value: new Uint8Array([1]), enumerable: true })
  const hostile: Record<string, (doc: Y.Doc) => void> = {
    'what passes for bytes': doc => doc.getMap('meta').set('tags', { a: [bytes] }),
    'no prototype': doc => doc.getArray('x').push([{ a: own(null) }]),
    'another prototype': doc => doc.getMap('x').set('a', own({ a: 1 })),
    'values too deep': doc => doc.getMap('x').set('a', nested(200)),
    'an embed too deep': doc => doc.getText('x').insertEmbed(0, { a: nested(200) }),
    'a mark too deep': doc => doc.getText('x').insert(0, 'x', { bold: nested(200) as object }),
    'a document in it': doc => doc.getMap('x').set('a', new Y.Doc()),
  }
  for (const [what, write] of Object.entries(hostile))
    expect([what, judgeUpdate(updateOf(write), 'cid', nothing).kind]).toEqual([what, 'refuse'])
  const honest = updateOf(doc => {
    doc.getMap('meta').set('tags', [{ a: nested(50), b: new Uint8Array([1]), c: null }])
    doc.getText('x').insert(0, 'x', { link: { href: 'https://example.org/' } })
  })
  expect(judgeUpdate(honest, 'cid', nothing).kind).toBe('accept')
})
