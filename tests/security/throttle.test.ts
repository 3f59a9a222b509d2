import { once } from 'node:events'
import { connect } from 'node:net'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { WRONG_TOKENS, WRONG_TRIES } from '../../server/access/throttle.ts'
import { addressesFor } from '../../server/http/address.ts'
import type { Settings } from '../../server/settings.ts'
import { rawRequest, rawSocket, upgradeTo } from '../support/rawHttp.ts'
import { startServer, type TestServer } from '../support/server.ts'
import { until } from '../support/until.ts'

let server: TestServer
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.close())

const post = (at: TestServer, path: string, body: unknown, headers: Record<string, string> = {}) =>
  fetch(at.url + path, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json', ...headers },
  })

const count = (statuses: readonly number[], status: number): number =>
  statuses.filter(one => one === status).length

it('of many wrong sign-ins at the same moment no more are judged than one after the other', async () => {
  const at = await startServer()
  const tries = Array.from({ length: 200 }, (_, n) => post(at, '/api/sign-in', { token: `guess ${n}` }))
  const statuses = (await Promise.all(tries)).map(answer => answer.status)
  expect([count(statuses, 401), count(statuses, 429)]).toEqual([WRONG_TRIES, 200 - WRONG_TRIES])
  expect((await post(at, '/api/sign-in', { token: at.ownerToken })).status).toBe(429)
  await at.close()
})

it('naming another address in X-Forwarded-For gives no further tries, for links as for tokens', async () => {
  const at = await startServer()
  const statuses: number[] = []
  // Links and tokens are counted apart: who types a wrong token keeps nobody from joining.
  for (let n = 0; n < 2 * (WRONG_TRIES + 5); n++) {
    const headers = {
      'x-forwarded-for': `198.51.100.${n}`,
      'x-real-ip': `198.51.100.${n}`,
      forwarded: `for=${n}`,
    }
    const path = n % 2 ? '/api/sign-in' : '/api/invitations/accept'
    statuses.push((await post(at, path, { token: `guess ${n}`, name: 'Eve' }, headers)).status)
  }
  expect(count(statuses, 429)).toBe(10)
  await at.close()
})

it('a link that has ended is no guess: whoever follows it again and again keeps nobody out', async () => {
  const at = await startServer()
  const id = await at.create()
  const invite = async (more: object) =>
    (await at.api('POST', `/api/postmortems/${id}/invitations`, { role: 'viewer', ...more })).body.token
  const once = await invite({ maxUses: 1 })
  await post(at, '/api/invitations/accept', { token: once, name: 'First' })
  const tries = Array.from({ length: WRONG_TRIES + 5 }, (_, n) =>
    post(at, '/api/invitations/accept', { token: once, name: `Late ${n}` }),
  )
  expect(
    count(
      (await Promise.all(tries)).map(({ status }) => status),
      404,
    ),
  ).toBe(WRONG_TRIES + 5)
  const good = await post(at, '/api/invitations/accept', { token: await invite({}), name: 'Honest' })
  expect(good.status).toBe(200)
  await at.close()
})

it('the owner’s token cannot be guessed as a Bearer token either, and programs go on meanwhile', async () => {
  const at = await startServer()
  const program = (await at.api('POST', '/api/tokens', { name: 'pager' })).body.token
  for (let n = 0; n < WRONG_TOKENS; n++) await at.api('GET', '/api/session', undefined, `guess-${n}`)
  const asked = async (token: string) => (await at.api('GET', '/api/session', undefined, token)).body.me
  expect(await asked(at.ownerToken)).toBeNull()
  expect((await asked(program)).workspaceRole).toBe('owner')
  await at.close()
})

it('right links and tokens are never throttled', async () => {
  const postmortem = await server.create()
  for (let n = 0; n < WRONG_TRIES + 5; n++) {
    expect((await post(server, '/api/sign-in', { token: server.ownerToken })).status).toBe(200)
  }
  for (let n = 0; n < WRONG_TRIES + 5; n++) await server.guest(postmortem, 'viewer', `Guest ${n}`)
})

const from = (
  peer: string,
  forwarded: string | undefined,
  settings: Pick<Settings, 'trustedProxies' | 'publicUrl'>,
): string => {
  const headers = forwarded === undefined ? {} : { 'x-forwarded-for': forwarded }
  const request = { headers, socket: { remoteAddress: peer } }
  return addressesFor(settings as Settings)(request as Parameters<ReturnType<typeof addressesFor>>[0])
}

