import * as encoding from 'lib0/encoding'
import { afterAll, beforeAll, expect, it } from 'vitest'
import * as Y from 'yjs'
import { updateFacts } from '../../shared/document/edit.ts'
import { awarenessFrame, SYNC, syncFrame } from '../../shared/protocol/frames.ts'
import { RawPeer, textIn } from '../support/peers.ts'
import { startServer, type TestServer } from '../support/server.ts'
import { until } from '../support/until.ts'

let server: TestServer
let postmortem: string

beforeAll(async () => {
  server = await startServer()
  postmortem = await server.create({ title: 'As it was' })
})
afterAll(() => server.close())

const at = (): { url: string } => ({ url: `${server.url.replace('http', 'ws')}/sync` })
const bearer = (session: string) => ({ authorization: `Bearer ${session}` })

async function peer(role: string, name: string): Promise<{ raw: RawPeer; session: string; person: string }> {
  const { session, person } = await server.guest(postmortem, role, name)
  return { raw: await RawPeer.join(at(), postmortem, 'v=1', bearer(session)), session, person }
}

const stored = async (): Promise<string> =>
  JSON.stringify((await server.api('GET', `/api/postmortems/${postmortem}`)).body)

/** A number in more bytes than it needs. */
function long(value: number, bytes: number): number[] {
  const out: number[] = []
  let rest = value
  for (let at = 0; at < bytes; at++) {
    out.push((rest & 127) | (at === bytes - 1 ? 0 : 128))
    rest >>>= 7
  }
  return out
}

function frameOf(type: number[], step: number[], update: Uint8Array): Uint8Array {
  const encoder = encoding.createEncoder()
  for (const byte of [...type, ...step]) encoding.writeUint8(encoder, byte)
  encoding.writeVarUint8Array(encoder, update)
  return encoding.toUint8Array(encoder)
}

function edited(doc: Y.Doc, change: (doc: Y.Doc) => void): Uint8Array {
  const before = Y.encodeStateVector(doc)
  doc.transact(() => change(doc))
  return Y.encodeStateAsUpdate(doc, before)
}

const said = (json: string): Uint8Array => {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, 4)
  encoding.writeVarString(encoder, json)
  return encoding.toUint8Array(encoder)
}

it('[W4] a viewer changes nothing with any frame in any spelling', async () => {
  const ann = await peer('participant', 'Ann')
  const before = await stored()
  const { session } = await server.guest(postmortem, 'viewer', 'Vic')
  const scratch = new Y.Doc()
  Y.applyUpdate(scratch, Y.encodeStateAsUpdate(ann.raw.doc))
  const updates = [
    edited(scratch, doc => updateFacts(doc, { title: 'Taken over' })),
    edited(scratch, doc => textIn(doc).insert(0, 'not me')),
    edited(scratch, doc => doc.getMap('timeline').clear()),
    edited(scratch, doc => doc.getMap('meta').clear()),
    Y.encodeStateAsUpdate(scratch),
  ]
  const evil: Uint8Array[] = []
  for (const update of updates)
    for (const step of [1, 2, 3, 7, 255])
      for (const bytes of [1, 2, 3, 5])
        evil.push(frameOf(long(0, bytes), long(step, Math.max(2, bytes)), update))
  for (const update of updates) {
    evil.push(syncFrame(SYNC.step2, update), syncFrame(SYNC.update, update), syncFrame(SYNC.step1, update))
    evil.push(awarenessFrame([{ client: ann.raw.doc.clientID, clock: 99, state: 'null' }]))
    evil.push(
      frameOf([4], [], update),
      frameOf([1], [], update),
      frameOf([2], [0], update),
      frameOf([3], [], update),
    )
  }
  const commands = [
    'startMeeting',
    'openMeeting',
    'endMeeting',
    'advanceStep',
    'spotlight',
    'submitCard',
    'castVote',
  ]
  for (const type of commands) {
    evil.push(
      said(JSON.stringify({ t: 'command', command: { type }, type, expectedRev: 0, idempotencyKey: type })),
    )
    evil.push(said(JSON.stringify({ t: 'meeting', meeting: { rev: 1, state: { status: 'running' } } })))
    evil.push(said(JSON.stringify({ t: 'welcome', you: { id: 'owner', role: 'owner' } })))
  }
  let vic = new RawPeer(at(), postmortem, 'v=1', bearer(session))
  await vic.opened()
  for (const frame of evil) {
    if (vic.closed) vic = new RawPeer(at(), postmortem, 'v=1', bearer(session))
    await vic.opened()
    vic.send(frame)
    vic.send(Uint8Array.of(3))
    await until('heard or closed', () => vic.closed !== null || vic.frames.length > 0)
    vic.frames.length = 0
  }
  expect(await stored()).toBe(before)
  expect((await server.api('GET', `/api/postmortems/${postmortem}/meeting`)).status).toBe(404)
  expect(vic.saved).toBe(0)
  ann.raw.edit(doc => textIn(doc).insert(0, 'still here'))
  await until('ann is saved', () => ann.raw.saved === 1)
  vic.leave()
  ann.raw.leave()
})

