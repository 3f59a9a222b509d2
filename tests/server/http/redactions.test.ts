import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import * as Y from 'yjs'
import { addItem } from '../../../shared/document/edit.ts'
import { readList } from '../../../shared/document/read.ts'
import { SYNC, syncFrame } from '../../../shared/protocol/frames.ts'
import { RawPeer } from '../../support/peers.ts'
import { startServer, type TestServer } from '../../support/server.ts'
import { until } from '../../support/until.ts'

const SECRET = 'hunter2zebra'

let server: TestServer
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.close())

/** The files of the data folder that hold the secret, whatever its case. */
async function filesWith(secret: string): Promise<string[]> {
  const found: string[] = []
  for (const name of await readdir(server.dataDir)) {
    const bytes = await readFile(join(server.dataDir, name))
    if (bytes.toString('latin1').toLowerCase().includes(secret)) found.push(name)
  }
  return found
}

async function leaky(secret = SECRET): Promise<{ id: string; path: string }> {
  const markdown = `# Outage of ${secret}\n\n## Summary\n\nThe password was **${secret.slice(0, 7)}**${secret.slice(7)}, twice ${secret}.\n\n![${secret}](https://example.org/a.png)\n`
  const made = await server.api('POST', '/api/postmortems/import?source=markdown', markdown)
  const path = `/api/postmortems/${made.body.id}`
  const csv = `time,event\n2026-05-27T14:00:00Z,${secret.toUpperCase()} was pasted\n`
  await server.api('POST', `${path}/timeline/import?source=csv`, csv)
  await server.api('POST', `${path}/publication`, { audience: 'internal' })
  return { id: made.body.id, path }
}

it('[M10] whether a text stood in a hidden card is heard by nobody when it is redacted', async () => {
  const id = await server.create()
  const path = `/api/postmortems/${id}`
  const give = async (command: object, token?: string) => {
    const { rev = 0 } = (await server.api('GET', `${path}/meeting`)).body
    const body = { command, expectedRev: rev, idempotencyKey: JSON.stringify(command) }
    expect((await server.api('POST', `${path}/meeting/commands`, body, token)).status).toBe(200)
  }
  const dave = (await server.guest(id, 'participant', 'Dave')).session
  await give({ type: 'openMeeting', minutes: 60 })
  await give({ type: 'submitCard', card: 'c', text: 'The kingfisher cluster' }, dave)
  const viewer = (await server.guest(id, 'viewer', 'Wall')).session
  const at = { url: `${server.url.replace('http', 'ws')}/sync` }
  const wall = await RawPeer.join(at, id, 'v=1', { authorization: `Bearer ${viewer}` })
  await until('the meeting is told', () => wall.messages.some(({ t }) => t === 'meeting'))
  await new Promise(resolve => setTimeout(resolve, 500))
  const heard = async (text: string): Promise<string[]> => {
    const before = wall.messages.length
    expect((await server.api('POST', `${path}/redactions`, { text, confirm: text })).status).toBe(200)
    await new Promise(resolve => setTimeout(resolve, 300))
    return wall.messages.slice(before).map(({ t }) => t)
  }
  expect(await heard('kingfisher')).toEqual(await heard('cormorant'))
  wall.leave()
})

it('[D10] a redacted text is in no answer and no stored byte, and the audit log does not hold it either', async () => {
  const { path } = await leaky()
  if (process.env.TEST_STORE !== 'postgres') expect(await filesWith(SECRET)).not.toEqual([])
  const found = await server.api('POST', `${path}/redactions`, { text: SECRET })
  expect(found.body).toMatchObject({ done: false, document: { title: 1, timeline: 1 } })
  expect(JSON.stringify((await server.api('GET', path)).body)).toContain(SECRET)

  const mistyped = await server.api('POST', `${path}/redactions`, { text: SECRET, confirm: 'hunter3' })
  expect(mistyped.status).toBe(400)
  const done = await server.api('POST', `${path}/redactions`, { text: SECRET, confirm: SECRET })
  expect([done.status, done.body.done]).toEqual([200, true])

  const after = await server.api('GET', path)
  expect(after.body.title).toBe('Outage of [redacted]')
  expect(after.body.timeline[0].text).toBe('[redacted] was pasted')
  for (const asked of [
    path,
    `${path}/audit`,
    `${path}/versions`,
    `${path}/export?format=markdown`,
    '/api/postmortems',
  ]) {
    const { body } = await server.api('GET', asked)
    expect([asked, JSON.stringify(body).toLowerCase().includes(SECRET)]).toEqual([asked, false])
  }
  const search = await server.api('GET', `/api/postmortems?query=${SECRET}`)
  expect(search.body).toEqual([])
  expect(await filesWith(SECRET)).toEqual([])
})

it('[D10] words that programs go by are left alone, and earlier versions stay with the rest of their words', async () => {
  const { path } = await leaky()
  const give = async (command: object) => {
    const expectedRev = (await server.api('GET', `${path}/meeting`)).body?.rev ?? 0
    const body = { command, expectedRev, idempotencyKey: `${Math.random()}` }
    expect((await server.api('POST', `${path}/meeting/commands`, body)).status).toBe(200)
  }
  await give({ type: 'openMeeting', minutes: 60 })
  await give({ type: 'startMeeting' })
  await give({ type: 'park', text: 'A vote about the timeline' })
  await give({ type: 'advanceStep', override: 'the timeline is known' })
  const versions = (await server.api('GET', `${path}/versions`)).body
  for (const text of ['timeline', 'vote', 'started']) {
    const done = await server.api('POST', `${path}/redactions`, { text, confirm: text })
    expect(done.status).toBe(200)
  }
  const { state } = (await server.api('GET', `${path}/meeting`)).body
  expect(state.steps.map(({ kind }: { kind: string }) => kind)).toContain('timeline')
  expect(state.parked[0].text).toBe('A [redacted] about the [redacted]')
  expect(state.overrides[0].reason).toBe('the [redacted] is known')
  const after = (await server.api('GET', `${path}/versions`)).body
  expect(after.map(({ id }: { id: string }) => id)).toEqual(
    expect.arrayContaining(versions.map(({ id }: { id: string }) => id)),
  )
  for (const { id } of after) {
    const version = await server.api('GET', `${path}/versions/${id}`)
    expect([version.status, version.body.timeline.length]).toEqual([200, 1])
  }
})

