import type { Kysely } from 'kysely'
import type { AuditRow, AuditStore, SettingStore } from '../audit.ts'
import type { Tables } from './tables.ts'

export class SqlAudit implements AuditStore {
  readonly #db: Kysely<Tables>

  constructor(db: Kysely<Tables>) {
    this.#db = db
  }

  async append(row: AuditRow): Promise<void> {
    await this.#db
      .insertInto('audit')
      .values({ ...row, detail: JSON.stringify(row.detail) })
      .execute()
  }

  async list(postmortem: string | null, limit: number): Promise<AuditRow[]> {
    let query = this.#db.selectFrom('audit').select(['at', 'who', 'what', 'postmortem', 'detail'])
    if (postmortem !== null) query = query.where('postmortem', '=', postmortem)
    const rows = await query.orderBy('id', 'desc').limit(limit).execute()
    return rows.map(row => ({ ...row, detail: JSON.parse(row.detail) as AuditRow['detail'] }))
  }
}

export class SqlSettings implements SettingStore {
  readonly #db: Kysely<Tables>

  constructor(db: Kysely<Tables>) {
    this.#db = db
  }

  async get(key: string): Promise<unknown> {
    const row = await this.#db
      .selectFrom('settings')
      .select('value')
      .where('key', '=', key)
      .executeTakeFirst()
    return row ? (JSON.parse(row.value) as unknown) : null
  }

  async put(key: string, value: unknown): Promise<void> {
    const text = JSON.stringify(value)
    await this.#db
      .insertInto('settings')
      .values({ key, value: text })
      .onConflict(conflict => conflict.column('key').doUpdateSet({ value: text }))
      .execute()
  }
}
