import { afterEach, beforeEach, expect, it } from 'vitest'
import * as Y from 'yjs'
import { isEditable } from '../../../shared/document/richShape.ts'
import { sectionOf } from '../../../shared/document/schema.ts'
import { awarenessFrame } from '../../../shared/protocol/frames.ts'
import { ODD_CARETS, ODD_SHAPES, writeOdd } from '../../support/oddShapes.ts'
import { RawPeer, stock, synced, textIn } from '../../support/peers.ts'
import { type SyncServer, startSyncServer } from '../../support/syncServer.ts'
import { until } from '../../support/until.ts'

let server: SyncServer
const lines: string[] = []

beforeEach(async () => {
  lines.length = 0
  server = await startSyncServer({ onLog: line => lines.push(line) })
})

afterEach(() => server.close())

it('[D4] what no section can hold is taken out again, logged and audited, and its author’s sockets are closed', async () => {
  await Promise.all(
    Object.keys(ODD_SHAPES).map(async (shape, at) => {
      const id = `pm-${at}`
      await server.create(id)
      const ann = stock(server, id, { as: 'ann' })
      await synced(ann)
      const eve = await RawPeer.join(server, id, 'as=eve&v=1')
      eve.edit(doc => writeOdd(doc, 'summary', shape))
      const isMended = (): boolean => isEditable(sectionOf(ann.doc, 'summary'))
      await until(`ann has ${shape}`, () => sectionOf(ann.doc, 'summary').length > 0)
      await until(`${shape} is mended`, isMended, 15_000)
      const isHarmless = /without/.test(shape) && !/address/.test(shape)
      if (!isHarmless) expect(await eve.closedWith()).toBe(4424)
      textIn(ann.doc).insert(0, 'ann types on')
      await until('ann is saved', async () => {
        const room = await server.rooms.open(id)
        const copy = new Y.Doc()
        if (room.ok) Y.applyUpdate(copy, room.value.encode())
        return `${textIn(copy)}` === 'ann types on' && isEditable(sectionOf(copy, 'summary'))
      })
      for (const peer of [ann, eve]) peer.leave()
    }),
  )
  expect(lines.some(line => line.includes('taken out') && line.includes('"eve"'))).toBe(true)
  const audited = await server.store.audit.list('pm-0', 10)
  expect(audited.map(({ what, who }) => [what, who])).toEqual([['postmortem/repaired', 'eve']])
})

it('[W7] presence of another form than its readers expect is left out, the rest passes on', async () => {
  await server.create('pm-w7')
  const ann = stock(server, 'pm-w7', { as: 'ann' })
  await synced(ann)
  const eve = await RawPeer.join(server, 'pm-w7', 'as=eve&v=1&role=viewer')
  const seen = (): Record<string, unknown> | undefined =>
    ann.provider.awareness.getStates().get(eve.doc.clientID)
  let clock = 1
  // A place in a root that is no section is well-formed; the page leaves it out.
  const carets = ODD_CARETS.filter(caret => !JSON.stringify(caret).includes('timeline'))
  for (const cursor of carets) {
    const state = JSON.stringify({ cursor, reaction: { a: 1 }, cell: 'x', where: 7, note: `${clock}` })
    eve.send(awarenessFrame([{ client: eve.doc.clientID, clock: ++clock, state }]))
    await until('ann hears it', () => seen()?.note === `${clock - 1}`)
    expect(Object.keys(seen() ?? {}).sort()).toEqual(['note', 'user'])
  }
  const place = Y.relativePositionToJSON(
    Y.createRelativePositionFromTypeIndex(
      sectionOf(eve.doc, 'summary') as unknown as Y.AbstractType<unknown>,
      0,
    ),
  )
  const honest = { cursor: { anchor: place, head: place }, reaction: 'agree', note: 'last' }
  eve.send(awarenessFrame([{ client: eve.doc.clientID, clock: ++clock, state: JSON.stringify(honest) }]))
  await until('ann hears it', () => seen()?.note === 'last')
  expect(seen()).toMatchObject(honest)
  for (const peer of [ann, eve]) peer.leave()
})
