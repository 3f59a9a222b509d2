import { afterAll, beforeAll, expect, it } from 'vitest'
import * as Y from 'yjs'
import { sectionOf, textOf } from '../../../shared/document/schema.ts'
import { RawPeer } from '../../support/peers.ts'
import { startServer, type TestServer } from '../../support/server.ts'
import { until } from '../../support/until.ts'

let server: TestServer
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.close())

async function example(): Promise<{ id: string; path: string }> {
  const id = await server.example()
  return { id, path: `/api/postmortems/${id}` }
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

it('[D9] a version is restored while two people type, and every word of theirs is in the document or in a version', async () => {
  const made = await server.api(
    'POST',
    '/api/postmortems/import?source=markdown',
    '# Outage\n\n## Summary\n\nThe pool was empty.\n\nNobody could pay.\n',
  )
  const path = `/api/postmortems/${made.body.id}`
  const csv = 'time,event\n2026-05-27T14:00:00Z,A config change goes out\n'
  await server.api('POST', `${path}/timeline/import?source=csv`, csv)
  const { version } = (await server.api('POST', `${path}/publication`, { audience: 'internal' })).body
  expect(version).toEqual(expect.any(String))
  const row = (await server.api('GET', path)).body.timeline[0].id
  const enter = async (name: string): Promise<RawPeer> => {
    const { session } = await server.guest(made.body.id, 'participant', name)
    const at = { url: `${server.url.replace('http', 'ws')}/sync` }
    return await RawPeer.join(at, made.body.id, 'v=1', { authorization: `Bearer ${session}` })
  }
  const [ann, bob] = [await enter('Ann'), await enter('Bob')]
  const words: string[] = []
  const type = (peer: RawPeer, text: Y.Text | null): void => {
    const word = `word${words.length}x`
    words.push(word)
    peer.edit(() => text?.insert(text.length, ` ${word}`))
  }
  const typeOn = (): void => {
    type(ann, textOf(ann.doc, 'timeline', row))
    const block = sectionOf(bob.doc, 'summary').get(1)
    const line = block instanceof Y.XmlElement ? block.get(0) : null
    type(bob, line instanceof Y.XmlText ? line : null)
  }
  for (let round = 0; round < 3; round++) {
    let isPending = true
    const restored = server.api('POST', `${path}/versions/${version}/restore`).finally(() => {
      isPending = false
    })
    // Less than what a socket may send at once.
    for (let turn = 0; isPending && turn < 25; turn++) {
      typeOn()
      await new Promise(setImmediate)
    }
    expect((await restored).status).toBe(200)
    typeOn()
  }
  const [last] = words.slice(-1)
  await until('the last word', async () =>
    JSON.stringify((await server.api('GET', path)).body).includes(`${last}`),
  )
  let all = JSON.stringify((await server.api('GET', path)).body)
  expect(all).toContain('Nobody could pay.')
  for (const { id } of (await server.api('GET', `${path}/versions`)).body) {
    all += JSON.stringify((await server.api('GET', `${path}/versions/${id}`)).body)
  }
  expect(words.filter(word => !all.includes(word))).toEqual([])
  for (const peer of [ann, bob]) peer.leave()
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
