import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import type { Tables } from '../sql/tables.ts'

const INT8 = 20

/** A pool of connections to Postgres; `onBroken` hears of each that broke, in use or not. No such error is thrown. */
export function connectPostgres(url: string, onBroken: (error: Error) => void): Kysely<Tables> {
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
  // The pool listens to connections only while they are idle; one that is lent out has to be listened to as well.
  pool.on('connect', client => client.on('error', onBroken))
  pool.on('error', () => {})
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
}
