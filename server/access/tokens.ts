import { DAY } from '../../shared/base/time.ts'
import type { PersonRow, TokenRow } from '../store/access.ts'
import type { Store } from '../store/store.ts'
import { hashOf, newId, newSecret } from './secrets.ts'

/** A socket's ticket can be used once, within this time (W2). */
const TICKET_LIFE = 60_000
const TICKET = 'socket'

export interface Tokens {
  /** Makes a token for a program that acts as `person`; the secret is only in this answer. */
  create(person: PersonRow, name: string, days: number | undefined): Promise<{ row: TokenRow; token: string }>
  list(person: PersonRow): Promise<TokenRow[]>
  revoke(person: PersonRow, id: string): Promise<boolean>
  /** A single-use secret that opens one socket of this postmortem within a minute (W2). */
  ticket(person: PersonRow, postmortem: string): Promise<{ ticket: string; expiresAt: number }>
  /** The person a ticket was made for; null when it is unknown, used, too old, or for another postmortem. */
  takeTicket(ticket: string, postmortem: string): Promise<PersonRow | null>
}

export function createTokens(store: Store, now: () => number): Tokens {
  return {
    async create(person, name, days) {
      const token = newSecret()
      const row: TokenRow = {
        id: newId(),
        hash: hashOf(token),
        name,
        person: person.id,
        createdAt: now(),
        expiresAt: days === undefined ? null : now() + days * DAY,
        revokedAt: null,
        usedAt: null,
      }
      await store.access.addToken(row)
      return { row, token }
    },
    list: person => store.access.tokensOf(person.id),
    revoke: (person, id) => store.access.revokeToken(person.id, id, now()),
    async ticket(person, postmortem) {
      const ticket = newSecret()
      const expiresAt = now() + TICKET_LIFE
      const row = { hash: hashOf(ticket), kind: TICKET, person: person.id, postmortem, expiresAt }
      await store.access.addTicket(row)
      return { ticket, expiresAt }
    },
    async takeTicket(ticket, postmortem) {
      const row = await store.access.takeTicket(hashOf(ticket), TICKET, now())
      return row?.postmortem === postmortem ? await store.access.person(row.person) : null
    },
  }
}
