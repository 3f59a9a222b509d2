import type { Kysely } from 'kysely'
import type { ImageStore, StoredImage } from '../images.ts'
import type { Tables } from './tables.ts'

export class SqlImages implements ImageStore {
  readonly #db: Kysely<Tables>
  readonly #afterPurge: () => Promise<void>

  constructor(db: Kysely<Tables>, afterPurge: () => Promise<void>) {
    this.#db = db
    this.#afterPurge = afterPurge
  }

  async put(postmortem: string, id: string, { type, bytes }: StoredImage, at: number): Promise<void> {
    await this.#db
      .insertInto('images')
      .values({ postmortem, id, type, at, size: bytes.byteLength, bytes })
      .onConflict(conflict => conflict.columns(['postmortem', 'id']).doNothing())
      .execute()
  }

  async get(postmortem: string, id: string): Promise<StoredImage | null> {
    const row = await this.#db
      .selectFrom('images')
      .select(['type', 'bytes'])
      .where('postmortem', '=', postmortem)
      .where('id', '=', id)
      .executeTakeFirst()
    return row ?? null
  }

  async size(postmortem: string, except: string): Promise<{ count: number; bytes: number }> {
    const row = await this.#db
      .selectFrom('images')
      .select(({ fn }) => [fn.sum('size').as('bytes'), fn.countAll().as('count')])
      .where('postmortem', '=', postmortem)
      .where('id', '!=', except)
      .executeTakeFirst()
    return { count: Number(row?.count ?? 0), bytes: Number(row?.bytes ?? 0) }
  }

  async keepOnly(postmortem: string, kept: readonly string[]): Promise<void> {
    let removal = this.#db.deleteFrom('images').where('postmortem', '=', postmortem)
    if (kept.length > 0) removal = removal.where('id', 'not in', [...kept])
    const { numDeletedRows } = await removal.executeTakeFirst()
    if (numDeletedRows > 0n) await this.#afterPurge()
  }
}
