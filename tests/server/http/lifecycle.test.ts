import { afterAll, beforeAll, expect, it } from 'vitest'
import { cookieName } from '../../../server/access/cookies.ts'
import { CLOSE } from '../../../shared/protocol/closeCodes.ts'
import { RawPeer } from '../../support/peers.ts'
import { startServer, type TestServer } from '../../support/server.ts'
import { until } from '../../support/until.ts'

let server: TestServer
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.close())

const ids = async (path: string, token?: string): Promise<string[]> =>
  (await server.api('GET', path, undefined, token)).body.map(({ id }: { id: string }) => id)

it('a deleted postmortem is gone everywhere at once, and comes back whole when it is restored', async () => {
  const id = await server.example()
  const path = `/api/postmortems/${id}`
  const { session } = await server.guest(id, 'facilitator', 'Carol')
  const before = (await server.api('GET', path)).body
  const at = { url: `${server.url.replace('http', 'ws')}/sync` }
  const peer = await RawPeer.join(at, id, 'v=1&schema=1', { cookie: `${cookieName(false)}=${session}` })
  expect((await server.api('DELETE', path, undefined, session)).status).toBe(204)
  await until('the socket is closed', () => peer.closed !== null)
  expect(peer.closed?.code).toBe(CLOSE.notFound)
  for (const [method, under] of [
    ['GET', ''],
    ['GET', '/export?format=json'],
    ['GET', '/versions'],
    ['POST', '/invitations'],
    ['POST', '/meeting/commands'],
  ] as const) {
    const body = method === 'GET' ? undefined : {}
    const answer = await server.api(method, path + under, body)
    expect([under, answer.status, answer.body.error.code]).toEqual([under, 404, 'postmortem/not-found'])
  }
  expect(await ids('/api/postmortems')).not.toContain(id)
  const [deleted] = (await server.api('GET', '/api/deleted', undefined, session)).body
  expect(deleted).toMatchObject({ id, title: before.title, deletedBy: 'Carol' })
  expect(deleted.removedAt - deleted.deletedAt).toBe(30 * 86_400_000)
  const restored = await server.api('POST', `/api/deleted/${id}/restore`, {}, session)
  expect([restored.status, restored.body]).toEqual([200, { id }])
  expect((await server.api('GET', path, undefined, session)).body).toEqual(before)
  expect(await ids('/api/postmortems')).toContain(id)
  const audit = (await server.api('GET', `${path}/audit`)).body.map(({ what }: { what: string }) => what)
  expect(audit.slice(0, 2)).toEqual(['postmortem/undeleted', 'postmortem/deleted'])
})

it('whoever may not delete neither deletes, nor sees or restores what was deleted', async () => {
  const id = await server.create({ title: 'Queue stopped' })
  const participant = (await server.guest(id, 'participant')).session
  const elsewhere = (await server.guest(await server.create(), 'facilitator')).session
  const refused = await server.api('DELETE', `/api/postmortems/${id}`, undefined, participant)
  expect(refused.status).toBe(403)
  await server.api('DELETE', `/api/postmortems/${id}`)
  for (const token of [participant, elsewhere]) {
    expect(await ids('/api/deleted', token)).toEqual([])
    const answer = await server.api('POST', `/api/deleted/${id}/restore`, {}, token)
    expect([answer.status, answer.body.error.code]).toEqual([404, 'deleted/not-found'])
  }
})

it('an archived postmortem says so, is read and edited as before, and asks for no review', async () => {
  const id = await server.create({
    title: 'Old outage',
    severity: 'SEV1',
    resolvedAt: '2026-01-02T10:00:00Z',
  })
  const item = async () =>
    (await server.api('GET', '/api/postmortems')).body.find((one: { id: string }) => one.id === id)
  expect((await item()).reviewDue).not.toBeNull()
  expect((await server.api('POST', `/api/postmortems/${id}/archive`, { archived: true })).status).toBe(204)
  expect(await item()).toMatchObject({ archivedAt: expect.any(Number), reviewDue: null })
  expect((await server.api('GET', `/api/postmortems/${id}`)).body.title).toBe('Old outage')
  await server.api('POST', `/api/postmortems/${id}/archive`, { archived: false })
  expect((await item()).archivedAt).toBeNull()
})

it('a duplicate has the text and the pictures, and neither comments nor people of the first', async () => {
  const id = await server.example()
  const path = `/api/postmortems/${id}`
  const { session } = await server.guest(id, 'viewer')
  const made = await server.api('POST', `${path}/duplicate`, {})
  expect(made.status).toBe(201)
  const [first, second] = [
    (await server.api('GET', path)).body,
    (await server.api('GET', `/api/postmortems/${made.body.id}`)).body,
  ]
  expect(second.title).toBe(`Copy of ${first.title}`)
  expect(second.timeline.map(({ text }: { text: string }) => text)).toEqual(
    first.timeline.map(({ text }: { text: string }) => text),
  )
  expect([second.summary, second.comments]).toEqual([first.summary, []])
  expect((await server.api('GET', `/api/postmortems/${made.body.id}`, undefined, session)).status).toBe(404)
  const byGuest = await server.api('POST', `${path}/duplicate`, {}, session)
  expect(byGuest.status).toBe(403)
})

it('the example says what it is, and counts among no actions and in no trend', async () => {
  const alone = await startServer()
  try {
    const id = await alone.example()
    const [item] = (await alone.api('GET', '/api/postmortems')).body
    expect(item).toMatchObject({ id, isExample: true, reviewDue: null })
    expect((await alone.api('GET', '/api/actions')).body).toEqual([])
    expect((await alone.api('GET', '/api/trends')).body.incidents).toBe(0)
    const copy = (await alone.api('POST', `/api/postmortems/${id}/duplicate`, {})).body.id
    await until('a copy counts', async () => (await alone.api('GET', '/api/trends')).body.incidents === 1)
    const items = (await alone.api('GET', '/api/postmortems')).body
    expect(items.find((one: { id: string }) => one.id === copy).isExample).toBe(false)
  } finally {
    await alone.close()
  }
})
