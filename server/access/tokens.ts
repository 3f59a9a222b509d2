import { DAY } from '../../shared/base/time.ts'
import type { Scope } from '../../shared/protocol/permissions.ts'
import type { PersonRow, TokenRow } from '../store/access.ts'
import type { Store } from '../store/store.ts'
import { hashOf, newId, newSecret } from './secrets.ts'
import type { EndListener } from './sessions.ts'

/** A socket's ticket can be used once, within this time (W2). */
const TICKET_LIFE = 60_000
/** Tickets are told apart by the scope of the token that asked for them. */
const TICKETS = { all: 'socket', read: 'socket/read' } as const

/** Who a ticket lets in, and with which scope. */
export interface TicketHolder {
  readonly person: PersonRow
  readonly scope: Scope | null
}

export interface Tokens {
  /** Makes a token for a program that acts as `person`, within `scope`; the secret is only in this answer. */
  create(
    person: PersonRow,
    name: string,
    days: number | undefined,
    scope?: Scope,
  ): Promise<{ row: TokenRow; token: string }>
  list(person: PersonRow): Promise<TokenRow[]>
  revoke(person: PersonRow, id: string): Promise<boolean>
  /** A single-use secret that opens one socket of this postmortem within a minute (W2). */
  ticket(
    person: PersonRow,
    postmortem: string,
    scope?: Scope | null,
  ): Promise<{ ticket: string; expiresAt: number }>
  /** Who a ticket was made for; null when it is unknown, used, too old, or for another postmortem. */
  takeTicket(ticket: string, postmortem: string): Promise<TicketHolder | null>
  /** Whether a token still works, without noting that it was used. */
  isOpen(hash: string): Promise<boolean>
  onEnd(listener: EndListener): void
}

export function createTokens(store: Store, now: () => number): Tokens {
  const listeners: EndListener[] = []
  return {
    async create(person, name, days, scope = 'manage') {
      const token = newSecret()
      const row: TokenRow = {
        id: newId(),
        hash: hashOf(token),
        name,
        person: person.id,
        scope,
        createdAt: now(),
        expiresAt: days === undefined ? null : now() + days * DAY,
        revokedAt: null,
        usedAt: null,
      }
      await store.access.addToken(row)
      return { row, token }
    },
    list: person => store.access.tokensOf(person.id),
    async revoke(person, id) {
      const isRevoked = await store.access.revokeToken(person.id, id, now())
      if (!isRevoked) return false
      await store.access.removeTicketsOf(person.id)
      for (const listener of listeners) listener(person.id)
      return true
    },
    async ticket(person, postmortem, scope = null) {
      const ticket = newSecret()
      const expiresAt = now() + TICKET_LIFE
      const kind = scope === 'read' ? TICKETS.read : TICKETS.all
      const row = { hash: hashOf(ticket), kind, person: person.id, postmortem, expiresAt }
      await store.access.addTicket(row)
      return { ticket, expiresAt }
    },
    async takeTicket(ticket, postmortem) {
      const hash = hashOf(ticket)
      const full = await store.access.takeTicket(hash, TICKETS.all, now())
      const row = full ?? (await store.access.takeTicket(hash, TICKETS.read, now()))
      const person = row?.postmortem === postmortem ? await store.access.person(row.person) : null
      return person && { person, scope: full ? null : 'read' }
    },
    async isOpen(hash) {
      const row = await store.access.token(hash)
      return row !== null && row.revokedAt === null && (row.expiresAt === null || row.expiresAt > now())
    },
    onEnd(listener) {
      listeners.push(listener)
    },
  }
}
