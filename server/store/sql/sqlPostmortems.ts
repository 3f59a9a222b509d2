import type { Kysely, Selectable } from 'kysely'
import type { Postmortem } from '../../../shared/document/postmortem.ts'
import type {
  PostmortemRow,
  PostmortemStatus,
  PostmortemStore,
  VersionRow,
  VersionStore,
} from '../postmortems.ts'
import type { Tables } from './tables.ts'

export class SqlPostmortems implements PostmortemStore {
  readonly #db: Kysely<Tables>
  readonly #afterPurge: () => Promise<void>

  constructor(db: Kysely<Tables>, afterPurge: () => Promise<void>) {
    this.#db = db
    this.#afterPurge = afterPurge
  }

  async add(row: PostmortemRow): Promise<boolean> {
    const added = await this.#db
      .insertInto('postmortems')
      .values({
        ...row,
        index: row.index ? JSON.stringify(row.index) : null,
        isExample: row.isExample ? 1 : 0,
      })
      .onConflict(conflict => conflict.column('id').doNothing())
      .returning('id')
      .executeTakeFirst()
    return added !== undefined
  }

  async get(id: string): Promise<PostmortemRow | null> {
    const row = await this.#db
      .selectFrom('postmortems')
      .selectAll()
      .where('id', '=', id)
      .where('deletedAt', 'is', null)
      .executeTakeFirst()
    return row ? parsed(row) : null
  }

  async list(): Promise<PostmortemRow[]> {
    const rows = await this.#db
      .selectFrom('postmortems')
      .selectAll()
      .where('deletedAt', 'is', null)
      .orderBy('updatedAt', 'desc')
      .orderBy('id')
      .execute()
    return rows.map(parsed)
  }

  async deleted(): Promise<PostmortemRow[]> {
    const rows = await this.#db
      .selectFrom('postmortems')
      .selectAll()
      .where('deletedAt', 'is not', null)
      .orderBy('deletedAt', 'desc')
      .orderBy('id')
      .execute()
    return rows.map(parsed)
  }

  async saveIndex(id: string, seq: number, index: Postmortem, updatedAt: number): Promise<void> {
    await this.#db
      .updateTable('postmortems')
      .set({
        indexedSeq: seq,
        index: JSON.stringify(index),
        title: index.title.replaceAll('\0', ''),
        updatedAt,
      })
      .where('id', '=', id)
      .where('indexedSeq', '<=', seq)
      .execute()
  }

  async setStatus(id: string, status: PostmortemStatus, publishedAt: number | null): Promise<void> {
    await this.#db.updateTable('postmortems').set({ status, publishedAt }).where('id', '=', id).execute()
  }

  async setArchived(id: string, archivedAt: number | null): Promise<void> {
    await this.#db.updateTable('postmortems').set({ archivedAt }).where('id', '=', id).execute()
  }

  async setDeleted(id: string, deletedAt: number | null, deletedBy: string): Promise<void> {
    await this.#db.updateTable('postmortems').set({ deletedAt, deletedBy }).where('id', '=', id).execute()
  }

  async remove(id: string): Promise<void> {
    await this.#db.transaction().execute(async tx => {
      await tx.deleteFrom('postmortems').where('id', '=', id).execute()
      for (const table of BELONGING) await tx.deleteFrom(table).where('postmortem', '=', id).execute()
    })
    await this.#afterPurge()
  }
}

const BELONGING = [
  'logHeads',
  'logRows',
  'snapshots',
  'clientIds',
  'unattributed',
  'versions',
  'memberships',
  'invitations',
  'tickets',
  'meetingEvents',
  'meetingKeys',
  'images',
] as const

const parsed = (row: Selectable<Tables['postmortems']>): PostmortemRow => ({
  ...row,
  isExample: row.isExample === 1,
  // What was indexed before comments were kept has none.
  index: row.index === null ? null : ({ comments: [], ...JSON.parse(row.index) } as Postmortem),
})

export class SqlVersions implements VersionStore {
  readonly #db: Kysely<Tables>

  constructor(db: Kysely<Tables>) {
    this.#db = db
  }

  async add(version: VersionRow, state: Uint8Array): Promise<void> {
    await this.#db
      .insertInto('versions')
      .values({ ...version, state })
      .execute()
  }

  async list(postmortem: string): Promise<VersionRow[]> {
    return await this.#db
      .selectFrom('versions')
      .select(['id', 'postmortem', 'at', 'reason', 'who', 'seq'])
      .where('postmortem', '=', postmortem)
      .orderBy('at', 'desc')
      .orderBy('seq', 'desc')
      .execute()
  }

  async state(postmortem: string, id: string): Promise<Uint8Array | null> {
    const row = await this.#db
      .selectFrom('versions')
      .select('state')
      .where('postmortem', '=', postmortem)
      .where('id', '=', id)
      .executeTakeFirst()
    return row?.state ?? null
  }
}
