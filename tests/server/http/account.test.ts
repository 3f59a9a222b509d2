import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { updateFacts } from '../../../shared/document/edit.ts'
import { readFacts } from '../../../shared/document/read.ts'
import { startServer, type TestServer } from '../../support/server.ts'
import { openStoreOfTest } from '../../support/storeOfTest.ts'

let server: TestServer
let postmortem: string
const closers: (() => void)[] = []

beforeAll(async () => {
  server = await startServer()
  postmortem = await server.create({ title: 'Where everybody is' })
})
afterEach(() => {
  for (const close of closers.splice(0)) close()
})
afterAll(() => server.close())

/** A socket that was let in, and the code it will close with. */
async function opened(headers: Record<string, string>, query = ''): Promise<{ closed: Promise<number> }> {
  const socket = new WebSocket(`${server.url.replace('http', 'ws')}/sync/${postmortem}${query}`, { headers })
  closers.push(() => socket.terminate())
  const closed = new Promise<number>(resolve => socket.on('close', resolve))
  const first = await Promise.race([
    new Promise(resolve => socket.once('message', () => resolve('in'))),
    closed,
  ])
  expect(first).toBe('in')
  return { closed }
}

const bearer = (token: string): Record<string, string> => ({ authorization: `Bearer ${token}` })
const REFUSED = 4401

/** The code of a socket that tries to come in; 0 when it is let in. */
const tried = (headers: Record<string, string>, query = ''): Promise<number> =>
  new Promise(resolve => {
    const socket = new WebSocket(`${server.url.replace('http', 'ws')}/sync/${postmortem}${query}`, {
      headers,
    })
    closers.push(() => socket.terminate())
    socket.once('message', () => resolve(0))
    socket.once('close', resolve)
  })

/** Expects that what `end` does closes these sockets within two seconds (W5). */
async function closesInTime(
  sockets: readonly { closed: Promise<number> }[],
  end: () => Promise<unknown>,
): Promise<void> {
  const started = performance.now()
  await Promise.all([end(), ...sockets.map(({ closed }) => closed)])
  expect(performance.now() - started).toBeLessThan(2_000)
}

