import { afterAll, beforeAll, expect, it } from 'vitest'
import { startServer, type TestServer } from '../../support/server.ts'

let server: TestServer

beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.close())

const STEPS = [
  { kind: 'timeline', minutes: 30, title: 'Walk' },
  { kind: 'learn', minutes: 10, prompts: ['What surprised you?'] },
]

const agendas = (method: string, path = '', body?: unknown, token?: string) =>
  server.api(method, `/api/agendas${path}`, body, token)

const names = async () => (await agendas('GET')).body.map((agenda: { name: string }) => agenda.name)

it('an agenda is kept under a name, renamed, changed and deleted', async () => {
  const kept = await agendas('POST', '', { name: '  Short   walk ', steps: STEPS })
  expect(kept.status).toBe(201)
  expect(kept.body).toMatchObject({ name: 'Short walk', steps: STEPS })
  const { id } = kept.body

  const renamed = await agendas('PATCH', `/${id}`, { name: 'Near misses' })
  expect(renamed.body).toMatchObject({ id, name: 'Near misses', steps: STEPS })
  const changed = await agendas('PATCH', `/${id}`, { steps: STEPS.slice(1) })
  expect(changed.body).toMatchObject({ id, name: 'Near misses', steps: STEPS.slice(1) })

  await agendas('POST', '', { name: 'All hands', steps: STEPS })
  expect(await names()).toEqual(['All hands', 'Near misses'])
  expect((await agendas('DELETE', `/${id}`)).status).toBe(204)
  expect(await names()).toEqual(['All hands'])
  for (const method of ['PATCH', 'DELETE'])
    expect((await agendas(method, `/${id}`, { name: 'x' })).body.error.code).toBe('agenda/not-found')
})

it('no two agendas have one name, however it is written, and both that come at once are kept', async () => {
  await Promise.all(['First', 'Second', 'Third'].map(name => agendas('POST', '', { name, steps: STEPS })))
  expect(await names()).toEqual(expect.arrayContaining(['First', 'Second', 'Third']))
  const twice = await agendas('POST', '', { name: 'FIRST', steps: STEPS })
  expect([twice.status, twice.body.error.code]).toEqual([409, 'agenda/name-taken'])
  const { body } = await agendas('GET')
  const second = body.find((agenda: { name: string }) => agenda.name === 'Second')
  expect((await agendas('PATCH', `/${second.id}`, { name: 'third' })).body.error.code).toBe(
    'agenda/name-taken',
  )
  expect((await agendas('PATCH', `/${second.id}`, { name: 'second' })).status).toBe(200)
})

it('an agenda without a name or with a step that no meeting knows is refused', async () => {
  const before = await names()
  for (const body of [
    { name: '   ', steps: STEPS },
    { name: 'Empty', steps: [] },
    { name: 'Odd', steps: [{ kind: 'karaoke', minutes: 5 }] },
    { name: 'Endless', steps: [{ kind: 'close', minutes: 600 }] },
  ])
    expect((await agendas('POST', '', body)).status, body.name).toBe(400)
  expect(await names()).toEqual(before)
})

it('a guest who facilitates may plan a meeting with a saved agenda, and may not change what the workspace keeps', async () => {
  const id = await server.create()
  const { session } = await server.guest(id, 'facilitator')
  const [first] = (await agendas('GET', '', undefined, session)).body
  const opened = await server.api(
    'POST',
    `/api/postmortems/${id}/meeting/commands`,
    { command: { type: 'openMeeting', agenda: first.steps }, expectedRev: 0, idempotencyKey: 'open' },
    session,
  )
  expect(opened.body.state.steps.map((step: { title: string }) => step.title)).toEqual([
    'Walk',
    'What did we learn?',
  ])
  expect((await agendas('DELETE', `/${first.id}`, undefined, session)).status).toBe(403)
})
