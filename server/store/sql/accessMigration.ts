import { type Kysely, type Migration, sql } from 'kysely'
import type { Flavour } from './tables.ts'

/** Under which setting the audit log's trigger finds the instant before which rows may be removed. */
export const FORGET_AUDIT = 'audit/forgetBefore'

/** Sessions say where and when they were used, tokens what for; the audit log can only be added to. */
export const accessMigration = (flavour: Flavour): Migration => ({
  up: async (db: Kysely<unknown>) => {
    const column = (table: string, name: string, type: 'text' | 'bigint', start: string | number) =>
      db.schema
        .alterTable(table)
        .addColumn(name, type, made => made.notNull().defaultTo(start))
        .execute()
    await column('sessions', 'seenAt', 'bigint', 0)
    await column('sessions', 'device', 'text', '')
    await column('sessions', 'via', 'text', '')
    await column('tokens', 'scope', 'text', 'manage')
    await sql`update ${sql.table('sessions')} set ${sql.ref('seenAt')} = ${sql.ref('createdAt')}`.execute(db)
    await db.schema.createIndex('auditByTime').on('audit').column('at').execute()
    await db.schema.dropIndex('peopleBySubject').execute()
    await sql`create unique index ${sql.ref('peopleBySubject')} on people (subject) where subject <> ''`.execute(
      db,
    )
    for (const statement of flavour === 'sqlite' ? SQLITE_TRIGGERS : POSTGRES_TRIGGERS) {
      await sql.raw(statement).execute(db)
    }
  },
})

const SQLITE_TRIGGERS = [
  `create trigger "auditKeeps" before update on audit
   begin select raise(abort, 'the audit log is append-only'); end`,
  `create trigger "auditStays" before delete on audit
   when not exists (
     select 1 from settings where key = '${FORGET_AUDIT}' and cast(value as integer) > old.at
   )
   begin select raise(abort, 'the audit log is append-only'); end`,
]

const POSTGRES_TRIGGERS = [
  `create or replace function "auditGuard"() returns trigger language plpgsql as $$
   begin
     if tg_op = 'DELETE' and exists (
       select 1 from settings where key = '${FORGET_AUDIT}' and value::bigint > old.at
     ) then
       return old;
     end if;
     raise exception 'the audit log is append-only';
   end $$`,
  `create trigger "auditKeeps" before update or delete on audit
   for each row execute function "auditGuard"()`,
]
