import { pino } from 'pino'
import { expect, it } from 'vitest'
import { createRetention } from '../../../server/access/retention.ts'
import { startUpkeep } from '../../../server/upkeep.ts'
import { DAY, HOUR, MINUTE } from '../../../shared/base/time.ts'
import { openWorkspace } from './workspace.ts'

const QUIET = pino({ level: 'silent' })

async function openRetention(isOpen = false) {
  const workspace = await openWorkspace()
  const { access, store, clock } = workspace
  const retention = createRetention(
    store,
    access.audit,
    () => clock.now,
    async id => {
      if (!isOpen) await store.postmortems.remove(id)
      return !isOpen
    },
  )
  return { ...workspace, retention }
}

it('nothing is deleted by age until somebody says so', async () => {
  const { retention, store, clock } = await openRetention()
  clock.now += 4_000 * DAY
  expect(await retention.get()).toEqual({ draftDays: null, auditDays: null })
  expect(await retention.apply()).toEqual({ drafts: [], auditRows: 0 })
  expect(await store.postmortems.list()).toHaveLength(1)
})

it('drafts that nobody changed are told beforehand and deleted in time, published postmortems never', async () => {
  const { retention, store, clock, row } = await openRetention()
  await store.postmortems.add({ ...row, id: 'published', status: 'published' })
  const settings = { draftDays: 30, auditDays: null }
  await retention.set(settings)
  clock.now += 30 * DAY
  expect((await retention.preview(settings)).drafts).toEqual([])
  clock.now += 1
  expect((await retention.preview(settings)).drafts.map(({ id }) => id)).toEqual([row.id])
  expect(await store.postmortems.list()).toHaveLength(2)
  expect((await retention.apply()).drafts.map(({ id }) => id)).toEqual([row.id])
  expect((await store.postmortems.list()).map(({ id }) => id)).toEqual(['published'])
  const [entry] = await store.audit.page({ what: 'postmortem/expired' }, 9)
  expect(entry).toMatchObject({ who: '', postmortem: row.id, detail: { days: 30 } })
})

it('a draft that somebody has open waits', async () => {
  const { retention, store, clock } = await openRetention(true)
  await retention.set({ draftDays: 30, auditDays: null })
  clock.now += 31 * DAY
  expect((await retention.apply()).drafts).toEqual([])
  expect(await store.postmortems.list()).toHaveLength(1)
})

it('entries of the audit log go when they are too old, and that they went stays on record', async () => {
  const { retention, access, store, clock } = await openRetention()
  await access.audit('carol', 'signIn/done')
  clock.now += 40 * DAY
  await access.audit('carol', 'signIn/ended')
  await retention.set({ draftDays: null, auditDays: 30 })
  expect((await retention.apply()).auditRows).toBe(1)
  const left = await store.audit.page({}, 9)
  expect(left.map(({ what }) => what)).toEqual(['audit/expired', 'signIn/ended'])
})

it('chores run at the start and then when they are due, and one that fails does not keep the others', async () => {
  const clock = { now: 0 }
  const done: string[] = []
  const chores = [
    { name: 'broken', every: HOUR, run: () => Promise.reject(new Error('no')) },
    { name: 'hourly', every: HOUR, run: async () => void done.push('hourly') },
    { name: 'daily', every: DAY, run: async () => void done.push('daily') },
  ]
  const upkeep = startUpkeep(chores, () => clock.now, QUIET)
  await upkeep.tick()
  expect(done.splice(0)).toEqual(['hourly', 'daily'])
  clock.now += HOUR - MINUTE
  await upkeep.tick()
  expect(done).toEqual([])
  clock.now += MINUTE
  await upkeep.tick()
  expect(done.splice(0)).toEqual(['hourly'])
  clock.now += 23 * HOUR
  await upkeep.tick()
  expect(done).toEqual(['hourly', 'daily'])
  await upkeep.close()
})

it('sessions and tickets that are over are purged, and whose sessions they were is told', async () => {
  const { access, store, owner, clock, row } = await openRetention()
  const told: string[] = []
  access.sessions.onEnd(person => told.push(person))
  await access.sessions.open(owner.person.id)
  await access.tokens.ticket(owner.person, row.id)
  const upkeep = startUpkeep(
    [{ name: 'sessions', every: HOUR, run: access.sessions.purge }],
    () => clock.now,
    QUIET,
  )
  await upkeep.tick()
  expect(await access.sessions.list(owner.person.id)).toHaveLength(1)
  clock.now += 12 * HOUR
  await upkeep.tick()
  expect(told).toEqual([owner.person.id])
  expect(await store.access.sessionsOf(null, 0)).toEqual([])
  await upkeep.close()
})
