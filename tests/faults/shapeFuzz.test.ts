import { Piscina } from 'piscina'
import { afterAll, beforeAll, expect, it } from 'vitest'
import * as Y from 'yjs'
import run from '../../server/work/worker.ts'
import { addItem } from '../../shared/document/edit.ts'
import { type Postmortem, SECTIONS } from '../../shared/document/postmortem.ts'
import { readPostmortem } from '../../shared/document/read.ts'
import { isEditable } from '../../shared/document/richShape.ts'
import { bullets, paragraph, writeRichText } from '../../shared/document/richText.ts'
import { LISTS, sectionOf } from '../../shared/document/schema.ts'
import { RawPeer } from '../support/peers.ts'
import { Random } from '../support/random.ts'
import { writeRandomTree } from '../support/randomTrees.ts'
import { type SyncServer, startSyncServer } from '../support/syncServer.ts'
import { expectWhole, short, Typist } from '../support/typist.ts'
import { until } from '../support/until.ts'

const TREES = short(2_000, 100_000)
/** One room takes so many: what is taken out again leaves its places behind, and a room is full at some time. */
const BATCH = 250
const SEED = Number(process.env.FUZZ_SEED ?? 1)
const FORMATS = ['markdown', 'html', 'json', 'timeline-csv', 'actions-csv'] as const

let server: SyncServer
const lines: string[] = []

beforeAll(async () => {
  server = await startSyncServer({
    limits: { framesPerSecond: 1e6, frameBurst: 1e6, socketsPerPerson: 99 },
    onLog: line => lines.push(line),
  })
})

afterAll(() => server?.close())

/** A room in which somebody honest wrote in every section and list. */
async function writtenRoom(id: string): Promise<Typist> {
  await server.create(id)
  const ann = new Typist(server, id, 'ann').connect()
  await until('ann is in sync', () => ann.isSynced)
  ann.doc.transact(() => {
    for (const name of SECTIONS)
      writeRichText(sectionOf(ann.doc, name), [paragraph(`honest ${name}`), bullets([`kept in ${name}`])])
    for (const list of LISTS)
      addItem(ann.doc, list, `honest-${list}`, { text: `honest ${list}`, order: 'a1' })
  })
  ann.type()
  return ann
}

function expectHonest(postmortem: Postmortem): void {
  for (const name of SECTIONS) {
    expect(JSON.stringify(postmortem[name])).toContain(`"honest ${name}"`)
    expect(JSON.stringify(postmortem[name])).toContain(`"kept in ${name}"`)
  }
  for (const list of LISTS)
    expect(
      (postmortem[list] as readonly { id: string; text: string }[]).map(({ id, text }) => [id, text]),
    ).toContainEqual([`honest-${list}`, `honest ${list}`])
}

/** Everything that is made of a postmortem for its readers. */
function expectWritten(postmortem: Postmortem): void {
  for (const format of FORMATS) {
    const input = { format, postmortem, publishedOn: '2026-05-28', pictures: new Map() }
    expect(textOf(run({ job: 'write', input }))).toContain(
      format.endsWith('csv') ? 'honest' : 'honest summary',
    )
  }
  const input = { format: 'json', postmortem, publishedOn: '', pictures: new Map() } as const
  JSON.parse(textOf(run({ job: 'write', input })))
}

/** A worker hands its bytes over: what it answers holds them. */
const textOf = (answer: unknown): string => {
  const value = (answer as Record<symbol, unknown>)[Piscina.valueSymbol] ?? answer
  return new TextDecoder().decode(value as Uint8Array)
}

it(`[D3] [D4] ${TREES} random trees under every root: the room reads and exports, nothing honest is lost`, async () => {
  console.log(`seed ${SEED}`)
  for (let from = 0; from < TREES; from += BATCH) {
    const seed = SEED * 1_000_003 + from
    const room = `fuzzed-${from}`
    try {
      await batch(room, new Random(seed))
    } catch (cause) {
      throw new Error(`The batch of seed ${seed} failed`, { cause })
    }
  }
}, 3_600_000)

async function batch(id: string, random: Random): Promise<void> {
  const ann = await writtenRoom(id)
  const eve = await RawPeer.join(server, id, `as=eve&v=1`)
  await until(
    'eve has what ann wrote',
    () => eve.doc.share.has('parked') && (eve.doc.get('summary', Y.XmlFragment) as Y.XmlFragment).length > 1,
  )
  for (let at = 0; at < BATCH; at++) {
    eve.edit(doc => writeRandomTree(doc, random))
    if (at % 25 === 0) ann.type()
  }
  expect(await eve.closedWith()).toBe(4424)
  const open = await server.rooms.open(id)
  if (!open.ok) throw new Error(open.error.message)
  const copyOf = (): Y.Doc => {
    const copy = new Y.Doc()
    Y.applyUpdate(copy, open.value.encode())
    return copy
  }
  await until('every section is mended', () => {
    const copy = copyOf()
    return SECTIONS.every(name => isEditable(sectionOf(copy, name)))
  })
  ann.type()
  await expectWhole(server, id, [ann])
  expect(ann.closes).toEqual([])
  for (const postmortem of [open.value.read(), readPostmortem(copyOf(), id), readPostmortem(ann.doc, id)]) {
    expectHonest(postmortem)
    expectWritten(postmortem)
  }
  const audited = await server.store.audit.list(id, 99)
  expect(new Set(audited.map(({ what, who }) => `${what} by ${who}`))).toEqual(
    new Set(['postmortem/repaired by eve']),
  )
  expect(
    lines.some(line => line.includes(`"${id}"`) && line.includes('taken out') && line.includes('"eve"')),
  ).toBe(true)
  // Whatever the server could not apply or mend is logged as an error.
  expect(lines.filter(line => JSON.parse(line).level >= 50)).toEqual([])
  for (const peer of [ann, eve]) peer.leave()
}
