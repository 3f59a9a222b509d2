import { createHash } from 'node:crypto'
import { basename } from 'node:path'
import pg from 'pg'
import { openStore } from '../../server/store/openStore.ts'
import { keptSecret } from '../../server/store/secret.ts'
import type { Store } from '../../server/store/store.ts'

/**
 * The database of a test that runs on Postgres, null for one that runs on SQLite: one for each data folder, so that a
 * server started anew on the same folder finds what it left, on either store. Which of the two it is, the project of
 * the test says (vite.config.ts); where Postgres listens, tests/support/postgresForSuite.ts.
 */
export async function databaseOf(dataDir: string): Promise<string | null> {
  const postgres = process.env.TEST_STORE === 'postgres' ? process.env.TEST_POSTGRES_URL : undefined
  if (process.env.TEST_STORE === 'postgres' && !postgres)
    throw new Error('The Postgres of this suite is not up')
  if (!postgres) return null
  const name = `test_${createHash('sha256').update(basename(dataDir)).digest('hex').slice(0, 24)}`
  const client = new pg.Client(postgres)
  await client.connect()
  const known = await client.query('select 1 from pg_database where datname = $1', [name])
  if (known.rowCount === 0) await client.query(`create database ${name}`)
  await client.end()
  const url = new URL(postgres)
  url.pathname = `/${name}`
  return url.href
}

/** Opens the store that a test's server with this data folder has. */
export const openStoreOfTest = async (dataDir: string): Promise<Store> =>
  openStore({
    dataDir,
    databaseUrl: (await databaseOf(dataDir)) ?? undefined,
    secret: keptSecret(dataDir),
  })
