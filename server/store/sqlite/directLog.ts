import type Sqlite from 'better-sqlite3'
import type { Kysely } from 'kysely'
import type { LogBatch } from '../log.ts'
import { packUpdates } from '../sql/packedUpdates.ts'
import { SqlLog } from '../sql/sqlLog.ts'
import type { Tables } from '../sql/tables.ts'

/**
 * The log on SQLite. Appending happens twenty times a second for as long as anybody types, so its statements are
 * prepared once and run by hand: what Kysely spends on building them costs more than writing does.
 */
export class DirectLog extends SqlLog {
  readonly #db: Kysely<Tables>
  readonly #appendAll: (batches: readonly LogBatch[]) => number[]

  constructor(db: Kysely<Tables>, database: Sqlite.Database, afterPurge: () => Promise<void>) {
    super(db, afterPurge)
    this.#db = db
    const head = database
      .prepare<[string], number>(
        'insert into logHeads (postmortem, head) values (?, 1) on conflict (postmortem) do update set head = head + 1 returning head',
      )
      .pluck()
    const row = database.prepare<[string, number, number, Uint8Array]>(
      'insert into logRows (postmortem, seq, at, updates) values (?, ?, ?, ?)',
    )
    const client = database.prepare<[string, number, string]>(
      'insert into clientIds (postmortem, client, person) values (?, ?, ?) on conflict do nothing',
    )
    const range = database.prepare<[string, number, number, number]>(
      'insert into unattributed (postmortem, client, clock, length) values (?, ?, ?, ?) on conflict do nothing',
    )
    const appendOne = ({ postmortem, updates, at, clients, unattributed }: LogBatch): number => {
      const seq = head.get(postmortem) ?? 0
      row.run(postmortem, seq, at, packUpdates(updates))
      for (const binding of clients) client.run(postmortem, binding.client, binding.person)
      for (const { client, clock, length } of unattributed) range.run(postmortem, client, clock, length)
      return seq
    }
    this.#appendAll = database.transaction((batches: readonly LogBatch[]) => batches.map(appendOne))
  }

  override async append(batches: readonly LogBatch[]): Promise<number[]> {
    // The one connection is Kysely's to lend: another transaction may be open on it.
    return await this.#db.connection().execute(async () => this.#appendAll(batches))
  }
}