it('who asks is the peer, unless a proxy that is trusted says otherwise', () => {
  const alone = { trustedProxies: [], publicUrl: null }
  expect(from('192.168.1.9', '198.51.100.1', alone)).toBe('192.168.1.9')
  const behind = { trustedProxies: [], publicUrl: 'https://debrief.example.org' }
  expect(from('127.0.0.1', '203.0.113.7', behind)).toBe('203.0.113.7')
  expect(from('127.0.0.1', '198.51.100.1, 192.168.1.9', behind)).toBe('192.168.1.9')
  expect(from('203.0.113.7', '198.51.100.1', behind)).toBe('203.0.113.7')
  expect(from('127.0.0.1', 'nonsense', behind)).toBe('127.0.0.1')
  const listed = { trustedProxies: ['10.1.0.0/16', '192.0.2.1'], publicUrl: null }
  expect(from('10.1.2.3', '198.51.100.1, 203.0.113.7, 192.0.2.1', listed)).toBe('203.0.113.7')
  expect(from('127.0.0.1', '203.0.113.7', listed)).toBe('127.0.0.1')
})

it('the 2^64 addresses of one IPv6 network count as one, and IPv4 in IPv6 as itself', () => {
  const alone = { trustedProxies: [], publicUrl: null }
  expect(from('2001:db8:1:2::1', undefined, alone)).toBe(from('2001:db8:1:2:ffff::9', undefined, alone))
  expect(from('2001:db8:1:2::1', undefined, alone)).not.toBe(from('2001:db8:1:3::1', undefined, alone))
  expect(from('::ffff:198.51.100.1', undefined, alone)).toBe('198.51.100.1')
})

it('nobody who is not signed in is listened to for more than a few kilobytes', async () => {
  const large = { token: 'x'.repeat(100_000), name: 'Eve' }
  for (const path of ['/api/sign-in', '/api/invitations/accept', '/api/sign-out'])
    expect([path, (await post(server, path, large)).status]).toEqual([path, 413])
  expect((await post(server, '/api/postmortems', large)).status).toBe(401)
})

/** Begins to send a body of 8 MB and stops; resolves to the status, or null when none came within a second. */
async function slowImport(
  session: string,
  postmortem: string,
): Promise<{ status: number | null; hangUp(): void }> {
  const url = new URL(`${server.url}/api/postmortems/${postmortem}/timeline/import?source=csv`)
  const socket = connect(Number(url.port), url.hostname)
  await once(socket, 'connect')
  socket.write(
    `POST ${url.pathname}${url.search} HTTP/1.1\r\nhost: ${url.host}\r\nauthorization: Bearer ${session}\r\n` +
      `content-type: text/plain\r\ncontent-length: ${8 * 1_024 * 1_024}\r\n\r\ntime,event\n`,
  )
  const answer = await Promise.race([
    once(socket, 'data').then(([data]) => String(data)),
    new Promise<string>(resolve => setTimeout(() => resolve(''), 1_000)),
  ])
  const status = /^HTTP\/1\.1 (\d+)/.exec(answer)?.[1]
  return { status: status ? Number(status) : null, hangUp: () => socket.destroy() }
}

it('whoever may not use a route is answered before their body is read', async () => {
  const id = await server.create()
  const viewer = await slowImport((await server.guest(id, 'viewer')).session, id)
  const member = await slowImport((await server.guest(id, 'participant')).session, id)
  const stranger = await slowImport((await server.guest(await server.create(), 'facilitator')).session, id)
  expect([viewer.status, member.status, stranger.status]).toEqual([403, null, 404])
  for (const each of [viewer, member, stranger]) each.hangUp()
})

it('one person has four large bodies under way at the most, and others go on sending theirs', async () => {
  const id = await server.create()
  const eve = (await server.guest(id, 'participant', 'Eve')).session
  const begun = await Promise.all(Array.from({ length: 6 }, () => slowImport(eve, id)))
  expect(begun.map(({ status }) => status).filter(status => status === 429)).toHaveLength(2)
  const bob = (await server.guest(id, 'participant', 'Bob')).session
  const other = await slowImport(bob, id)
  expect(other.status).toBeNull()
  for (const each of [...begun, other]) each.hangUp()
  await until('what hung up counts no more', async () => {
    const again = await slowImport(eve, id)
    again.hangUp()
    return again.status === null
  })
})

it('sockets that are refused and do not leave are cut, and others are let in meanwhile', async () => {
  const postmortem = await server.create()
  const flood = await Promise.all(Array.from({ length: 300 }, () => rawSocket(server.url)))
  let closed = 0
  for (const socket of flood) {
    socket.on('close', () => closed++)
    socket.resume()
    socket.write(upgradeTo(`/sync/${postmortem}`))
  }
  const started = performance.now()
  const socket = new WebSocket(`${server.url.replace('http', 'ws')}/sync/${postmortem}`, {
    headers: { authorization: `Bearer ${server.ownerToken}` },
  })
  await once(socket, 'message')
  expect(performance.now() - started).toBeLessThan(2_000)
  socket.terminate()
  await until('all cut', () => closed === 300, 6_000)
})

it('a handshake that is begun and left is not waited for, nor is a head without an end', async () => {
  const half = await rawRequest(server.url, 'GET /sync/x HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Long: ', 200)
  expect(half).toBe('')
  const large = await rawRequest(
    server.url,
    `GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Long: ${'x'.repeat(40_000)}`,
  )
  expect(large).toContain('431')
})
