import type { Store } from '../store/store.ts'
import { type Allowance, createAllowance } from './allowance.ts'
import { type Audit, createAudit } from './audit.ts'
import { createDirectory, type Directory } from './directory.ts'
import { createIdentity, type Identity } from './identity.ts'
import { createInvitations, type Invitations } from './invitations.ts'
import { createJoinLinks, type JoinLinks } from './joinLinks.ts'
import { OWNER } from './people.ts'
import { createProvider, type Provider, type ProviderSettings } from './provider/provider.ts'
import { createRefusals, type Refusals } from './refusals.ts'
import { createRoles, type Roles } from './roles.ts'
import { hashOf } from './secrets.ts'
import { createSessions, type Sessions } from './sessions.ts'
import { createThrottle, type Throttle, WRONG_TOKENS } from './throttle.ts'
import { createTokens, type Tokens } from './tokens.ts'

/** Who someone is and what they may do: asked by every route and every socket. */
export interface Access {
  readonly identity: Identity
  readonly sessions: Sessions
  readonly roles: Roles
  readonly invitations: Invitations
  readonly joinLinks: JoinLinks
  readonly tokens: Tokens
  readonly people: Directory
  /** Signing in through an identity provider; null where none is set up. */
  readonly provider: Provider | null
  readonly throttle: Throttle
  /** How often one person may ask where a text stands, before it is redacted. */
  readonly lookUps: Allowance
  /** How many commands one person may give the meetings within seconds. */
  readonly commands: Allowance
  /** And how many within ten minutes, unless they lead: each stays in the log of its meeting. */
  readonly commandsOverTime: Allowance
  /** How often one link makes a guest. */
  readonly guests: Allowance
  /** How often one person may connect. */
  readonly connects: Allowance
  /** How often one person may have what happened in meetings put together. */
  readonly records: Allowance
  readonly audit: Audit
  /** Requests beyond somebody's role or token, counted. */
  readonly refusals: Refusals
}

/** The identity provider of the settings, where people come back to, and who hears why it could not be used. */
export interface ProviderChoice {
  readonly settings: ProviderSettings
  readonly publicUrl: string
  readonly failed: (error: unknown) => void
}

/** Access on top of a store; the owner is known by `ownerToken`, of which only the hash stays in memory. */
export async function openAccess(
  store: Store,
  ownerToken: string,
  now: () => number,
  provider: ProviderChoice | null = null,
): Promise<Access> {
  if (!(await store.access.person(OWNER))) {
    const owner = { id: OWNER, name: 'Owner', kind: 'owner', email: '', subject: '' } as const
    await store.access.savePerson({ ...owner, createdAt: now() })
  }
  const sessions = createSessions(store, now)
  const roles = createRoles(store, now)
  const audit = createAudit(store, now)
  const invitations = createInvitations(store, roles, now)
  return {
    sessions,
    roles,
    identity: createIdentity(store, sessions, now, hashOf(ownerToken), createThrottle(WRONG_TOKENS)),
    invitations,
    joinLinks: createJoinLinks(store, invitations, now),
    tokens: createTokens(store, now),
    people: createDirectory(store, now),
    provider: provider && createProvider({ ...provider, store, now }),
    throttle: createThrottle(),
    lookUps: createAllowance(30, 300),
    commands: createAllowance(200, 10),
    commandsOverTime: createAllowance(600, 600),
    records: createAllowance(60, 60),
    guests: createAllowance(300, 600),
    connects: createAllowance(100, 10),
    audit,
    refusals: createRefusals(audit, now),
  }
}
