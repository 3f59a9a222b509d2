import { type Kysely, sql } from 'kysely'
import type {
  AccessStore,
  InvitationRow,
  MembershipRow,
  PersonRow,
  SessionRow,
  TicketRow,
  TokenRow,
} from '../access.ts'
import type { Tables } from './tables.ts'

export class SqlAccess implements AccessStore {
  readonly #db: Kysely<Tables>

  constructor(db: Kysely<Tables>) {
    this.#db = db
  }

  async savePerson(person: PersonRow): Promise<void> {
    const { id: _id, createdAt: _createdAt, ...changes } = person
    await this.#db
      .insertInto('people')
      .values(person)
      .onConflict(conflict => conflict.column('id').doUpdateSet(changes))
      .execute()
  }

  async person(id: string): Promise<PersonRow | null> {
    const row = await this.#db.selectFrom('people').selectAll().where('id', '=', id).executeTakeFirst()
    return row ?? null
  }

  async personBySubject(subject: string): Promise<PersonRow | null> {
    if (subject === '') return null
    const row = await this.#db
      .selectFrom('people')
      .selectAll()
      .where('subject', '=', subject)
      .orderBy('createdAt')
      .executeTakeFirst()
    return row ?? null
  }

  async addBySubject(person: PersonRow): Promise<PersonRow> {
    await this.#db
      .insertInto('people')
      .values(person)
      .onConflict(conflict => conflict.doNothing())
      .execute()
    return (await this.personBySubject(person.subject)) ?? person
  }

  async everybody(): Promise<PersonRow[]> {
    return await this.#db.selectFrom('people').selectAll().orderBy('createdAt').orderBy('id').execute()
  }