it('[D10] two redactions at once leave neither text in any version', async () => {
  const { path } = await leaky('alpha9bravo')
  await server.api(
    'POST',
    `${path}/timeline/import?source=csv`,
    'time,event\n2026-05-27T14:00:00Z,charlie8delta\n',
  )
  await server.api('POST', `${path}/publication`, { audience: 'internal' })
  const before = (await server.api('GET', `${path}/versions`)).body.length
  const texts = ['alpha9bravo', 'charlie8delta']
  const done = await Promise.all(
    texts.map(text => server.api('POST', `${path}/redactions`, { text, confirm: text })),
  )
  expect(done.map(({ status }) => status)).toEqual([200, 200])
  const versions = (await server.api('GET', `${path}/versions`)).body
  expect(versions.length).toBeGreaterThanOrEqual(before)
  for (const { id } of versions) {
    const { body } = await server.api('GET', `${path}/versions/${id}`)
    for (const text of texts) expect(JSON.stringify(body).toLowerCase()).not.toContain(text)
  }
})

it('[M10] where a text stands is never told of hidden cards; each look is on record, and slowed down', async () => {
  const id = await server.create()
  const path = `/api/postmortems/${id}`
  const { session, person } = await server.guest(id, 'participant', 'Ann')
  const give = async (command: object, token?: string) => {
    const expectedRev = (await server.api('GET', `${path}/meeting`)).body?.rev ?? 0
    const body = { command, expectedRev, idempotencyKey: `${Math.random()}` }
    expect((await server.api('POST', `${path}/meeting/commands`, body, token)).status).toBe(200)
  }
  await give({ type: 'openMeeting', minutes: 60 })
  await give({ type: 'submitCard', card: 'card-1', text: 'zebra quilt' }, session)
  const empty = await server.api('POST', `${path}/redactions`, { text: 'nothing of the kind' })
  for (const text of ['zebra', 'zebra quilt', 'card-1', person]) {
    const found = await server.api('POST', `${path}/redactions`, { text })
    expect([text, found.body.meeting]).toEqual([text, empty.body.meeting])
  }
  const audited = (await server.api('GET', `${path}/audit`)).body
  const looks = audited.filter(({ what }: { what: string }) => what === 'redaction/lookedUp')
  expect(looks).toHaveLength(5)
  const { session: carol } = await server.guest(id, 'facilitator', 'Carol')
  const statuses = new Set<number>()
  for (let at = 0; at < 40; at++)
    statuses.add((await server.api('POST', `${path}/redactions`, { text: `word ${at}` }, carol)).status)
  expect(statuses).toEqual(new Set([200, 429]))
})

it('[D10] a stock client that brings the old words back with something new restores them nowhere', async () => {
  const secret = 'tango7lima'
  const { id, path } = await leaky(secret)
  const at = { url: `${server.url.replace('http', 'ws')}/sync` }
  const enter = async (name: string) => {
    const { session } = await server.guest(id, 'participant', name)
    return await RawPeer.join(at, id, '', { authorization: `Bearer ${session}` })
  }
  const [ann, bob] = [await enter('Ann'), await enter('Bob')]
  // Her own words hold it too: under her own client id she may send whatever she likes.
  const own = ann.edit(doc => addItem(doc, 'timeline', 'own', { text: `${secret} again` }))
  await until('her row', async () => JSON.stringify((await server.api('GET', path)).body).includes('again'))
  const hoard = new Y.Doc({ gc: false })
  Y.applyUpdate(hoard, Y.encodeStateAsUpdate(ann.doc))
  Y.applyUpdate(hoard, own)
  hoard.clientID = ann.doc.clientID

  const done = await server.api('POST', `${path}/redactions`, { text: secret, confirm: secret })
  expect(done.body.done).toBe(true)
  const heard = bob.frames.length
  addItem(hoard, 'timeline', 'new', { text: 'The pool was full' })
  const whole = Y.encodeStateAsUpdate(hoard)
  expect(Buffer.from(whole).includes(secret)).toBe(true)
  ann.send(syncFrame(SYNC.step2, whole))
  await until('the new row at Bob’s', () => readList(bob.doc, 'timeline').some(row => row.id === 'new'))
  ann.update(whole)

  const after = (await server.api('GET', path)).body
  expect(after.timeline.map((row: { text: string }) => row.text)).toContain('The pool was full')
  expect(JSON.stringify(after).toLowerCase()).not.toContain(secret)
  for (const frame of bob.frames.slice(heard)) expect(Buffer.from(frame).includes(secret)).toBe(false)
  const late = await enter('Late')
  expect(late.frames.some(frame => Buffer.from(frame).includes(secret))).toBe(false)
  await until('nothing waits to be written', async () => (await server.api('GET', '/readyz')).status === 200)
  expect(await filesWith(secret)).toEqual([])
  for (const peer of [ann, bob, late]) peer.leave()
})
