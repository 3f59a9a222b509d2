import { openPostgres } from './postgres/openPostgres.ts'
import { openSqlite } from './sqlite/openSqlite.ts'
import type { Store } from './store.ts'

/** Where the data is: a directory for SQLite, or a Postgres server when `databaseUrl` is given. */
export interface StoreSettings {
  readonly dataDir: string
  readonly databaseUrl?: string | undefined
  /** What wraps the keys of private events; it does not lie in the database (P7). */
  readonly secret: string
  /** Hears of database connections that broke while idle; they are replaced by themselves. */
  readonly onBroken?: (error: Error) => void
}

/** Opens the store that the settings name, with its tables brought up to date. */
export const openStore = ({ dataDir, databaseUrl, secret, onBroken }: StoreSettings): Promise<Store> =>
  databaseUrl ? openPostgres(databaseUrl, secret, onBroken ?? (() => {})) : openSqlite(dataDir, secret)
