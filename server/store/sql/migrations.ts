import { type Kysely, type Migration, Migrator } from 'kysely'
import { accessMigration } from './accessMigration.ts'
import type { Flavour, Tables } from './tables.ts'

/** Brings the database to the newest schema, once, however many nodes start at the same time. */
export async function migrate(db: Kysely<Tables>, flavour: Flavour): Promise<void> {
  const migrations = {
    '001-start': start(flavour),
    '002-images': images(flavour),
    '003-access': accessMigration(flavour),
    '004-unattributed': unattributed,
    '005-meeting-keys': meetingKeys,
    '006-lifecycle': lifecycle,
    '007-unsigned-learnings': unsignedLearnings,
  }
  const provider = { getMigrations: () => Promise.resolve(migrations) }
  const { error } = await new Migrator({ db, provider }).migrateToLatest()
  if (error) throw error
}

/** Migrations see a database whose tables they are only about to make, so they do not use {@link Tables}. */
const start = (flavour: Flavour): Migration => ({
  up: async (db: Kysely<unknown>) => {
    await documentTables(db, flavour)
    await accessTables(db)
    await recordTables(db, flavour)
  },
})

async function documentTables(db: Kysely<unknown>, flavour: Flavour): Promise<void> {
  const bytes = flavour === 'sqlite' ? 'blob' : 'bytea'
  await db.schema
    .createTable('postmortems')
    .addColumn('id', 'text', column => column.primaryKey())
    .addColumn('title', 'text', column => column.notNull())
    .addColumn('status', 'text', column => column.notNull())
    .addColumn('createdAt', 'bigint', column => column.notNull())
    .addColumn('createdBy', 'text', column => column.notNull())
    .addColumn('updatedAt', 'bigint', column => column.notNull())
    .addColumn('publishedAt', 'bigint')
    .addColumn('indexedSeq', 'bigint', column => column.notNull())
    .addColumn('index', 'text')
    .execute()
  await db.schema
    .createTable('logHeads')
    .addColumn('postmortem', 'text', column => column.primaryKey())
    .addColumn('head', 'bigint', column => column.notNull())
    .execute()
  await db.schema
    .createTable('logRows')
    .addColumn('postmortem', 'text', column => column.notNull())
    .addColumn('seq', 'bigint', column => column.notNull())
    .addColumn('at', 'bigint', column => column.notNull())
    .addColumn('updates', bytes, column => column.notNull())
    .addPrimaryKeyConstraint('logRowsKey', ['postmortem', 'seq'])
    .execute()
  await db.schema
    .createTable('snapshots')
    .addColumn('postmortem', 'text', column => column.notNull())
    .addColumn('seq', 'bigint', column => column.notNull())
    .addColumn('state', bytes, column => column.notNull())
    .addPrimaryKeyConstraint('snapshotsKey', ['postmortem', 'seq'])
    .execute()
  await db.schema
    .createTable('clientIds')
    .addColumn('postmortem', 'text', column => column.notNull())
    .addColumn('client', 'bigint', column => column.notNull())
    .addColumn('person', 'text', column => column.notNull())
    .addPrimaryKeyConstraint('clientIdsKey', ['postmortem', 'client'])
    .execute()
  await db.schema
    .createTable('versions')
    .addColumn('id', 'text', column => column.primaryKey())
    .addColumn('postmortem', 'text', column => column.notNull())
    .addColumn('at', 'bigint', column => column.notNull())
    .addColumn('reason', 'text', column => column.notNull())
    .addColumn('who', 'text', column => column.notNull())
    .addColumn('seq', 'bigint', column => column.notNull())
    .addColumn('state', bytes, column => column.notNull())
    .execute()
  await db.schema.createIndex('versionsByPostmortem').on('versions').columns(['postmortem', 'at']).execute()
}

async function accessTables(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('people')
    .addColumn('id', 'text', column => column.primaryKey())
    .addColumn('name', 'text', column => column.notNull())
    .addColumn('kind', 'text', column => column.notNull())
    .addColumn('email', 'text', column => column.notNull())
    .addColumn('subject', 'text', column => column.notNull())
    .addColumn('createdAt', 'bigint', column => column.notNull())
    .execute()
  await db.schema.createIndex('peopleBySubject').on('people').column('subject').execute()
  await db.schema
    .createTable('sessions')
    .addColumn('hash', 'text', column => column.primaryKey())
    .addColumn('person', 'text', column => column.notNull())
    .addColumn('createdAt', 'bigint', column => column.notNull())
    .addColumn('expiresAt', 'bigint', column => column.notNull())
    .execute()
  await db.schema.createIndex('sessionsByPerson').on('sessions').column('person').execute()
  await db.schema
    .createTable('memberships')
    .addColumn('postmortem', 'text', column => column.notNull())
    .addColumn('person', 'text', column => column.notNull())
    .addColumn('role', 'text', column => column.notNull())
    .addColumn('at', 'bigint', column => column.notNull())
    .addColumn('invitation', 'text', column => column.notNull())
    .addPrimaryKeyConstraint('membershipsKey', ['postmortem', 'person'])
    .execute()
  await db.schema.createIndex('membershipsByPerson').on('memberships').column('person').execute()
  await db.schema
    .createTable('invitations')
    .addColumn('id', 'text', column => column.primaryKey())
    .addColumn('hash', 'text', column => column.notNull().unique())
    .addColumn('postmortem', 'text', column => column.notNull())
    .addColumn('role', 'text', column => column.notNull())
    .addColumn('createdBy', 'text', column => column.notNull())
    .addColumn('createdAt', 'bigint', column => column.notNull())
    .addColumn('expiresAt', 'bigint', column => column.notNull())
    .addColumn('revokedAt', 'bigint')
    .addColumn('uses', 'integer', column => column.notNull())
    .addColumn('maxUses', 'integer')
    .execute()
  await db.schema.createIndex('invitationsByPostmortem').on('invitations').column('postmortem').execute()
  await db.schema
    .createTable('tokens')
    .addColumn('id', 'text', column => column.primaryKey())
    .addColumn('hash', 'text', column => column.notNull().unique())
    .addColumn('name', 'text', column => column.notNull())
    .addColumn('person', 'text', column => column.notNull())
    .addColumn('createdAt', 'bigint', column => column.notNull())
    .addColumn('expiresAt', 'bigint')
    .addColumn('revokedAt', 'bigint')
    .addColumn('usedAt', 'bigint')
    .execute()
  await db.schema
    .createTable('tickets')
    .addColumn('hash', 'text', column => column.primaryKey())
    .addColumn('kind', 'text', column => column.notNull())
    .addColumn('person', 'text', column => column.notNull())
    .addColumn('postmortem', 'text', column => column.notNull())
    .addColumn('expiresAt', 'bigint', column => column.notNull())
    .execute()
}

