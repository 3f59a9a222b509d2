import type { Kysely } from 'kysely'
import type { AuditEntry, AuditFilter, AuditRow, AuditStore, SettingStore } from '../audit.ts'
import { FORGET_AUDIT } from './accessMigration.ts'
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
    return rows.map(withDetail)
  }

  async page(filter: AuditFilter, limit: number): Promise<AuditEntry[]> {
    const { postmortem, who, what, from, to, before } = filter
    let query = this.#db.selectFrom('audit').selectAll()
    if (postmortem !== undefined) query = query.where('postmortem', '=', postmortem)
    if (who !== undefined) query = query.where('who', '=', who)
    if (what !== undefined) {
      query = what.includes('/') ? query.where('what', '=', what) : query.where('what', 'like', `${what}/%`)
    }
    if (from !== undefined) query = query.where('at', '>=', from)
    if (to !== undefined) query = query.where('at', '<', to)
    if (before !== undefined) query = query.where('id', '<', before)
    const rows = await query.orderBy('id', 'desc').limit(limit).execute()
    return rows.map(withDetail)
  }

  async countBefore(at: number): Promise<number> {
    const row = await this.#db
      .selectFrom('audit')
      .select(({ fn }) => fn.countAll().as('rows'))
      .where('at', '<', at)
      .executeTakeFirst()
    return Number(row?.rows ?? 0)
  }

  async forget(before: number): Promise<number> {
    return await this.#db.transaction().execute(async tx => {
      // The trigger lets go of what is older than this, as long as the setting stands.
      await tx
        .insertInto('settings')
        .values({ key: FORGET_AUDIT, value: String(before) })
        .onConflict(conflict => conflict.column('key').doUpdateSet({ value: String(before) }))
        .execute()
      const { numDeletedRows } = await tx.deleteFrom('audit').where('at', '<', before).executeTakeFirst()
      await tx.deleteFrom('settings').where('key', '=', FORGET_AUDIT).execute()
      return Number(numDeletedRows)
    })
  }
}

const withDetail = <T extends { readonly detail: string }>(row: T): T & { detail: AuditRow['detail'] } => ({
  ...row,
  detail: JSON.parse(row.detail) as AuditRow['detail'] & string,
})

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
