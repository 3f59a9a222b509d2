import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { updateFacts } from '../../../shared/document/edit.ts'
import { readFacts } from '../../../shared/document/read.ts'
import { startServer, type TestServer } from '../../support/server.ts'

let server: TestServer
let postmortem: string
const closers: (() => void)[] = []

beforeAll(async () => {
  server = await startServer()
  postmortem = await server.create({ title: 'As it was' })
})
afterEach(() => {
  for (const close of closers.splice(0)) close()
})
afterAll(() => server.close())

interface Opening {
  readonly id?: string
  readonly query?: string
  readonly headers?: Record<string, string>
}

const bearer = (token: string): Record<string, string> => ({ authorization: `Bearer ${token}` })

/** Opens a socket as a client without our code would. */
function open({ id = postmortem, query = '', headers = {} }: Opening): WebSocket {
  const socket = new WebSocket(`${server.url.replace('http', 'ws')}/sync/${id}${query}`, { headers })
  closers.push(() => socket.terminate())
  return socket
}

/** The close code of a socket; -1 when it hears a first frame instead, so it was let in. */
const outcome = (opening: Opening): Promise<number> =>
  new Promise((resolve, reject) => {
    const socket = open(opening)
    socket.on('message', () => resolve(-1))
    socket.on('close', resolve)
    socket.on('error', reject)
  })

const closed = (socket: WebSocket): Promise<number> => new Promise(resolve => socket.on('close', resolve))
const LET_IN = -1

/** A document joined by the stock y-websocket client, as someone with this session. */
function join(session: string): { doc: Y.Doc; provider: WebsocketProvider } {
  class SignedIn extends WebSocket {
    constructor(address: string) {
      super(address, { headers: bearer(session) })
    }
  }
  const doc = new Y.Doc()
  const provider = new WebsocketProvider(`${server.url.replace('http', 'ws')}/sync`, postmortem, doc, {
    WebSocketPolyfill: SignedIn as unknown as typeof globalThis.WebSocket,
    disableBc: true,
  })
  closers.push(() => provider.destroy())
  return { doc, provider }
}

const synced = (provider: WebsocketProvider): Promise<void> =>
  provider.synced ? Promise.resolve() : new Promise(resolve => provider.once('sync', () => resolve()))

const titleAtServer = async (): Promise<string> =>
  (await server.api('GET', `/api/postmortems/${postmortem}`)).body.title

it('[W1] each refusal closes with its own code', async () => {
  const elsewhere = await server.create({ title: 'Another one' })
  const { session } = await server.guest(elsewhere, 'facilitator')
  expect(await outcome({})).toBe(4401)
  expect(await outcome({ headers: bearer('wrong') })).toBe(4401)
  expect(await outcome({ headers: bearer(session) })).toBe(4403)
  expect(await outcome({ id: 'nonesuch', headers: bearer(server.ownerToken) })).toBe(4404)
  expect(await outcome({ id: 'A%20B', headers: bearer(server.ownerToken) })).toBe(4404)
  expect(await outcome({ headers: bearer(server.ownerToken) })).toBe(LET_IN)
})

it('[W2] a page of another site is refused even with a good cookie', async () => {
  const answer = await fetch(`${server.url}/api/sign-in`, {
    method: 'POST',
    body: JSON.stringify({ token: server.ownerToken }),
    headers: { 'content-type': 'application/json' },
  })
  const cookie = (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
  expect(await outcome({ headers: { cookie, origin: server.url } })).toBe(LET_IN)
  expect(await outcome({ headers: { cookie, origin: 'https://evil.test' } })).toBe(4403)
  expect(await outcome({ headers: { cookie, origin: 'null' } })).toBe(4403)
})

it('[W2] a ticket lets one socket in, once', async () => {
  const made = await server.api('POST', `/api/postmortems/${postmortem}/ticket`)
  const query = `?ticket=${made.body.ticket}`
  expect(await outcome({ query })).toBe(LET_IN)
  expect(await outcome({ query })).toBe(4401)
})

it('[W4] a participant writes and a viewer cannot, whatever their client tries', async () => {
  const participant = join((await server.guest(postmortem, 'participant')).session)
  const viewer = join((await server.guest(postmortem, 'viewer')).session)
  await Promise.all([synced(participant.provider), synced(viewer.provider)])
  updateFacts(viewer.doc, { title: 'Taken over' })
  updateFacts(participant.doc, { incident: 'INC-2934' })
  await expect.poll(() => readFacts(viewer.doc).incident).toBe('INC-2934')
  expect(await titleAtServer()).toBe('As it was')
  expect(readFacts(participant.doc).title).toBe('As it was')
})

it('[W5] revoking an invitation closes the sockets of those who came with it', async () => {
  const invited = await server.api('POST', `/api/postmortems/${postmortem}/invitations`, {
    role: 'participant',
  })
  const { token, id } = invited.body
  const accepted = await server.api('POST', '/api/invitations/accept', { token, name: 'Wei' }, null)
  const socket = open({ headers: bearer(accepted.body.session) })
  await new Promise(resolve => socket.once('message', resolve))
  const started = performance.now()
  const revoked = server.api('DELETE', `/api/postmortems/${postmortem}/invitations/${id}`)
  expect(await closed(socket)).toBe(4403)
  expect(performance.now() - started).toBeLessThan(2_000)
  expect((await revoked).body).toEqual({ people: 1 })
  expect(await outcome({ headers: bearer(accepted.body.session) })).toBe(4403)
})

it('[W5] a lowered role closes the socket, and the next one has the new role', async () => {
  const { session, person } = await server.guest(postmortem, 'participant')
  const before = join(session)
  await synced(before.provider)
  const lost = new Promise<number>(resolve =>
    before.provider.on('connection-close', event => resolve(event?.code ?? 0)),
  )
  const answer = await server.api('PATCH', `/api/postmortems/${postmortem}/people/${person}`, {
    role: 'viewer',
  })
  expect([answer.status, answer.body]).toEqual([200, { person, role: 'viewer' }])
  expect(await lost).toBe(1012)
  await synced(before.provider)
  const access = await server.api('GET', `/api/postmortems/${postmortem}/access`, undefined, session)
  expect(access.body.role).toBe('viewer')
})

it('[W5] a person who is removed is out, and their socket says so', async () => {
  const { session, person } = await server.guest(postmortem, 'participant')
  const socket = open({ headers: bearer(session) })
  await new Promise(resolve => socket.once('message', resolve))
  const left = closed(socket)
  expect((await server.api('DELETE', `/api/postmortems/${postmortem}/people/${person}`)).status).toBe(204)
  expect(await left).toBe(4403)
  expect((await server.api('GET', `/api/postmortems/${postmortem}`, undefined, session)).status).toBe(404)
})

it('people are listed with their role, and with whether they are here', async () => {
  const { session, person } = await server.guest(postmortem, 'participant', 'Priya')
  const { provider } = join(session)
  await synced(provider)
  const people = await server.api('GET', `/api/postmortems/${postmortem}/people`)
  const priya = people.body.find(({ id }: { id: string }) => id === person)
  expect(priya).toEqual({
    id: person,
    name: 'Priya',
    role: 'participant',
    colour: expect.stringMatching(/^#[0-9a-f]{6}$/),
    kind: 'guest',
    here: true,
  })
})
