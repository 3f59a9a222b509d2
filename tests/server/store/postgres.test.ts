import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openStore } from '../../../server/store/openStore.ts'
import type { Store } from '../../../server/store/store.ts'
import { type PostgresServer, startPostgres } from '../../support/postgres.ts'
import { until } from '../../support/until.ts'
import { storeContract } from './contract.ts'

const SECRET = 'the secret of the tests of this store'

/** Which connection has the lock of the database that is asked. */
const HOLDER = `select pid from pg_locks join pg_database on pg_database.oid = pg_locks.database
  where locktype = 'advisory' and granted and datname = current_database()`

let server: PostgresServer
let databaseUrl: string
let store: Store

beforeAll(async () => {
  server = await startPostgres()
  databaseUrl = await server.createDatabase()
  store = await openStore({ dataDir: '', databaseUrl, secret: SECRET })
}, 120_000)

afterAll(async () => {
  await store?.close()
  await server?.stop()
})

describe('Postgres', () => {
  storeContract({
    store: () => store,
    reopen: async () => {
      await store.close()
      store = await openStore({ dataDir: '', databaseUrl, secret: SECRET })
      return store
    },
  })

  it('[N7] of two that start on one database, one is refused in one sentence, until the other has ended', async () => {
    const url = await server.createDatabase()
    const open = () => openStore({ dataDir: '', databaseUrl: url, secret: SECRET })
    const [one, other] = await Promise.allSettled([open(), open()])
    const refused = [one, other].find(({ status }) => status === 'rejected') as PromiseRejectedResult
    const first = [one, other].find(({ status }) => status === 'fulfilled') as PromiseFulfilledResult<Store>
    expect(String(refused.reason)).toContain('another Debrief server is already running on it')
    await first.value.probe()
    const third = open()
    await first.value.close()
    await (await third).close()
  })

  it('[N7] a store whose hold was cut writes again once it has it back, and never after another took it', async () => {
    const url = await server.createDatabase()
    const open = () => openStore({ dataDir: '', databaseUrl: url, secret: SECRET })
    const admin = new pg.Client(url)
    await admin.connect()
    const holder = async (): Promise<number | undefined> => (await admin.query(HOLDER)).rows[0]?.pid
    const cut = async (): Promise<void> => {
      await admin.query('select pg_terminate_backend($1)', [await holder()])
    }
    const writes = (from: Store): Promise<boolean> =>
      from.probe().then(
        () => true,
        () => false,
      )
    const first = await open()
    const before = await holder()
    await cut()
    await until('it has the lock again', async () => ![undefined, before].includes(await holder()))
    await until('it writes again', () => writes(first))
    // Another one is quicker: it takes the lock the moment it is free.
    const thief = new pg.Client(url)
    await thief.connect()
    const taken = thief.query('select pg_advisory_lock($1)', [0x64656272])
    await new Promise(resolve => setTimeout(resolve, 100))
    await cut()
    await taken
    await thief.query('update settings set value = $1 where key = $2', ['"another"', 'store/holder'])
    await until('it writes no more', async () => !(await writes(first)))
    await thief.end()
    await admin.end()
    await new Promise(resolve => setTimeout(resolve, 1_000))
    await expect(first.probe()).rejects.toThrow('This one saves nothing any more: restart it.')
    expect(await first.settings.get('store/probe')).toEqual(expect.any(Number))
    await first.close()
    const next = await open()
    await next.probe()
    await next.close()
  })

  it('[P3] while the database is down writes fail, and work again once it is back', async () => {
    await server.kill()
    await expect(store.probe()).rejects.toThrow()
    await server.start()
    await until('writing works', () =>
      store.probe().then(
        () => true,
        () => false,
      ),
    )
    expect(await store.settings.get('store/probe')).toEqual(expect.any(Number))
  })
})
