import { afterAll, beforeAll, expect, it } from 'vitest'
import { startServer, type TestServer } from '../../support/server.ts'

let server: TestServer
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.close())

async function example(): Promise<{ id: string; path: string }> {
  const { body } = await server.api('POST', '/api/postmortems/example')
  return { id: body.id, path: `/api/postmortems/${body.id}` }
}

it('[D9] a restore brings back an earlier state, and what stood there before is kept and can be restored', async () => {
  const id = await server.create()
  const path = `/api/postmortems/${id}`
  const original = (await server.api('GET', path)).body
  const { session, person } = await server.guest(id, 'participant', 'Ines')

  // Restoring something that does not exist changes nothing and keeps no version.
  expect((await server.api('POST', `${path}/versions/nonesuch/restore`)).body.error.code).toBe(
    'version/not-found',
  )
  expect((await server.api('GET', `${path}/versions`)).body).toEqual([])

  const published = await server.api('POST', `${path}/publication`, { audience: 'internal' })
  expect(published.status, JSON.stringify(published.body)).toBe(201)
  const csv = 'time,event\n2026-05-27T14:00:00Z,A config change goes out\n'
  const imported = await server.api('POST', `${path}/timeline/import?source=csv`, csv)
  expect(imported.body.added, JSON.stringify(imported.body)).toBe(1)
  const changed = (await server.api('GET', path)).body
  expect(changed.timeline).toHaveLength(1)

  const restored = await server.api('POST', `${path}/versions/${published.body.version}/restore`, {}, session)
  expect(restored.status).toBe(200)
  expect((await server.api('GET', path)).body).toEqual(original)

  const versions = (await server.api('GET', `${path}/versions`)).body
  expect(versions[0]).toMatchObject({ id: restored.body.before, people: [{ id: person, name: 'Ines' }] })
  expect((await server.api('GET', `${path}/versions/${restored.body.before}`)).body).toEqual(changed)
  await server.api('POST', `${path}/versions/${restored.body.before}/restore`, {}, session)
  expect((await server.api('GET', path)).body).toEqual(changed)
})

it('a follow-up that is no status and no day is refused, and the action is as it was', async () => {
  const { path } = await example()
  const before = (await server.api('GET', path)).body
  const action = `${path}/actions/${before.actions[0].id}`
  for (const body of [
    {},
    { status: 'finished' },
    { due: '31/01/2027' },
    { due: '2027-02-31' },
    { text: 'x' },
    { reason: 'x'.repeat(501) },
  ]) {
    expect([(await server.api('PATCH', action, body)).status, body]).toEqual([400, body])
  }
  const change = { status: 'declined', due: '2027-01-31', reason: 'The ledger retries by itself' }
  const done = await server.api('PATCH', action, change)
  expect(done.body).toEqual({ ...before.actions[0], ...change })
  const { status, due, reason } = before.actions[0]
  await server.api('PATCH', action, { status, due, reason })
  expect((await server.api('PATCH', `${path}/actions/nonesuch`, { status: 'done' })).status).toBe(404)
  expect((await server.api('GET', path)).body).toEqual(before)
})
