import { afterAll, beforeAll, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { readCsv } from '../../../shared/formats/csvTable.ts'
import type { AuditItem, KnownPerson } from '../../../shared/protocol/workspaceApi.ts'
import { colleagueOf, type ServerWithProvider, startServerWithProvider } from '../../support/colleague.ts'
import { startServer } from '../../support/server.ts'

let server: ServerWithProvider
let draft: string

beforeAll(async () => {
  server = await startServerWithProvider()
  draft = await server.create({ title: 'A draft of the owner' })
})
afterAll(() => server.close())

const setRole = (person: string, workspaceRole: string, token?: string) =>
  server.api('PATCH', `/api/people/${person}`, { workspaceRole }, token)

const socketOf = async (session: string): Promise<{ closed: Promise<number> }> => {
  const headers = { authorization: `Bearer ${session}` }
  const socket = new WebSocket(`${server.url.replace('http', 'ws')}/sync/${draft}`, { headers })
  const closed = new Promise<number>(resolve => socket.on('close', resolve))
  const said = await Promise.race([
    new Promise(resolve => socket.once('message', () => resolve('in'))),
    closed,
  ])
  expect(said).toBe('in')
  return { closed }
}

it('[W5] a colleague becomes an admin with all rights, and loses them within two seconds', async () => {
  const { session, person } = await colleagueOf(server, 'Priya')
  const reads = async () => (await server.api('GET', `/api/postmortems/${draft}`, undefined, session)).status
  expect(await reads()).toBe(404)
  expect((await server.api('GET', '/api/people', undefined, session)).status).toBe(403)
  expect((await setRole(person, 'admin')).body).toEqual({ person, workspaceRole: 'admin' })
  expect(await reads()).toBe(200)
  expect((await server.api('GET', '/api/people', undefined, session)).status).toBe(200)
  const members = (await server.api('GET', `/api/postmortems/${draft}/people`)).body
  expect(members.find(({ id }: { id: string }) => id === person)?.role).toBe('owner')

  const socket = await socketOf(session)
  const started = performance.now()
  await setRole(person, 'colleague')
  await socket.closed
  expect(performance.now() - started).toBeLessThan(2_000)
  expect(await reads()).toBe(404)
})

it('guests and the owner keep what they are, and nobody lifts themselves up', async () => {
  const guest = await server.guest(draft, 'viewer')
  expect((await setRole(guest.person, 'admin')).body.error.code).toBe('access/guest')
  expect((await setRole('owner', 'colleague')).body.error.code).toBe('access/owner')
  expect((await setRole('nonesuch', 'admin')).status).toBe(404)
  const { session, person } = await colleagueOf(server, 'Mallory')
  expect((await setRole(person, 'admin', session)).status).toBe(403)
  expect((await setRole(person, 'owner')).status).toBe(400)
})

it('the last one with all rights cannot be removed, not even by an admin', async () => {
  const { session, person } = await colleagueOf(server, 'Wei')
  await setRole(person, 'admin')
  const removed = await server.api('DELETE', '/api/people/owner', undefined, session)
  expect([removed.status, removed.body.error.code]).toEqual([409, 'access/owner'])
  expect((await setRole('owner', 'colleague', session)).status).toBe(409)
})

it('[W5] a colleague who is removed is out of everything within two seconds', async () => {
  const { session, person } = await colleagueOf(server, 'gone-tomorrow')
  await setRole(person, 'admin')
  const socket = await socketOf(session)
  const started = performance.now()
  expect((await server.api('DELETE', `/api/people/${person}`)).status).toBe(204)
  await socket.closed
  expect(performance.now() - started).toBeLessThan(2_000)
  expect((await server.api('GET', '/api/session', undefined, session)).body.me).toBeNull()
  const people: KnownPerson[] = (await server.api('GET', '/api/people')).body
  expect(people.map(({ name }) => name)).not.toContain('gone-tomorrow of the tests')
})

it('an admin ends the sessions of somebody', async () => {
  const { session, person } = await server.guest(draft, 'viewer', 'Left their laptop')
  expect((await server.api('DELETE', `/api/people/${person}/sessions`)).body).toEqual({ sessions: 1 })
  expect((await server.api('GET', '/api/session', undefined, session)).body.me).toBeNull()
})

it('the audit log tells who did what, in pages and by kind, person and time', async () => {
  const own = await startServer()
  const id = await own.create()
  const { person } = await own.guest(id, 'viewer', 'Dave')
  for (let n = 0; n < 60; n++) await own.api('GET', `/api/postmortems/${id}/export?format=json`)
  const page = async (query: string) => (await own.api('GET', `/api/audit?${query}`)).body
  const first = await page('')
  expect([first.rows.length, first.rows[0].what]).toEqual([50, 'postmortem/exported'])
  const second = await page(`before=${first.next}`)
  expect([second.rows.length, second.next]).toEqual([13, null])
  expect(new Set([...first.rows, ...second.rows].map((row: AuditItem) => row.id)).size).toBe(63)
  expect((await page('what=invitation')).rows.map((row: AuditItem) => row.what)).toEqual([
    'invitation/accepted',
    'invitation/created',
  ])
  expect((await page(`who=${person}`)).rows).toMatchObject([{ name: 'Dave', title: 'Payments outage' }])
  expect((await page('to=2020-01-01T00:00:00Z')).rows).toEqual([])
  for (const wrong of ['before=x', 'from=yesterday', 'what=a%25']) {
    expect([wrong, (await page(wrong)).error.code]).toEqual([wrong, 'request/invalid'])
  }
  await own.close()
})

it('the audit log is taken along as JSON lines, and as CSV in which no cell is a formula', async () => {
  await server.guest(draft, 'viewer', '=HYPERLINK("http://evil.test")')
  const headers = { authorization: `Bearer ${server.ownerToken}` }
  const file = async (format: string): Promise<string> =>
    await (await fetch(`${server.url}/api/audit/export?format=${format}`, { headers })).text()
  const csv = await file('csv')
  expect(csv).toContain(`'=HYPERLINK`)
  for (const line of csv.split('\r\n')) expect(line).not.toMatch(/(^|,)"?[=+@-]/)
  expect(readCsv(csv)[0]).toEqual(['Time (UTC)', 'Who', 'Person', 'What', 'Postmortem', 'Title', 'Detail'])
  const lines = (await file('jsonl'))
    .trim()
    .split('\n')
    .map(line => JSON.parse(line))
  expect(lines[0]).toMatchObject({ what: 'audit/exported', detail: { format: 'csv' } })
  expect((await server.api('GET', '/api/audit/export?format=xml')).status).toBe(400)
})

it('how long things are kept is looked at before it is saved', async () => {
  const settings = { draftDays: 90, auditDays: null }
  const seen = await server.api('POST', '/api/retention/preview', settings)
  expect(seen.body).toEqual({ ...settings, due: { drafts: [], auditRows: 0 } })
  expect((await server.api('GET', '/api/retention')).body.draftDays).toBeNull()
  expect((await server.api('PATCH', '/api/retention', settings)).status).toBe(200)
  expect((await server.api('GET', '/api/retention')).body.draftDays).toBe(90)
  for (const wrong of [
    { draftDays: 1, auditDays: null },
    { draftDays: 90 },
    { draftDays: 90, auditDays: 7 },
  ]) {
    expect((await server.api('PATCH', '/api/retention', wrong)).status).toBe(400)
  }
  const [row] = (await server.api('GET', '/api/audit?what=retention')).body.rows
  expect(row).toMatchObject({ who: 'owner', detail: settings })
})

it('the share dialog learns who came by which link and when', async () => {
  const id = await server.create()
  await server.guest(id, 'participant', 'Priya')
  const [link] = (await server.api('GET', `/api/postmortems/${id}/invitations`)).body
  expect(link.used).toEqual([
    { person: expect.any(String), name: 'Priya', at: expect.closeTo(Date.now(), -5) },
  ])
})