  async removePerson(id: string, now: number): Promise<void> {
    await this.#db.transaction().execute(async tx => {
      for (const table of ['sessions', 'memberships', 'tokens', 'tickets'] as const) {
        await tx.deleteFrom(table).where('person', '=', id).execute()
      }
      await tx
        .updateTable('invitations')
        .set({ revokedAt: now })
        .where('createdBy', '=', id)
        .where('revokedAt', 'is', null)
        .execute()
      await tx.updateTable('invitations').set({ createdBy: '' }).where('createdBy', '=', id).execute()
      await tx.deleteFrom('people').where('id', '=', id).execute()
    })
  }

  async people(ids: readonly string[]): Promise<PersonRow[]> {
    if (ids.length === 0) return []
    return await this.#db.selectFrom('people').selectAll().where('id', 'in', ids).execute()
  }

  async addSession(session: SessionRow): Promise<void> {
    await this.#db.insertInto('sessions').values(session).execute()
  }

  async session(hash: string, now: number): Promise<SessionRow | null> {
    const row = await this.#db
      .selectFrom('sessions')
      .selectAll()
      .where('hash', '=', hash)
      .where('expiresAt', '>', now)
      .executeTakeFirst()
    return row ?? null
  }

  async sessionsOf(person: string | null, now: number): Promise<SessionRow[]> {
    let query = this.#db.selectFrom('sessions').selectAll().where('expiresAt', '>', now)
    if (person !== null) query = query.where('person', '=', person)
    return await query.orderBy('seenAt', 'desc').orderBy('hash').execute()
  }

  async extendSession(hash: string, expiresAt: number, seenAt: number): Promise<void> {
    await this.#db.updateTable('sessions').set({ expiresAt, seenAt }).where('hash', '=', hash).execute()
  }

  async removeSession(hash: string): Promise<void> {
    await this.#db.deleteFrom('sessions').where('hash', '=', hash).execute()
  }

  async removeSessionsOf(person: string): Promise<void> {
    await this.#db.deleteFrom('sessions').where('person', '=', person).execute()
  }

  async saveMembership(membership: MembershipRow): Promise<void> {
    const { role, at, invitation } = membership
    await this.#db
      .insertInto('memberships')
      .values(membership)
      .onConflict(conflict =>
        conflict.columns(['postmortem', 'person']).doUpdateSet({ role, at, invitation }),
      )
      .execute()
  }

  async membership(postmortem: string, person: string): Promise<MembershipRow | null> {
    const row = await this.#db
      .selectFrom('memberships')
      .selectAll()
      .where('postmortem', '=', postmortem)
      .where('person', '=', person)
      .executeTakeFirst()
    return row ?? null
  }

  async membershipsIn(postmortem: string): Promise<MembershipRow[]> {
    return await this.#db
      .selectFrom('memberships')
      .selectAll()
      .where('postmortem', '=', postmortem)
      .orderBy('at')
      .orderBy('person')
      .execute()
  }

  async membershipsOf(person: string): Promise<MembershipRow[]> {
    return await this.#db
      .selectFrom('memberships')
      .selectAll()
      .where('person', '=', person)
      .orderBy('at')
      .orderBy('postmortem')
      .execute()
  }

  async removeMembership(postmortem: string, person: string): Promise<void> {
    await this.#db
      .deleteFrom('memberships')
      .where('postmortem', '=', postmortem)
      .where('person', '=', person)
      .execute()
  }

  async addInvitation(invitation: InvitationRow): Promise<void> {
    await this.#db.insertInto('invitations').values(invitation).execute()
  }

  async invitation(hash: string): Promise<InvitationRow | null> {
    const row = await this.#db
      .selectFrom('invitations')
      .selectAll()
      .where('hash', '=', hash)
      .executeTakeFirst()
    return row ?? null
  }

  async redeemInvitation(hash: string, now: number): Promise<InvitationRow | null> {
    const row = await this.#db
      .updateTable('invitations')
      .set({ uses: sql<number>`uses + 1` })
      .where('hash', '=', hash)
      .where('expiresAt', '>', now)
      .where('revokedAt', 'is', null)
      .where(({ eb, or }) => or([eb('maxUses', 'is', null), eb('uses', '<', eb.ref('maxUses'))]))
      .returningAll()
      .executeTakeFirst()
    return row ?? null
  }

  async invitations(postmortem: string): Promise<InvitationRow[]> {
    return await this.#db
      .selectFrom('invitations')
      .selectAll()
      .where('postmortem', '=', postmortem)
      .orderBy('createdAt')
      .orderBy('id')
      .execute()
  }

  async endInvitation(postmortem: string, id: string, now: number): Promise<void> {
    await this.#db
      .updateTable('invitations')
      .set({ expiresAt: now })
      .where('postmortem', '=', postmortem)
      .where('id', '=', id)
      .where('expiresAt', '>', now)
      .execute()
  }

  async revokeInvitation(postmortem: string, id: string, now: number): Promise<boolean> {
    const row = await this.#db
      .updateTable('invitations')
      .set({ revokedAt: sql<number>`coalesce(${sql.ref('revokedAt')}, ${now})` })
      .where('postmortem', '=', postmortem)
      .where('id', '=', id)
      .returning('id')
      .executeTakeFirst()
    return row !== undefined
  }

  async addToken(token: TokenRow): Promise<void> {
    await this.#db.insertInto('tokens').values(token).execute()
  }

  async touchToken(hash: string, now: number): Promise<TokenRow | null> {
    const row = await this.#db
      .updateTable('tokens')
      .set({ usedAt: now })
      .where('hash', '=', hash)
      .where('revokedAt', 'is', null)
      .where(({ eb, or }) => or([eb('expiresAt', 'is', null), eb('expiresAt', '>', now)]))
      .returningAll()
      .executeTakeFirst()
    return row ?? null
  }

  async token(hash: string): Promise<TokenRow | null> {
    const row = await this.#db.selectFrom('tokens').selectAll().where('hash', '=', hash).executeTakeFirst()
    return row ?? null
  }

  async tokensOf(person: string): Promise<TokenRow[]> {
    return await this.#db
      .selectFrom('tokens')
      .selectAll()
      .where('person', '=', person)
      .orderBy('createdAt')
      .orderBy('id')
      .execute()
  }

  async revokeToken(person: string, id: string, now: number): Promise<boolean> {
    const row = await this.#db
      .updateTable('tokens')
      .set({ revokedAt: sql<number>`coalesce(${sql.ref('revokedAt')}, ${now})` })
      .where('person', '=', person)
      .where('id', '=', id)
      .returning('id')
      .executeTakeFirst()
    return row !== undefined
  }

  async addTicket(ticket: TicketRow): Promise<void> {
    await this.#db.insertInto('tickets').values(ticket).execute()
  }

  async takeTicket(hash: string, kind: string, now: number): Promise<TicketRow | null> {
    const row = await this.#db
      .deleteFrom('tickets')
      .where('hash', '=', hash)
      .where('kind', '=', kind)
      .returningAll()
      .executeTakeFirst()
    return row && row.expiresAt > now ? row : null
  }

  async removeTicketsOf(person: string): Promise<void> {
    await this.#db.deleteFrom('tickets').where('person', '=', person).execute()
  }

  async removeExpired(now: number): Promise<string[]> {
    await this.#db.deleteFrom('tickets').where('expiresAt', '<=', now).execute()
    const ended = await this.#db
      .deleteFrom('sessions')
      .where('expiresAt', '<=', now)
      .returning('person')
      .execute()
    return [...new Set(ended.map(({ person }) => person))]
  }
}
