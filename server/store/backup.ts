import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import Sqlite from 'better-sqlite3'
import { Kysely, SqliteDialect, sql } from 'kysely'
import { ok, type Result, refuse } from '../../shared/base/result.ts'
import type { StoreSettings } from './openStore.ts'
import { connectPostgres } from './postgres/connect.ts'
import { MeetingKeys } from './sql/meetingKeys.ts'
import { migrate } from './sql/migrations.ts'
import type { Tables } from './sql/tables.ts'
import { databaseFile, lockDataDir } from './sqlite/openDatabase.ts'
import { RUNNING } from './store.ts'

/** Every table, with what its rows are told apart and put in order by. */
const KEYS: { readonly [T in keyof Tables]: readonly (keyof Tables[T] & string)[] } = {
  postmortems: ['id'],
  logHeads: ['postmortem'],
  logRows: ['postmortem', 'seq'],
  snapshots: ['postmortem', 'seq'],
  clientIds: ['postmortem', 'client'],
  unattributed: ['postmortem', 'client', 'clock'],
  versions: ['id'],
  people: ['id'],
  sessions: ['hash'],
  memberships: ['postmortem', 'person'],
  invitations: ['id'],
  tokens: ['id'],
  tickets: ['hash'],
  meetingEvents: ['postmortem', 'seq'],
  meetingKeys: ['postmortem', 'kind'],
  images: ['postmortem', 'id'],
  audit: ['id'],
  settings: ['key'],
}
const ROWS_AT_ONCE = 200
/** Pictures may have megabytes each. */
const PICTURES_AT_ONCE = 4

/** A store to copy from or to; the secret is null where there is none yet. */
export type CopySettings = Omit<StoreSettings, 'secret' | 'onBroken'> & { readonly secret: string | null }

/** What a backup or a restore copied. */
export interface Copied {
  readonly postmortems: number
  readonly rows: number
  /** Meetings with private events that the secret of these settings does not open (P7). */
  readonly unopened: number
}

/**
 * Writes everything the store holds at one instant into one SQLite file, while a server uses it (P6). The file takes
 * its name only when it is whole; an existing file is not touched. The secret is never in it.
 */
export async function backUp(settings: CopySettings, file: string): Promise<Result<Copied>> {
  if (existsSync(file)) return refuse('backup/exists', `${file} exists already. Name another file.`)
  if (!settings.databaseUrl && !existsSync(databaseFile(settings.dataDir))) {
    return refuse(
      'backup/nothing',
      `There is no database in ${settings.dataDir}. Set DATA_DIR to the server's folder.`,
    )
  }
  const partial = `${file}.partial`
  rmSync(partial, { force: true })
  const source = settings.databaseUrl
    ? connectPostgres(settings.databaseUrl, () => {})
    : openFile(databaseFile(settings.dataDir), true)
  const target = openFile(partial)
  try {
    await migrate(target, 'sqlite')
    const copied = await copy(source, target, settings.databaseUrl ? 'repeatable read' : null)
    const unopened = await countUnopened(target, settings.secret)
    await target.destroy()
    renameSync(partial, file)
    return ok({ ...copied, unopened })
  } finally {
    await Promise.all([source.destroy(), target.destroy()])
    rmSync(partial, { force: true })
  }
}

