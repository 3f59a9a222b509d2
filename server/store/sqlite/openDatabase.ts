import { mkdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { Kysely, type SqliteDatabase, SqliteDialect, type SqliteStatement } from 'kysely'
import { SqlStore } from '../sql/sqlStore.ts'
import type { Tables } from '../sql/tables.ts'
import type { Store } from '../store.ts'
import { DirectLog } from './directLog.ts'

/** Prepared statements that are kept. */
const STATEMENTS = 200

/** The database of a data directory, beside which the lock and SQLite's own -wal and -shm lie. */
export const databaseFile = (dataDir: string): string => join(dataDir, 'debrief.sqlite')

/** Opens the data directory for this process alone; blocks while it writes, so it belongs on a worker thread. */
export async function openDatabase(dataDir: string, secret: string): Promise<Store> {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  const unlock = lockDataDir(dataDir)
  try {
    const database = new Sqlite(databaseFile(dataDir))
    database.pragma('journal_mode = WAL')
    database.pragma('synchronous = FULL')
    database.pragma('secure_delete = ON')
    // Pages (4 KiB) before the write-ahead log is copied into the database: rarer, and the same page once for many.
    database.pragma('wal_autocheckpoint = 8000')
    const db = new Kysely<Tables>({ dialect: new SqliteDialect({ database: remembering(database) }) })
    const afterPurge = async (): Promise<void> => {
      // The old pages still lie in the write-ahead log until it is emptied (D10).
      database.pragma('wal_checkpoint(TRUNCATE)')
    }
    const logOn = () => new DirectLog(db, database, afterPurge)
    const store = await SqlStore.open(db, 'sqlite', { secret, afterPurge }, logOn)
    const close = store.close.bind(store)
    store.close = async () => {
      await close()
      unlock()
    }
    return store
  } catch (error) {
    unlock()
    throw error
  }
}

/**
 * Throws once the database's file is not the one that was opened: a file that was deleted or replaced takes every write,
 * and all of it is gone with the process.
 */
export function mustBeThere(dataDir: string): () => void {
  const inodeOf = (): number | undefined => statSync(databaseFile(dataDir), { throwIfNoEntry: false })?.ino
  const opened = inodeOf()
  return () => {
    if (inodeOf() !== opened)
      throw new Error(`The database in ${dataDir} was deleted or replaced under the server.`)
  }
}

/**
 * Holds an exclusive lock on the directory until the process ends, however it ends: the operating system releases it
 * even after kill -9, so that no stale file keeps the next start out.
 */
export function lockDataDir(dataDir: string): () => void {
  const holder = new Sqlite(join(dataDir, 'server.lock'), { timeout: 0 })
  try {
    holder.pragma('locking_mode = EXCLUSIVE')
    holder.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    holder.close()
    if (error instanceof Sqlite.SqliteError && error.code === 'SQLITE_BUSY') {
      throw new Error(
        `Another Debrief server is already running on ${dataDir}. Stop it first, or give this one its own DATA_DIR.`,
      )
    }
    throw error
  }
  return () => holder.close()
}

/** Kysely prepares each statement anew; ours are few and come again and again. */
function remembering(database: Sqlite.Database): SqliteDatabase {
  const statements = new Map<string, SqliteStatement>()
  return {
    close: () => void database.close(),
    prepare: text => {
      const known = statements.get(text)
      if (known) return known
      if (statements.size >= STATEMENTS) statements.clear()
      const statement = database.prepare(text)
      statements.set(text, statement)
      return statement
    },
  }
}