it('a person sees where they are signed in, and which of it is this', async () => {
  const { session } = await server.guest(postmortem, 'viewer')
  const answer = await fetch(`${server.url}/api/me/sessions`, {
    headers: { ...bearer(session), 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Firefox/140.0' },
  })
  const now = Date.now()
  expect(await answer.json()).toEqual([
    {
      id: expect.stringMatching(/^[0-9a-f]{16}$/),
      device: 'node',
      via: 'invitation',
      createdAt: expect.closeTo(now, -5),
      seenAt: expect.closeTo(now, -5),
      expiresAt: expect.closeTo(now + 12 * 3_600_000, -5),
      isThis: true,
    },
  ])
})

it('[W5] a session that is ended closes its sockets within two seconds, and does not come back', async () => {
  const first = (await server.api('POST', '/api/sign-in', { token: server.ownerToken }, null)).body.session
  const second = (await server.api('POST', '/api/sign-in', { token: server.ownerToken }, null)).body.session
  const socket = await opened(bearer(first))
  const list = (await server.api('GET', '/api/me/sessions', undefined, second)).body
  const other = list.filter(({ isThis }: { isThis: boolean }) => !isThis)
  await closesInTime([socket], async () => {
    for (const { id } of other) {
      expect((await server.api('DELETE', `/api/me/sessions/${id}`, undefined, second)).status).toBe(204)
    }
  })
  expect(await tried(bearer(first))).toBe(REFUSED)
  expect(await tried(bearer(second))).toBe(0)
  expect((await server.api('DELETE', '/api/me/sessions/0123456789abcdef', undefined, second)).status).toBe(
    404,
  )
})

it('nobody ends the session of somebody else', async () => {
  const mine = (await server.guest(postmortem, 'viewer')).session
  const theirs = (await server.guest(postmortem, 'viewer')).session
  const [{ id }] = (await server.api('GET', '/api/me/sessions', undefined, theirs)).body
  expect((await server.api('DELETE', `/api/me/sessions/${id}`, undefined, mine)).status).toBe(404)
  expect((await server.api('GET', '/api/session', undefined, theirs)).body.me).not.toBeNull()
})

it('[W5] signing out everywhere ends all sessions and closes their sockets', async () => {
  const { session } = await server.guest(postmortem, 'participant')
  const socket = await opened(bearer(session))
  const ticket = (await server.api('POST', `/api/postmortems/${postmortem}/ticket`, undefined, session)).body
    .ticket
  await closesInTime([socket], () => server.api('DELETE', '/api/me/sessions', undefined, session))
  expect(await tried(bearer(session))).toBe(REFUSED)
  expect(await tried({}, `?ticket=${ticket}`)).toBe(REFUSED)
})

it('[W5] a session that was signed out while its socket was let in does not keep that socket', async () => {
  const { session } = await server.guest(postmortem, 'participant')
  const [, code] = await Promise.all([
    server.api('POST', '/api/sign-out', undefined, session),
    new Promise<number>(resolve => {
      const socket = new WebSocket(`${server.url.replace('http', 'ws')}/sync/${postmortem}`, {
        headers: bearer(session),
      })
      closers.push(() => socket.terminate())
      socket.on('close', resolve)
    }),
  ])
  expect([REFUSED, 1012]).toContain(code)
})

it('a token does what its scope says and no more, on every route', async () => {
  const tokens: Record<string, string> = Object.fromEntries(
    await Promise.all(
      ['read', 'write', 'manage'].map(async scope => [
        scope,
        (await server.api('POST', '/api/tokens', { name: scope, scope })).body.token,
      ]),
    ),
  )
  const may = async (method: string, path: string, body?: unknown) => {
    const allowed: string[] = []
    for (const [scope, token] of Object.entries(tokens)) {
      const answer = await server.api(method, path, body, token)
      if (answer.body?.error?.code !== 'access/scope') allowed.push(scope)
    }
    return allowed.join(' ')
  }
  const under = `/api/postmortems/${postmortem}`
  expect(await may('GET', under)).toBe('read write manage')
  expect(await may('POST', '/api/postmortems', { title: 'By a program' })).toBe('write manage')
  expect(await may('POST', `${under}/meeting/commands`, {})).toBe('write manage')
  expect(await may('POST', `${under}/invitations`, { role: 'viewer' })).toBe('manage')
  expect(await may('POST', `${under}/publication`, {})).toBe('manage')
  expect(await may('GET', '/api/audit')).toBe('manage')
  for (const [method, path] of [
    ['GET', '/api/tokens'],
    ['POST', '/api/tokens'],
    ['PATCH', '/api/session'],
    ['GET', '/api/me/export'],
    ['DELETE', '/api/me'],
    ['GET', '/api/people'],
    ['PATCH', '/api/retention'],
  ] as const) {
    expect([path, await may(method, path, method === 'GET' ? undefined : {})]).toEqual([path, ''])
  }
  const used = (await server.api('GET', '/api/tokens')).body
  expect(used.every(({ usedAt }: { usedAt: number }) => usedAt > 0)).toBe(true)
})

/** A document joined by the stock y-websocket client with these headers, in step with the server. */
async function joined(headers: Record<string, string>, params: Record<string, string> = {}): Promise<Y.Doc> {
  class SignedIn extends WebSocket {
    constructor(address: string) {
      super(address, { headers })
    }
  }
  const doc = new Y.Doc()
  const provider = new WebsocketProvider(`${server.url.replace('http', 'ws')}/sync`, postmortem, doc, {
    WebSocketPolyfill: SignedIn as unknown as typeof globalThis.WebSocket,
    disableBc: true,
    params,
  })
  closers.push(() => provider.destroy())
  if (!provider.synced) await new Promise<void>(resolve => provider.once('sync', () => resolve()))
  return doc
}

it('a token does not turn into a session by following an invitation', async () => {
  const { token } = (await server.api('POST', '/api/tokens', { name: 'climber', scope: 'manage' })).body
  const invited = await server.api('POST', `/api/postmortems/${postmortem}/invitations`, { role: 'viewer' })
  const body = { token: invited.body.token, name: 'Climber' }
  const answer = await server.api('POST', '/api/invitations/accept', body, token)
  expect([answer.status, answer.body.error?.code]).toEqual([403, 'access/scope'])
  expect((await server.api('POST', '/api/sign-in', { token }, null)).status).toBe(401)
})

it('[W4] a token that only reads gets a socket that only reads, also by ticket', async () => {
  const tokenOf = async (scope: string): Promise<string> =>
    (await server.api('POST', '/api/tokens', { name: scope, scope })).body.token
  const [reads, writes] = [await tokenOf('read'), await tokenOf('write')]
  const path = `/api/postmortems/${postmortem}`
  const { ticket } = (await server.api('POST', `${path}/ticket`, undefined, reads)).body
  const byTicket = await joined({}, { ticket })
  const byToken = await joined(bearer(reads))
  const writer = await joined(bearer(writes))
  updateFacts(byTicket, { title: 'Taken over by ticket' })
  updateFacts(byToken, { title: 'Taken over by token' })
  updateFacts(writer, { incident: 'INC-2934' })
  await expect
    .poll(() => [readFacts(byTicket).incident, readFacts(byToken).incident])
    .toEqual(['INC-2934', 'INC-2934'])
  const kept = (await server.api('GET', path)).body
  expect([kept.title, kept.incident]).toEqual(['Where everybody is', 'INC-2934'])
})

it('[W5] a token that is revoked closes its sockets within two seconds', async () => {
  const { id, token } = (await server.api('POST', '/api/tokens', { name: 'bot', scope: 'write' })).body
  const socket = await opened(bearer(token))
  await closesInTime([socket], () => server.api('DELETE', `/api/tokens/${id}`))
  expect(await tried(bearer(token))).toBe(REFUSED)
})

it('what is kept about a person can be taken along, with no secret in it', async () => {
  const { session, person } = await server.guest(postmortem, 'participant', 'Priya')
  const answer = await server.api('GET', '/api/me/export', undefined, session)
  expect(answer.headers.get('content-disposition')).toContain('debrief-about-me.json')
  expect(answer.body).toMatchObject({
    person: { id: person, name: 'Priya', workspaceRole: 'guest', subject: '' },
    sessions: [{ device: 'node', via: 'invitation' }],
    roles: [{ postmortem, title: 'Where everybody is', role: 'participant' }],
    postmortemsMade: [],
    audit: [{ what: 'invitation/accepted', postmortem }],
  })
  expect(JSON.stringify(answer.body)).not.toContain(session)
})

it('[W5] whoever leaves is gone: sessions, sockets, roles and the name, and what they did stays without it', async () => {
  const { session, person } = await server.guest(postmortem, 'participant', 'Mallory Unmistakable')
  const socket = await opened(bearer(session))
  await closesInTime([socket], async () => {
    expect((await server.api('DELETE', '/api/me', undefined, session)).status).toBe(204)
  })
  expect(await tried(bearer(session))).toBe(REFUSED)
  const people = await server.api('GET', `/api/postmortems/${postmortem}/people`)
  expect(JSON.stringify(people.body)).not.toContain('Unmistakable')
  const links = await server.api('GET', `/api/postmortems/${postmortem}/invitations`)
  const uses = links.body.flatMap(({ used }: { used: unknown[] }) => used)
  expect(uses).toContainEqual({ person, name: '', at: expect.any(Number) })
  const log = await server.api('GET', `/api/audit?who=${person}`)
  expect(log.body.rows.map(({ what, name }: { what: string; name: string }) => [what, name])).toEqual([
    ['person/removed', ''],
    ['invitation/accepted', ''],
  ])
  expect((await server.api('DELETE', '/api/me')).body.error.code).toBe('access/owner')
})

it('no secret of a session, token or invitation is stored as it is', async () => {
  const own = await startServer({ dataDir: `${server.dataDir}-own` })
  const id = await own.create()
  const invited = (await own.api('POST', `/api/postmortems/${id}/invitations`, { role: 'viewer' })).body.token
  const session = (await own.api('POST', '/api/sign-in', { token: own.ownerToken }, null)).body.session
  const token = (await own.api('POST', '/api/tokens', { name: 'bot' })).body.token
  await own.close()
  const store = await openStoreOfTest(own.dataDir)
  const all = JSON.stringify([
    await store.access.sessionsOf(null, 0),
    await store.access.tokensOf('owner'),
    await store.access.invitations(id),
    await store.audit.page({}, 100),
  ])
  await store.close()
  for (const secret of [invited, session, token, own.ownerToken]) expect(all).not.toContain(secret)
})
