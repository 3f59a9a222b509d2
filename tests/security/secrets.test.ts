import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createTokens } from '../../server/access/tokens.ts'
import { RawPeer } from '../support/peers.ts'
import { startServer, type TestServer } from '../support/server.ts'
import { openStoreOfTest } from '../support/storeOfTest.ts'
import { until } from '../support/until.ts'

let server: TestServer
let mine: string
let theirs: string
beforeAll(async () => {
  server = await startServer()
  mine = await server.create({ title: 'Mine' })
  theirs = await server.create({ title: 'Theirs' })
})
afterAll(() => server.close())

const socketTo = (id: string, query: string, headers = {}): RawPeer =>
  new RawPeer({ url: `${server.url.replace('http', 'ws')}/sync` }, id, query, headers)

async function codeOf(id: string, query: string, headers = {}): Promise<number> {
  const peer = socketTo(id, query, headers)
  await until('an answer', () => peer.closed !== null || peer.frames.length > 0)
  const code = peer.closed?.code ?? -1
  peer.leave()
  return code
}

it('[W2] a ticket opens one socket of its own postmortem, and of no other', async () => {
  const ticket = async (token?: string) =>
    (await server.api('POST', `/api/postmortems/${mine}/ticket`, undefined, token)).body.ticket
  const first = await ticket()
  expect(await codeOf(mine, `ticket=${first}`)).toBe(-1)
  expect(await codeOf(mine, `ticket=${first}`)).toBe(4401)
  const strayed = await ticket()
  expect(await codeOf(theirs, `ticket=${strayed}`)).toBe(4401)
  expect(await codeOf(mine, `ticket=${strayed}`)).toBe(4401)
  const raced = await ticket()
  const codes = await Promise.all(Array.from({ length: 8 }, () => codeOf(mine, `ticket=${raced}`)))
  expect(codes.filter(code => code === -1)).toHaveLength(1)
  const { session, person } = await server.guest(mine, 'participant')
  const left = await ticket(session)
  await server.api('DELETE', `/api/postmortems/${mine}/people/${person}`)
  expect(await codeOf(mine, `ticket=${left}`)).toBe(4403)
  expect((await server.api('GET', `/api/session`, undefined, await ticket())).body.me).toBeNull()
})

it('[W2] a ticket is worth nothing after a minute', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'debrief-ticket-'))
  const store = await openStoreOfTest(dataDir)
  let now = 1_000
  const tokens = createTokens(store, () => now)
  const person = { id: 'ann', name: 'Ann', kind: 'guest', email: '', subject: '', createdAt: 1 } as const
  await store.access.savePerson(person)
  const made = await Promise.all([tokens.ticket(person, mine), tokens.ticket(person, mine)])
  now += 59_999
  expect(await tokens.takeTicket(made[0].ticket, mine)).not.toBeNull()
  now += 2
  expect(await tokens.takeTicket(made[1].ticket, mine)).toBeNull()
  await store.close()
  await rm(dataDir, { recursive: true })
})

it('an invitation is worth nothing as a session, a sign-in, a ticket, or for another postmortem', async () => {
  const { token, id } = (
    await server.api('POST', `/api/postmortems/${mine}/invitations`, { role: 'facilitator' })
  ).body
  expect((await server.api('GET', '/api/session', undefined, token)).body.me).toBeNull()
  expect((await server.api('POST', '/api/sign-in', { token }, null)).status).toBe(401)
  expect(await codeOf(mine, `ticket=${token}`)).toBe(4401)
  const accepted = await server.api(
    'POST',
    '/api/invitations/accept',
    { token, name: 'Bob', postmortem: theirs },
    null,
  )
  expect(accepted.body).toMatchObject({ postmortem: mine, role: 'facilitator' })
  const { session } = accepted.body
  for (const path of ['', '/meeting', '/people', '/export?format=json', '/invitations'])
    expect([
      path,
      (await server.api('GET', `/api/postmortems/${theirs}${path}`, undefined, session)).status,
    ]).toEqual([path, 404])
  expect(await codeOf(theirs, '', { authorization: `Bearer ${session}` })).toBe(4403)
  const other = (await server.api('POST', `/api/postmortems/${theirs}/invitations`, { role: 'viewer' })).body
    .id
  expect(
    (await server.api('DELETE', `/api/postmortems/${mine}/invitations/${other}`, undefined, session)).status,
  ).toBe(404)
  expect((await server.api('POST', '/api/invitations/accept', { token: id, name: 'Eve' }, null)).status).toBe(
    404,
  )
  expect((await server.api('POST', '/api/sign-in', { token: session }, null)).status).toBe(401)
})

it('an invitation for one person cannot be used by many at the same moment', async () => {
  const { token } = (
    await server.api('POST', `/api/postmortems/${mine}/invitations`, { role: 'viewer', maxUses: 1 })
  ).body
  const answers = await Promise.all(
    Array.from({ length: 8 }, (_, n) =>
      server.api('POST', '/api/invitations/accept', { token, name: `Eve ${n}` }, null),
    ),
  )
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
})

