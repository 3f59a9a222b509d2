import { afterAll, beforeAll, expect, it } from 'vitest'
import { startServer, type TestServer } from '../../support/server.ts'

let server: TestServer
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.close())

const linkOf = async (id: string, session?: string) =>
  (await server.api('GET', `/api/postmortems/${id}/join-link`, undefined, session)).body
const letIn = (id: string, open: boolean, session?: string) =>
  server.api('PATCH', `/api/postmortems/${id}/join-link`, { open }, session)
const join = (url: string, name: string) =>
  server.api('POST', '/api/invitations/accept', { token: url.split('#')[1], name }, null)

async function give(id: string, command: object, session: string): Promise<void> {
  const path = `/api/postmortems/${id}/meeting`
  const { rev = 0 } = (await server.api('GET', path)).body
  const body = { command, expectedRev: rev, idempotencyKey: crypto.randomUUID() }
  expect((await server.api('POST', `${path}/commands`, body, session)).status).toBe(200)
}

it('the link opens with the meeting, lets participants in, and ends with it', async () => {
  const id = await server.create()
  const { session } = await server.guest(id, 'facilitator', 'Carol')
  expect(await linkOf(id)).toEqual({ open: false, url: null, expiresAt: null })
  await give(id, { type: 'openMeeting', minutes: 60 }, session)
  await expect.poll(async () => (await linkOf(id)).open).toBe(true)
  const { url, expiresAt } = await linkOf(id, (await server.guest(id, 'viewer', 'Wall')).session)
  expect(expiresAt - Date.now()).toBeLessThanOrEqual(12 * 3_600_000)
  const ann = await join(url, 'Ann')
  expect([ann.status, ann.body.role, ann.body.isMeetingOn]).toEqual([200, 'participant', true])
  await give(id, { type: 'startMeeting' }, session)
  await give(id, { type: 'endMeeting' }, session)
  await expect.poll(async () => (await linkOf(id)).open).toBe(false)
  expect((await join(url, 'Bob')).body.error.code).toBe('invitation/unusable')
  const { status } = await server.api('GET', `/api/postmortems/${id}`, undefined, ann.body.session)
  expect(status).toBe(200)
})

it('a facilitator ends it and opens another; nobody else does, and whoever came by it stays', async () => {
  const id = await server.create()
  const { session } = await server.guest(id, 'facilitator', 'Carol')
  const first = (await letIn(id, true, session)).body
  expect((await letIn(id, true, session)).body).toEqual(first)
  const ann = (await join(first.url, 'Ann')).body.session
  expect((await letIn(id, false, ann)).status).toBe(403)
  expect((await letIn(id, false, session)).body.open).toBe(false)
  expect((await join(first.url, 'Bob')).status).toBe(404)
  expect((await server.api('GET', `/api/postmortems/${id}`, undefined, ann)).status).toBe(200)
  const second = (await letIn(id, true, session)).body
  expect(second.url).not.toBe(first.url)
  expect((await join(second.url, 'Bob')).body.role).toBe('participant')
  const stranger = await server.guest(await server.create(), 'facilitator', 'Eve')
  expect(
    (await server.api('GET', `/api/postmortems/${id}/join-link`, undefined, stranger.session)).status,
  ).toBe(404)
})

it('no token of a program reads the link, which would let whoever has it write', async () => {
  const id = await server.create()
  await letIn(id, true)
  for (const scope of ['read', 'write', 'manage']) {
    const { token } = (await server.api('POST', '/api/tokens', { name: scope, scope })).body
    const answer = await server.api('GET', `/api/postmortems/${id}/join-link`, undefined, token)
    expect([scope, answer.status, answer.body.error?.code]).toEqual([scope, 403, 'access/scope'])
  }
})

it('the audit log says who let people in, by opening the meeting too', async () => {
  const id = await server.create()
  const { session, person } = await server.guest(id, 'facilitator', 'Carol')
  await give(id, { type: 'openMeeting', minutes: 60 }, session)
  await expect.poll(async () => (await linkOf(id)).open).toBe(true)
  await letIn(id, false, session)
  const rows = async () =>
    (await server.api('GET', `/api/postmortems/${id}/audit`)).body
      .filter(({ what }: { what: string }) => what.startsWith('joinLink/'))
      .map(({ what, who }: { what: string; who: string }) => [what, who])
  await expect.poll(rows).toEqual([
    ['joinLink/closed', person],
    ['joinLink/opened', person],
  ])
})

it('a link that was revoked in Share is not shown any more', async () => {
  const id = await server.create()
  const { session } = await server.guest(id, 'facilitator', 'Carol')
  await letIn(id, true, session)
  const [invitation] = (await server.api('GET', `/api/postmortems/${id}/invitations`)).body.filter(
    ({ maxUses }: { maxUses: number | null }) => maxUses === 200,
  )
  await server.api('DELETE', `/api/postmortems/${id}/invitations/${invitation.id}`)
  expect((await linkOf(id)).open).toBe(false)
})
