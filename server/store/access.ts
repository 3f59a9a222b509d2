import type { Scope, WorkspaceRole } from '../../shared/protocol/permissions.ts'
import type { Role } from '../../shared/protocol/roles.ts'

/** Someone known to this server: the owner, a colleague from the identity provider (perhaps an admin), or a guest. */
export interface PersonRow {
  readonly id: string
  readonly name: string
  readonly kind: WorkspaceRole
  readonly email: string
  /** `issuer|subject` of the identity provider; '' for guests and the owner. */
  readonly subject: string
  readonly createdAt: number
}

/** A signed-in browser or program; only the hash of its secret is kept. */
export interface SessionRow {
  readonly hash: string
  readonly person: string
  readonly createdAt: number
  readonly expiresAt: number
  /** When it was used last, to a few minutes. */
  readonly seenAt: number
  /** The browser and system it was opened in, in words; '' when not known. */
  readonly device: string
  /** How the person showed who they are. */
  readonly via: '' | 'link' | 'invitation' | 'provider'
}

/** What one person may do in one postmortem. */
export interface MembershipRow {
  readonly postmortem: string
  readonly person: string
  readonly role: Role
  readonly at: number
  /** The invitation this role came from, '' when it was given otherwise: revoking it takes the role away. */
  readonly invitation: string
}

/** A link that makes whoever follows it a member; only the hash of its secret is kept. */
export interface InvitationRow {
  readonly id: string
  readonly hash: string
  readonly postmortem: string
  readonly role: Role
  readonly createdBy: string
  readonly createdAt: number
  readonly expiresAt: number
  readonly revokedAt: number | null
  readonly uses: number
  /** How often it may be used; null is without limit. */
  readonly maxUses: number | null
}

/** A program's token; only its hash is kept. */
export interface TokenRow {
  readonly id: string
  readonly hash: string
  readonly name: string
  readonly person: string
  /** What the program may do at most. */
  readonly scope: Scope
  readonly createdAt: number
  readonly expiresAt: number | null
  readonly revokedAt: number | null
  readonly usedAt: number | null
}

/** A single-use secret with a short life, such as a socket ticket (W2) or the owner's sign-in link. */
export interface TicketRow {
  readonly hash: string
  readonly kind: string
  readonly person: string
  readonly postmortem: string
  readonly expiresAt: number
}

/** People, what they may do, and the hashed secrets that prove who they are. */
export interface AccessStore {
  /** Adds a person, or changes name, kind, email and subject of the one with that id. */
  savePerson(person: PersonRow): Promise<void>
  person(id: string): Promise<PersonRow | null>
  personBySubject(subject: string): Promise<PersonRow | null>
  /** Adds a person unless somebody has that subject already; resolves to whoever has it then. */
  addBySubject(person: PersonRow): Promise<PersonRow>
  /** Everybody, the longest known first. */
  everybody(): Promise<PersonRow[]>
  /** Takes away what the server knows of a person: name, address, roles, sessions, tokens and tickets, at once. */
  removePerson(id: string, now: number): Promise<void>
  /** Those found, in no particular order. */
  people(ids: readonly string[]): Promise<PersonRow[]>

  addSession(session: SessionRow): Promise<void>
  /** Null when unknown or expired at `now`. */
  session(hash: string, now: number): Promise<SessionRow | null>
  extendSession(hash: string, expiresAt: number, seenAt: number): Promise<void>
  /** Those not expired at `now`, the one used last first; of one person, or of everybody when it is null. */
  sessionsOf(person: string | null, now: number): Promise<SessionRow[]>
  removeSession(hash: string): Promise<void>
  removeSessionsOf(person: string): Promise<void>

  saveMembership(membership: MembershipRow): Promise<void>
  membership(postmortem: string, person: string): Promise<MembershipRow | null>
  membershipsIn(postmortem: string): Promise<MembershipRow[]>
  membershipsOf(person: string): Promise<MembershipRow[]>
  removeMembership(postmortem: string, person: string): Promise<void>

  addInvitation(invitation: InvitationRow): Promise<void>
  invitation(hash: string): Promise<InvitationRow | null>
  /** Counts one use, atomically; null when it is unknown, expired, revoked or used up. */
  redeemInvitation(hash: string, now: number): Promise<InvitationRow | null>
  invitations(postmortem: string): Promise<InvitationRow[]>
  /** Lets an invitation expire now; who came by it stays. */
  endInvitation(postmortem: string, id: string, now: number): Promise<void>
  /** False when there is no such invitation in this postmortem. */
  revokeInvitation(postmortem: string, id: string, now: number): Promise<boolean>

  addToken(token: TokenRow): Promise<void>
  /** Null when unknown, revoked or expired at `now`; notes when it was used last. */
  touchToken(hash: string, now: number): Promise<TokenRow | null>
  tokensOf(person: string): Promise<TokenRow[]>
  /** The token as it stands, also when it does not work any more. */
  token(hash: string): Promise<TokenRow | null>
  revokeToken(person: string, id: string, now: number): Promise<boolean>

  addTicket(ticket: TicketRow): Promise<void>
  /** Takes the ticket away and hands it back, once; null when unknown, expired or taken before. */
  takeTicket(hash: string, kind: string, now: number): Promise<TicketRow | null>
  removeTicketsOf(person: string): Promise<void>
  /** Removes sessions and tickets that are over at `now`; resolves to the people whose sessions these were. */
  removeExpired(now: number): Promise<string[]>
}