it('a guest sees nothing of the library but what they were invited to', async () => {
  const { session } = await server.guest(mine, 'viewer')
  const read = async (path: string) =>
    JSON.stringify((await server.api('GET', path, undefined, session)).body)
  for (const path of ['/api/postmortems', '/api/postmortems?query=Theirs', '/api/actions', '/api/trends'])
    expect([path, await read(path)]).toEqual([path, expect.not.stringMatching(`Theirs|${theirs}`)])
  expect(await read('/api/postmortems')).toContain('Mine')
})

it('a role cannot be raised by its holder, nor above one’s own, nor to the owner’s', async () => {
  const { session, person } = await server.guest(mine, 'facilitator')
  const weak = await server.guest(mine, 'participant')
  const give = async (role: string, whom: string, token: string) =>
    (await server.api('PATCH', `/api/postmortems/${mine}/people/${whom}`, { role }, token)).status
  expect(await give('owner', person, session)).toBe(400)
  expect(await give('facilitator', weak.person, weak.session)).toBe(403)
  expect(await give('viewer', 'owner', session)).toBe(404)
  const invite = await server.api('POST', `/api/postmortems/${mine}/invitations`, { role: 'owner' }, session)
  expect(invite.status).toBe(400)
  expect(
    (await server.api('POST', `/api/postmortems/${mine}/invitations`, { role: 'viewer' }, weak.session))
      .status,
  ).toBe(403)
})

it('a name hides and reorders nothing, and cannot be invisible', async () => {
  const { token } = (await server.api('POST', `/api/postmortems/${mine}/invitations`, { role: 'viewer' }))
    .body
  const accept = async (name: string) =>
    (await server.api('POST', '/api/invitations/accept', { token, name }, null)).status
  const bad = [
    '\u200b',
    '\u2060\u200e',
    '\u3164',
    '\u2800',
    'Ca\u200brol',
    '\u202eloraC',
    'Carol\ufeff\u200b',
    '\u00adCarol',
    'Ca\u2066rol',
    '\u{e0041}Carol',
    'a\u0000b',
    '\ud800',
  ]
  for (const name of bad)
    expect([JSON.stringify(name), await accept(name)]).toEqual([JSON.stringify(name), 400])
  for (const name of ['Zoë', '李小龍', 'محمد', 'O’Neil', '👩‍🚒 Ann', 'نیم‌فاصله'])
    expect([name, await accept(name)]).toEqual([name, 200])
})

it('no token, cookie, query or text of a document is logged, even when everything is', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'debrief-log-'))
  const port = await freePort()
  const child = spawn(process.execPath, ['server/main.ts'], {
    env: {
      PATH: process.env.PATH,
      PORT: String(port),
      DATA_DIR: dataDir,
      OWNER_TOKEN: 'the-owners-own-token',
      LOG_LEVEL: 'trace',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let log = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (words: Buffer) => {
      log += words
    })
  }
  await until('the server', () => log.includes('running at'))
  const url = `http://127.0.0.1:${port}`
  const secrets = ['the-owners-own-token']
  const call = async (method: string, path: string, body: unknown, token: string | null) => {
    const headers = {
      'content-type': 'application/json',
      ...(token !== null && { authorization: `Bearer ${token}` }),
    }
    const answer = await fetch(url + path, {
      method,
      headers,
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    const cookie = answer.headers.get('set-cookie')
    if (cookie) secrets.push(cookie.split(/[=;]/)[1] ?? '')
    const said = await answer.json()
    for (const name of ['session', 'token', 'ticket']) if (said[name]) secrets.push(said[name])
    return said
  }
  const { session } = await call('POST', '/api/sign-in', { token: 'the-owners-own-token' }, null)
  await call('POST', '/api/sign-in', { token: 'wrong-sign-in-token' }, null)
  const { id } = await call('POST', '/api/postmortems', { title: 'The words of a document' }, session)
  const { token } = await call('POST', `/api/postmortems/${id}/invitations`, { role: 'participant' }, session)
  await call('POST', '/api/invitations/accept', { token, name: 'Ann' }, null)
  await call('GET', '/api/postmortems?query=words-of-a-search', undefined, session)
  await call('GET', `/api/session`, undefined, 'a-wrong-bearer-token')
  const { ticket } = await call('POST', `/api/postmortems/${id}/ticket`, undefined, session)
  const peer = new RawPeer({ url: `ws://127.0.0.1:${port}/sync` }, id, `ticket=${ticket}`)
  await until('the socket', () => peer.frames.length > 0)
  peer.send(Uint8Array.of(9, 9, 9))
  await peer.closedWith()
  child.kill('SIGTERM')
  await once(child, 'exit')
  await rm(dataDir, { recursive: true })
  expect(log).toContain('"path":"/api/sign-in"')
  expect(secrets.length).toBeGreaterThanOrEqual(7)
  const hidden = [
    ...secrets,
    'wrong-sign-in-token',
    'a-wrong-bearer-token',
    'words-of-a-search',
    'words of a document',
    'Cookie',
    'cookie',
  ]
  for (const secret of hidden) expect([secret, log.includes(secret)]).toEqual([secret, false])
})

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  probe.close()
  await once(probe, 'close')
  if (address === null || typeof address === 'string') throw new Error('No free port')
  return address.port
}
