import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { backUp, restore } from '../../../server/store/backup.ts'
import { openStore, type StoreSettings } from '../../../server/store/openStore.ts'
import type { Store } from '../../../server/store/store.ts'
import { type PostgresServer, startPostgres } from '../../support/postgres.ts'

const SECRET = 'the secret of the tests of backups'

let folder: string
let postgres: PostgresServer
let count = 0

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'debrief-backup-'))
  postgres = await startPostgres()
}, 120_000)

afterAll(async () => {
  await postgres.stop()
  rmSync(folder, { recursive: true, force: true })
})

const unused = (): string => join(folder, `${++count}`)
const KINDS: Record<string, () => Promise<StoreSettings>> = {
  SQLite: async () => ({ dataDir: unused(), secret: SECRET }),
  Postgres: async () => ({ dataDir: '', databaseUrl: await postgres.createDatabase(), secret: SECRET }),
}

/** Fills a store, and goes on writing rows to its log until stopped. */
async function busy(store: Store): Promise<() => Promise<number>> {
  await store.postmortems.add({
    id: 'pm-1',
    title: 'Payments outage',
    status: 'draft',
    createdAt: 1,
    createdBy: 'owner',
    updatedAt: 1,
    publishedAt: null,
    archivedAt: null,
    isExample: false,
    deletedAt: null,
    deletedBy: '',
    indexedSeq: 0,
    index: null,
  })
  await store.audit.append({
    at: 1,
    who: 'owner',
    what: 'postmortem/created',
    postmortem: 'pm-1',
    detail: {},
  })
  const card = { kind: 'cardSubmitted', private: true, data: 'A hidden card' }
  await store.meetings.append('pm-1', 0, [card], [])
  for (let each = 0; each < 9; each++) {
    const picture = { type: 'image/png', bytes: Uint8Array.of(each, 0, 255) }
    await store.images.put('pm-1', `picture-${each}`, picture, 1)
  }
  let written = 0
  let isStopped = false
  const write = async (): Promise<void> => {
    while (!isStopped) {
      const updates = [Uint8Array.of(written % 256)]
      await store.log.append([
        {
          postmortem: 'pm-1',
          updates,
          clients: [{ client: 5_000 + written, person: 'ann' }],
          unattributed: [],
          at: 1,
        },
      ])
      written++
    }
  }
  const writing = write()
  while (written < 450) await new Promise(resolve => setImmediate(resolve))
  return async () => {
    isStopped = true
    await writing
    return written
  }
}

for (const [from, settingsFrom] of Object.entries(KINDS)) {
  for (const [to, settingsTo] of Object.entries(KINDS)) {
    it(`[P6] a backup of ${from} under load, restored to ${to}, holds one instant of it`, async () => {
      const source = await settingsFrom()
      const store = await openStore(source)
      const stop = await busy(store)
      const file = unused()
      const backup = await backUp(source, file)
      const written = await stop()
      await store.close()
      expect(backup.ok && backup.value.postmortems).toBe(1)

      const target = await settingsTo()
      expect(await restore(target, file)).toEqual(backup)
      expect(backup.ok && backup.value.unopened).toBe(0)
      const restored = await openStore(target)
      const { tail, clients } = await restored.log.load('pm-1')
      expect(tail.length).toBeGreaterThanOrEqual(450)
      expect(tail.length).toBeLessThanOrEqual(written)
      expect(tail.map(({ seq }) => seq)).toEqual(tail.map((_, at) => at + 1))
      expect(tail.every(({ updates: [update] }, at) => update?.[0] === at % 256)).toBe(true)
      expect(clients).toHaveLength(tail.length)
      const next = { postmortem: 'pm-1', updates: [Uint8Array.of(1)], clients: [], unattributed: [], at: 2 }
      expect(await restored.log.append([next])).toEqual([tail.length + 1])
      await restored.audit.append({ at: 2, who: 'ann', what: 'later', postmortem: 'pm-1', detail: {} })
      expect((await restored.audit.list('pm-1', 9)).map(({ what }) => what)).toEqual([
        'later',
        'postmortem/created',
      ])
      expect(await restored.meetings.read('pm-1')).toMatchObject([{ data: 'A hidden card' }])
      for (let each = 0; each < 9; each++) {
        const picture = await restored.images.get('pm-1', `picture-${each}`)
        expect([picture?.type, ...(picture?.bytes ?? [])]).toEqual(['image/png', each, 0, 255])
      }
      await restored.close()
    })
  }
}

it('[P7] a backup holds no secret: restored without it, hidden cards stay closed until it is set again', async () => {
  const source = { dataDir: unused(), secret: SECRET }
  const store = await openStore(source)
  await (await busy(store))()
  await store.close()
  const file = unused()
  expect(await backUp({ ...source, secret: null }, file)).toMatchObject({ value: { unopened: 1 } })
  expect(readFileSync(file).includes('A hidden card')).toBe(false)
  const target = { dataDir: unused(), secret: 'another secret' }
  expect(await restore(target, file)).toMatchObject({ ok: true, value: { postmortems: 1, unopened: 1 } })
  const closed = await openStore(target)
  expect(await closed.meetings.unopened()).toEqual(['pm-1'])
  expect(await closed.meetings.read('pm-1')).toMatchObject([{ seq: 1, kind: 'cardSubmitted', data: null }])
  await closed.close()
  const opened = await openStore({ ...target, secret: SECRET })
  expect(await opened.meetings.unopened()).toEqual([])
  expect(await opened.meetings.read('pm-1')).toMatchObject([{ data: 'A hidden card' }])
  await opened.close()
})

it('[P6] nothing that exists is overwritten, and a damaged file is refused', async () => {
  const source = { dataDir: unused(), secret: SECRET }
  const store = await openStore(source)
  await (await busy(store))()
  const file = unused()
  expect((await backUp(source, file)).ok).toBe(true)
  expect(await backUp(source, file)).toMatchObject({ ok: false, error: { code: 'backup/exists' } })
  await expect(restore(source, file)).rejects.toThrow('already running')
  await store.close()
  expect(await restore(source, file)).toMatchObject({ ok: false, error: { code: 'backup/not-empty' } })
  expect(await backUp({ dataDir: unused(), secret: null }, unused())).toMatchObject({
    ok: false,
    error: { code: 'backup/nothing' },
  })
  expect(await restore({ dataDir: unused(), secret: null }, unused())).toMatchObject({
    error: { code: 'backup/missing' },
  })
  const torn = unused()
  writeFileSync(torn, 'no database')
  const empty = { dataDir: unused(), secret: SECRET }
  await expect(restore(empty, torn)).rejects.toThrow('not a database')
  expect(existsSync(`${file}.partial`)).toBe(false)
})
