import { openPostgres } from './postgres/openPostgres.ts'
import { openSqlite } from './sqlite/openSqlite.ts'
import type { Store } from './store.ts'

/** Where the data is: a directory for SQLite, or a Postgres server when `databaseUrl` is given. */
export interface StoreSettings {
  readonly dataDir: string
  readonly databaseUrl?: string | undefined
  /** Hears of database connections that broke while idle; they are replaced by themselves. */
  readonly onBroken?: (error: Error) => void
}

/** Opens the store that the settings name, with its tables brought up to date. */
export const openStore = ({ dataDir, databaseUrl, onBroken }: StoreSettings): Promise<Store> =>
  databaseUrl ? openPostgres(databaseUrl, onBroken ?? (() => {})) : openSqlite(dataDir)
