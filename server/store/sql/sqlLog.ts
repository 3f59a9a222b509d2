import { type Kysely, sql, type Transaction } from 'kysely'
import type { ClientBinding, KeptVersion, LoadedLog, LogBatch, LogRow, UpdateLog } from '../log.ts'
import { packUpdates, unpackUpdates } from './packedUpdates.ts'
import type { Tables } from './tables.ts'

/** Rows in one INSERT, far below what either database takes as parameters. */
const ROWS_AT_ONCE = 1_000

/** The log in SQL. `afterPurge` runs outside the transaction and makes removed bytes unreadable. */
export class SqlLog implements UpdateLog {
  readonly #db: Kysely<Tables>
  readonly #afterPurge: () => Promise<void>

  constructor(db: Kysely<Tables>, afterPurge: () => Promise<void>) {
    this.#db = db
    this.#afterPurge = afterPurge
  }

  async append(batches: readonly LogBatch[]): Promise<number[]> {
    // One order for all nodes: two that lock the same heads cannot wait for each other.
    const sorted = [...batches].sort((a, b) => (a.postmortem < b.postmortem ? -1 : 1))
    const seqs = new Map<string, number>()
    await this.#db.transaction().execute(async tx => {
      for (let start = 0; start < sorted.length; start += ROWS_AT_ONCE) {
        await appendSome(tx, sorted.slice(start, start + ROWS_AT_ONCE), seqs)
      }
    })
    return batches.map(({ postmortem }) => seqs.get(postmortem) ?? 0)
  }

  async seed(postmortem: string, update: Uint8Array, at: number): Promise<boolean> {
    return await this.#db.transaction().execute(async tx => {
      const head = await tx
        .insertInto('logHeads')
        .values({ postmortem, head: 1 })
        .onConflict(conflict => conflict.column('postmortem').doNothing())
        .returning('head')
        .executeTakeFirst()
      if (!head) return false
      await tx
        .insertInto('logRows')
        .values({ postmortem, seq: 1, at, updates: packUpdates([update]) })
        .execute()
      return true
    })
  }

  async load(postmortem: string): Promise<LoadedLog> {
    const snapshot = await this.#db
      .selectFrom('snapshots')
      .select(['seq', 'state'])
      .where('postmortem', '=', postmortem)
      .orderBy('seq', 'desc')
      .limit(1)
      .executeTakeFirst()
    const tail = await this.readSince(postmortem, snapshot?.seq ?? 0, Number.MAX_SAFE_INTEGER)
    const clients: ClientBinding[] = await this.#db
      .selectFrom('clientIds')
      .select(['client', 'person'])
      .where('postmortem', '=', postmortem)
      .execute()
    const unattributed = await this.#db
      .selectFrom('unattributed')
      .select(['client', 'clock', 'length'])
      .where('postmortem', '=', postmortem)
      .execute()
    return { snapshot: snapshot ?? null, tail, clients, unattributed }
  }

  async readSince(postmortem: string, seq: number, limit: number): Promise<LogRow[]> {
    const rows = await this.#db
      .selectFrom('logRows')
      .select(['seq', 'at', 'updates'])
      .where('postmortem', '=', postmortem)
      .where('seq', '>', seq)
      .orderBy('seq')
      .limit(limit)
      .execute()
    return rows.map(row => ({ ...row, updates: unpackUpdates(row.updates) }))
  }

  async saveSnapshot(postmortem: string, seq: number, state: Uint8Array): Promise<void> {
    await this.#db.transaction().execute(async tx => {
      await lockHead(tx, postmortem)
      const newer = await tx
        .selectFrom('snapshots')
        .select('seq')
        .where('postmortem', '=', postmortem)
        .where('seq', '>=', seq)
        .executeTakeFirst()
      if (newer) return
      await tx.deleteFrom('snapshots').where('postmortem', '=', postmortem).execute()
      await tx.insertInto('snapshots').values({ postmortem, seq, state }).execute()
    })
  }

  async rewrite(
    postmortem: string,
    seq: number,
    state: Uint8Array,
    versions: readonly KeptVersion[],
  ): Promise<void> {
    await this.#db.transaction().execute(async tx => {
      await lockHead(tx, postmortem)
      await tx.deleteFrom('logRows').where('postmortem', '=', postmortem).where('seq', '<=', seq).execute()
      await tx.deleteFrom('snapshots').where('postmortem', '=', postmortem).execute()
      await tx.deleteFrom('versions').where('postmortem', '=', postmortem).execute()
      await tx.insertInto('snapshots').values({ postmortem, seq, state }).execute()
      for (const version of versions) await tx.insertInto('versions').values(version).execute()
    })
    await this.#afterPurge()
  }
}

/** Makes other writers of this postmortem wait until the transaction ends. */
const lockHead = (tx: Transaction<Tables>, postmortem: string) =>
  tx.updateTable('logHeads').set('head', sql<number>`head`).where('postmortem', '=', postmortem).execute()

async function appendSome(
  tx: Transaction<Tables>,
  batches: readonly LogBatch[],
  seqs: Map<string, number>,
): Promise<void> {
  const heads = await tx
    .insertInto('logHeads')
    .values(batches.map(({ postmortem }) => ({ postmortem, head: 1 })))
    .onConflict(conflict =>
      conflict.column('postmortem').doUpdateSet({ head: sql<number>`${sql.ref('logHeads.head')} + 1` }),
    )
    .returning(['postmortem', 'head'])
    .execute()
  for (const { postmortem, head } of heads) seqs.set(postmortem, head)
  const rows = batches.map(({ postmortem, at, updates }) => ({
    postmortem,
    seq: seqs.get(postmortem) ?? 0,
    at,
    updates: packUpdates(updates),
  }))
  await tx.insertInto('logRows').values(rows).execute()
  const clients = batches.flatMap(({ postmortem, clients }) =>
    clients.map(({ client, person }) => ({ postmortem, client, person })),
  )
  for (let start = 0; start < clients.length; start += ROWS_AT_ONCE) {
    await tx
      .insertInto('clientIds')
      .values(clients.slice(start, start + ROWS_AT_ONCE))
      .onConflict(conflict => conflict.columns(['postmortem', 'client']).doNothing())
      .execute()
  }
  const ranges = batches.flatMap(({ postmortem, unattributed }) =>
    unattributed.map(range => ({ postmortem, ...range })),
  )
  for (let start = 0; start < ranges.length; start += ROWS_AT_ONCE) {
    await tx
      .insertInto('unattributed')
      .values(ranges.slice(start, start + ROWS_AT_ONCE))
      .onConflict(conflict => conflict.columns(['postmortem', 'client', 'clock']).doNothing())
      .execute()
  }
}