it('[W4] a viewer gives no command that changes a meeting over HTTP, and no import', async () => {
  const { session } = await server.guest(postmortem, 'viewer', 'Vic')
  const path = `/api/postmortems/${postmortem}`
  const opened = { command: { type: 'openMeeting' }, expectedRev: 0, idempotencyKey: 'open' }
  await server.api('POST', `${path}/meeting/commands`, opened)
  await server.api('POST', `${path}/meeting/commands`, {
    command: { type: 'startMeeting' },
    expectedRev: 1,
    idempotencyKey: 's',
  })
  const { rev } = (await server.api('GET', `${path}/meeting`)).body
  const commands = [
    { type: 'endMeeting' },
    { type: 'advanceStep' },
    { type: 'pauseTimer' },
    { type: 'extendTimer', minutes: 5 },
    { type: 'spotlight', section: 'timeline' },
    { type: 'handOver', person: 'owner' },
    { type: 'claimFacilitation' },
    { type: 'submitCard', card: 'c', text: 'x' },
    { type: 'castVote', dots: {} },
    { type: 'park', text: 'x' },
    { type: 'acceptAction', action: 'a' },
    { type: 'recordLearning', text: 'x' },
    { type: 'clearHands' },
    { type: 'assignDuty', person: 'owner', duty: null },
    { type: 'lockFacilitation', locked: true },
  ]
  for (const command of commands) {
    const body = { command, expectedRev: rev, idempotencyKey: command.type }
    const { status } = await server.api('POST', `${path}/meeting/commands`, body, session)
    expect([command.type, status]).toEqual([command.type, 403])
  }
  expect((await server.api('POST', `${path}/timeline/import?source=csv`, '14:22,x', session)).status).toBe(
    403,
  )
  expect((await server.api('GET', `${path}/meeting`)).body.rev).toBeGreaterThanOrEqual(rev)
  expect((await server.api('GET', `${path}/meeting`)).body.state.status).toBe('running')
})

it('[W5] whoever is made a viewer, or removed, writes nothing from the answer on, however fast they go on', async () => {
  for (const [name, change] of [
    [
      'lowered',
      (person: string) =>
        server.api('PATCH', `/api/postmortems/${postmortem}/people/${person}`, { role: 'viewer' }),
    ],
    ['removed', (person: string) => server.api('DELETE', `/api/postmortems/${postmortem}/people/${person}`)],
  ] as const) {
    const { raw, person, session } = await peer('participant', `Eve ${name}`)
    let written = 0
    const writing = setInterval(() => {
      if (raw.socket.readyState === 1) raw.edit(doc => textIn(doc).insert(0, `${name}${written++};`))
    }, 2)
    await until('some are saved', () => raw.saved > 5)
    const started = performance.now()
    await change(person)
    const after = written
    await raw.closedWith()
    clearInterval(writing)
    expect(performance.now() - started).toBeLessThan(2_000)
    let again: RawPeer | null = null
    if (name === 'removed') expect(await closeCode(session)).toBe(4403)
    else {
      again = await RawPeer.join(at(), postmortem, 'v=1', bearer(session))
      again.edit(doc => textIn(doc).insert(0, 'once more'))
    }
    const reader = await RawPeer.join(at(), postmortem, '', bearer(server.ownerToken))
    expect(`${textIn(reader.doc)}`).not.toContain(`${name}${after + 1};`)
    expect(`${textIn(reader.doc)}`).not.toContain('once more')
    reader.leave()
    again?.leave()
  }
}, 60_000)

async function closeCode(session: string): Promise<number> {
  return await new RawPeer(at(), postmortem, '', bearer(session)).closedWith()
}

it('[W7] presence carries the id, name, colour and role that the server knows, whatever a client says', async () => {
  const [eve, ann, bob] = await Promise.all([
    peer('viewer', 'Eve'),
    peer('participant', 'Ann'),
    peer('participant', 'Bob'),
  ])
  const heard = (): string =>
    bob.raw.frames
      .filter(frame => frame[0] === 1)
      .map(frame => new TextDecoder().decode(frame))
      .join('\n')
  const claims = {
    user: { id: 'owner', name: 'Owner', role: 'owner', color: 'url(javascript:alert(1))' },
    ['__proto__']: { user: { name: 'Polluted' } },
    role: 'owner',
    cell: { list: 'timeline', id: '__proto__' },
  }
  const show = (client: number, clock: number, state: string): void =>
    eve.raw.send(awarenessFrame([{ client, clock, state }]))
  show(eve.raw.doc.clientID, 1, JSON.stringify(claims))
  await until('eve is shown', () => heard().includes('"name":"Eve"'))
  const mine =
    heard()
      .split('\n')
      .find(words => words.includes('"name":"Eve"')) ?? ''
  expect(mine).toContain(`"user":{"id":"${eve.person}","name":"Eve"`)
  expect(mine).toMatch(/"color":"#[0-9a-f]{6}","role":"viewer"\}/)
  show(ann.raw.doc.clientID, 50, JSON.stringify({ at: 'forged' }))
  show(ann.raw.doc.clientID, 51, 'null')
  show(bob.raw.doc.clientID, 52, 'null')
  show(eve.raw.doc.clientID, 2, JSON.stringify({ at: 'own' }))
  await until('her own is shown', () => heard().includes('"own"'))
  expect(heard()).not.toContain('forged')
  expect(({} as Record<string, unknown>).user).toBeUndefined()
  for (const clock of [2 ** 31 + 1, 2 ** 53 - 1]) {
    const { raw } = await peer('viewer', 'Mallory')
    raw.send(awarenessFrame([{ client: raw.doc.clientID, clock, state: '{}' }]))
    expect([clock, await raw.closedWith()]).toEqual([clock, 1002])
  }
  for (const state of ['[]', '"x"', '7', '{', '{"a":', `${'['.repeat(2_000)}${']'.repeat(2_000)}`]) {
    const { raw } = await peer('viewer', 'Mallory')
    raw.send(awarenessFrame([{ client: raw.doc.clientID, clock: 5, state }]))
    expect([state.slice(0, 20), await raw.closedWith()]).toEqual([state.slice(0, 20), 1002])
  }
  expect(bob.raw.closed).toBeNull()
  for (const { raw } of [eve, ann, bob]) raw.leave()
})
