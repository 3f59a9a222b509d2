import { Kysely, PostgresDialect, sql } from 'kysely'
import pg from 'pg'
import { SqlStore } from '../sql/sqlStore.ts'
import type { Tables } from '../sql/tables.ts'
import type { Store } from '../store.ts'

const INT8 = 20

/** A store on Postgres; `onIdleError` hears of connections that broke while nobody used them. */
export async function openPostgres(url: string, onIdleError: (error: Error) => void): Promise<Store> {
  const pool = new pg.Pool({
    connectionString: url,
    max: 8,
    connectionTimeoutMillis: 5_000,
    query_timeout: 20_000,
    keepAlive: true,
    // A committed row is on disk even where the server's default says otherwise (P2).
    options: '-c synchronous_commit=on',
    types: {
      // Sequence numbers and instants stay far below 2^53.
      getTypeParser: (oid, format) => (oid === INT8 ? Number : pg.types.getTypeParser(oid, format)),
    },
  })
  pool.on('error', onIdleError)
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
  const afterPurge = async (): Promise<void> => {
    for (const table of ['logRows', 'snapshots', 'versions', 'meetingEvents']) {
      await sql`vacuum ${sql.table(table)}`.execute(db)
    }
  }
  try {
    return await SqlStore.open(db, 'postgres', afterPurge)
  } catch (error) {
    await db.destroy()
    throw error
  }
}
