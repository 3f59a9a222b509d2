import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { HOUR } from '../../../shared/base/time.ts'
import { startServer } from '../../support/server.ts'
import { openStoreOfTest } from '../../support/storeOfTest.ts'
import { openWorkspace } from './workspace.ts'

it('three thousand refused requests add one row at once and one with their number, the others’ their own', async () => {
  const { access, store, clock } = await openWorkspace()
  const rows = async () =>
    (await store.audit.page({ what: 'access/refused' }, 99)).map(({ who, detail }) => [who, detail])
  const refuse = (who: string, permission = 'edit') => access.refusals.note(who, 'payments', { permission })
  await Promise.all(Array.from({ length: 3_000 }, () => refuse('eve')))
  await refuse('eve', 'manage')
  await refuse('mallory')
  const firsts = [
    ['mallory', { permission: 'edit' }],
    ['eve', { permission: 'manage' }],
    ['eve', { permission: 'edit' }],
  ]
  expect(await rows()).toEqual(firsts)
  await access.refusals.settle()
  expect(await rows()).toEqual(firsts)
  clock.now += HOUR
  await access.refusals.settle()
  expect(await rows()).toEqual([['eve', { permission: 'edit', times: 2_999 }], ...firsts])
  await refuse('eve')
  await refuse('eve')
  clock.now += HOUR
  await refuse('eve')
  await access.refusals.close()
  expect((await rows()).slice(0, 3)).toEqual([
    ['eve', { permission: 'edit' }],
    ['eve', { permission: 'edit', times: 1 }],
    ['eve', { permission: 'edit' }],
  ])
})

it('a refusal that could not be written down is written by the next', async () => {
  const { access, store } = await openWorkspace()
  const { append } = store.audit
  store.audit.append = () => Promise.reject(new Error('disk full'))
  await expect(access.refusals.note('eve', '', { permission: 'manage' })).rejects.toThrow('disk full')
  store.audit.append = append
  await access.refusals.note('eve', '', { permission: 'manage' })
  expect(await store.audit.page({ what: 'access/refused' }, 9)).toHaveLength(1)
})

it('a viewer who asks again and again for what viewers may not is in the audit log once, then with the number of times', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'debrief-refusals-'))
  const server = await startServer({ dataDir })
  const id = await server.create()
  const { session, person } = await server.guest(id, 'viewer')
  const ask = () => server.api('POST', `/api/postmortems/${id}/invitations`, { role: 'viewer' }, session)
  for (let times = 0; times < 40; times++) expect((await ask()).status).toBe(403)
  const { rows } = (await server.api('GET', `/api/audit?what=access/refused&who=${person}`)).body
  expect(rows).toHaveLength(1)
  expect(rows[0]).toMatchObject({ postmortem: id })
  await server.close()
  const store = await openStoreOfTest(dataDir)
  const [counted] = await store.audit.page({ what: 'access/refused' }, 9)
  expect(counted).toMatchObject({ who: person, postmortem: id, detail: { times: 39 } })
  await store.close()
  await rm(dataDir, { recursive: true })
})