/** Fills an empty store from a file that {@link backUp} wrote; a store that holds anything is not touched (P6). */
export async function restore(settings: CopySettings, file: string): Promise<Result<Copied>> {
  if (!existsSync(file)) return refuse('backup/missing', `There is no file ${file}. Nothing was changed.`)
  const unlock = settings.databaseUrl ? () => {} : lockDir(settings.dataDir)
  const source = openFile(file, true)
  const target = settings.databaseUrl
    ? connectPostgres(settings.databaseUrl, () => {})
    : openFile(databaseFile(settings.dataDir))
  try {
    const [check] = (await sql<{ integrity_check: string }>`pragma integrity_check`.execute(source)).rows
    if (check?.integrity_check !== 'ok') {
      return refuse('backup/damaged', `${file} is damaged. Nothing was changed; use another backup.`)
    }
    await migrate(target, settings.databaseUrl ? 'postgres' : 'sqlite')
    if (await holdsAnything(target)) {
      const where = settings.databaseUrl ? 'The database of DATABASE_URL' : settings.dataDir
      return refuse(
        'backup/not-empty',
        `${where} holds data already. Nothing was changed; restore into an empty one.`,
      )
    }
    const copied = await copy(source, target, null)
    // Clients may hold what came after the backup: the next start lets them bring it back, as after a crash (W6).
    await target
      .insertInto('settings')
      .values({ key: RUNNING, value: 'true' })
      .onConflict(conflict => conflict.column('key').doUpdateSet({ value: 'true' }))
      .execute()
    if (settings.databaseUrl) {
      await sql`select setval(pg_get_serial_sequence('audit', 'id'), coalesce((select max(id) from audit), 1))`.execute(
        target,
      )
    }
    return ok({ ...copied, unopened: await countUnopened(target, settings.secret) })
  } finally {
    await Promise.all([source.destroy(), target.destroy()])
    unlock()
  }
}

function lockDir(dataDir: string): () => void {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  return lockDataDir(dataDir)
}

function openFile(file: string, isReadOnly = false): Kysely<Tables> {
  const database = new Sqlite(file, { readonly: isReadOnly, fileMustExist: isReadOnly })
  if (!isReadOnly) {
    database.pragma('journal_mode = WAL')
    database.pragma('synchronous = FULL')
  }
  return new Kysely<Tables>({ dialect: new SqliteDialect({ database }) })
}

async function countUnopened(db: Kysely<Tables>, secret: string | null): Promise<number> {
  // No key is wrapped by the empty secret: without one nothing opens.
  return (await new MeetingKeys(secret ?? '').unopened(db)).length
}

async function holdsAnything(db: Kysely<Tables>): Promise<boolean> {
  const rows = await Promise.all([
    db.selectFrom('logHeads').select('postmortem').limit(1).execute(),
    db.selectFrom('people').select('id').limit(1).execute(),
    db.selectFrom('postmortems').select('id').limit(1).execute(),
  ])
  return rows.some(({ length }) => length > 0)
}

/** Reads all tables in one transaction, so that they belong to one instant, and writes them in another. */
async function copy(
  source: Kysely<Tables>,
  target: Kysely<Tables>,
  isolation: 'repeatable read' | null,
): Promise<Omit<Copied, 'unopened'>> {
  const transaction = isolation ? source.transaction().setIsolationLevel(isolation) : source.transaction()
  return await transaction.execute(async from => {
    return await target.transaction().execute(async to => {
      // An older server's data has fewer tables.
      const present = new Set((await from.introspection.getTables()).map(({ name }) => name))
      const tables = (Object.keys(KEYS) as (keyof Tables)[]).filter(table => present.has(table))
      let rows = 0
      for (const table of tables) rows += await copyTable(from, to, table)
      const [count] = await to
        .selectFrom('postmortems')
        .select(({ fn }) => fn.countAll().as('all'))
        .execute()
      return { postmortems: Number(count?.all ?? 0), rows }
    })
  })
}

/** Tables are copied by name, so this part is outside what Kysely's types can follow. */
async function copyTable(from: Kysely<Tables>, to: Kysely<Tables>, table: keyof Tables): Promise<number> {
  const atOnce = table === 'images' ? PICTURES_AT_ONCE : ROWS_AT_ONCE
  const order = sql.join(KEYS[table].map(key => sql.ref(key)))
  if (table === 'settings') await sql`delete from settings`.execute(to)
  for (let offset = 0; ; offset += atOnce) {
    const { rows } = await sql<Record<string, unknown>>`
      select * from ${sql.table(table)} order by ${order} limit ${atOnce} offset ${offset}`.execute(from)
    const [first] = rows
    if (!first) return offset
    const columns = Object.keys(first)
    const values = rows.map(row => sql`(${sql.join(columns.map(column => sql.value(row[column])))})`)
    const names = sql.join(columns.map(column => sql.ref(column)))
    await sql`insert into ${sql.table(table)} (${names}) values ${sql.join(values)}`.execute(to)
    if (rows.length < atOnce) return offset + rows.length
  }
}