async function recordTables(db: Kysely<unknown>, flavour: Flavour): Promise<void> {
  await db.schema
    .createTable('meetingEvents')
    .addColumn('postmortem', 'text', column => column.notNull())
    .addColumn('seq', 'bigint', column => column.notNull())
    .addColumn('kind', 'text', column => column.notNull())
    .addColumn('private', 'integer', column => column.notNull())
    .addColumn('data', 'text', column => column.notNull())
    .addPrimaryKeyConstraint('meetingEventsKey', ['postmortem', 'seq'])
    .execute()
  await db.schema
    .createTable('audit')
    .addColumn('id', flavour === 'sqlite' ? 'integer' : 'bigserial', column => column.primaryKey())
    .addColumn('at', 'bigint', column => column.notNull())
    .addColumn('who', 'text', column => column.notNull())
    .addColumn('what', 'text', column => column.notNull())
    .addColumn('postmortem', 'text', column => column.notNull())
    .addColumn('detail', 'text', column => column.notNull())
    .execute()
  await db.schema.createIndex('auditByPostmortem').on('audit').columns(['postmortem', 'id']).execute()
  await db.schema
    .createTable('settings')
    .addColumn('key', 'text', column => column.primaryKey())
    .addColumn('value', 'text', column => column.notNull())
    .execute()
}

const unattributed: Migration = {
  up: async (db: Kysely<unknown>) => {
    await db.schema
      .createTable('unattributed')
      .addColumn('postmortem', 'text', column => column.notNull())
      .addColumn('client', 'bigint', column => column.notNull())
      .addColumn('clock', 'bigint', column => column.notNull())
      .addColumn('length', 'bigint', column => column.notNull())
      .addPrimaryKeyConstraint('unattributedKey', ['postmortem', 'client', 'clock'])
      .execute()
  },
}

/** Private events that are there already stay in plain text until they are settled. */
const meetingKeys: Migration = {
  up: async (db: Kysely<unknown>) => {
    await db.schema
      .alterTable('meetingEvents')
      .addColumn('encrypted', 'integer', column => column.notNull().defaultTo(0))
      .execute()
    await db.schema
      .createTable('meetingKeys')
      .addColumn('postmortem', 'text', column => column.notNull())
      .addColumn('kind', 'text', column => column.notNull())
      .addColumn('wrapped', 'text', column => column.notNull())
      .addPrimaryKeyConstraint('meetingKeysKey', ['postmortem', 'kind'])
      .execute()
  },
}

const lifecycle: Migration = {
  up: async (db: Kysely<unknown>) => {
    const change = db.schema.alterTable('postmortems')
    await change.addColumn('archivedAt', 'bigint').execute()
    await change.addColumn('isExample', 'integer', column => column.notNull().defaultTo(0)).execute()
    await change.addColumn('deletedAt', 'bigint').execute()
    await change.addColumn('deletedBy', 'text', column => column.notNull().defaultTo('')).execute()
  },
}

/** Older logs held the person beside each learning and parked idea, which nobody signs (M15, M18). */
const unsignedLearnings: Migration = {
  up: async (db: Kysely<unknown>) => {
    const events = db as Kysely<Tables>
    await events.deleteFrom('meetingEvents').where('kind', '=', 'learningPassed').execute()
    const rows = await events
      .selectFrom('meetingEvents')
      .select(['postmortem', 'seq', 'data'])
      .where('kind', 'in', ['learningRecorded', 'ideaParked'])
      .execute()
    for (const { postmortem, seq, data } of rows) {
      const { at, event } = JSON.parse(data) as { at: number; event: Record<string, unknown> }
      const { person: _person, ...unsigned } = event
      await events
        .updateTable('meetingEvents')
        .set({ data: JSON.stringify({ at, event: unsigned, key: null }) })
        .where('postmortem', '=', postmortem)
        .where('seq', '=', seq)
        .execute()
    }
  },
}

const images = (flavour: Flavour): Migration => ({
  up: async (db: Kysely<unknown>) => {
    await db.schema
      .createTable('images')
      .addColumn('postmortem', 'text', column => column.notNull())
      .addColumn('id', 'text', column => column.notNull())
      .addColumn('type', 'text', column => column.notNull())
      .addColumn('at', 'bigint', column => column.notNull())
      .addColumn('size', 'integer', column => column.notNull())
      .addColumn('bytes', flavour === 'sqlite' ? 'blob' : 'bytea', column => column.notNull())
      .addPrimaryKeyConstraint('imagesKey', ['postmortem', 'id'])
      .execute()
  },
})
