import type { Generated } from 'kysely'

import type { InvitationRow, MembershipRow, PersonRow, SessionRow, TicketRow, TokenRow } from '../access.ts'
import type { PostmortemRow, VersionRow } from '../postmortems.ts'

/** The tables of both databases. Instants are ms since the epoch, JSON is text, states and updates are bytes. */
export interface Tables {
  postmortems: Omit<PostmortemRow, 'index' | 'isExample'> & { index: string | null; isExample: number }
  logHeads: { postmortem: string; head: number }
  logRows: { postmortem: string; seq: number; at: number; updates: Uint8Array }
  snapshots: { postmortem: string; seq: number; state: Uint8Array }
  clientIds: { postmortem: string; client: number; person: string }
  unattributed: { postmortem: string; client: number; clock: number; length: number }
  versions: VersionRow & { state: Uint8Array }
  people: PersonRow
  sessions: SessionRow
  memberships: MembershipRow
  invitations: InvitationRow
  tokens: TokenRow
  tickets: TicketRow
  /** `data` is JSON, or where `encrypted` is 1 what the key of the postmortem and kind opens. */
  meetingEvents: {
    postmortem: string
    seq: number
    kind: string
    private: number
    encrypted: number
    data: string
  }
  meetingKeys: { postmortem: string; kind: string; wrapped: string }
  images: { postmortem: string; id: string; type: string; at: number; size: number; bytes: Uint8Array }
  audit: { id: Generated<number>; at: number; who: string; what: string; postmortem: string; detail: string }
  settings: { key: string; value: string }
}

/** Which database speaks; the few places where SQL differs ask this. */
export type Flavour = 'sqlite' | 'postgres'
