import { z } from 'zod'
import type { Person } from './messages.ts'
import { SCOPES, type WorkspaceRole } from './permissions.ts'
import type { Role } from './roles.ts'

/** The longest display name, in characters. */
export const NAME_LENGTH = 60

/** Control, format and filler characters, and halves of others; the joiners of emoji and of Persian words may stay. */
const INVISIBLE = /(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\u115f\u1160\u2800\u3164\uffa0]|\u034f/u
const VISIBLE = /[\p{L}\p{N}\p{P}\p{S}]/u

/** A display name: trimmed, 1 to 60 characters, nothing invisible that could disguise or reorder it. */
export const DisplayName = z
  .string('Say which name others should see.')
  .transform(name => name.trim().replace(/\s+/g, ' '))
  .refine(name => name.length > 0, 'Say which name others should see.')
  .refine(name => [...name].length <= NAME_LENGTH, `A name has at most ${NAME_LENGTH} characters.`)
  .refine(name => !INVISIBLE.test(name) && VISIBLE.test(name), 'A name has no invisible characters.')

const Secret = z
  .string('The token is missing.')
  .trim()
  .min(1, 'The token is missing.')
  .max(512, 'This is no token.')

/** Roles that can be given to others; the owner's cannot. */
export const GRANTED_ROLES = ['facilitator', 'participant', 'viewer'] as const
const GrantedRole = z.enum(GRANTED_ROLES, 'The role is one of facilitator, participant, viewer.')

/** Body of `POST /api/sign-in`. */
export const SignIn = z.object({ token: Secret })

/** Body of `PATCH /api/session`. */
export const ChangeName = z.object({ name: DisplayName })

/** Body of `POST /api/postmortems/:id/invitations`; without `maxUses` it may be used by many. */
export const NewInvitation = z.object({
  role: GrantedRole,
  days: z.int().min(1).max(365, 'An invitation lives at most 365 days.').optional(),
  maxUses: z.int().min(1).max(10_000).optional(),
})

/** Body of `PATCH /api/postmortems/:id/join-link`. */
export const ChangeJoinLink = z.object({ open: z.boolean('Say whether people are let in.') })

/** Answer of `GET` and `PATCH /api/postmortems/:id/join-link`; `expiresAt` in ms since the epoch. */
export type JoinLinkAnswer =
  | { readonly open: true; readonly url: string; readonly expiresAt: number }
  | { readonly open: false; readonly url: null; readonly expiresAt: null }

/** Body of `POST /api/invitations/accept`. */
export const AcceptInvitation = z.object({ token: Secret, name: DisplayName.optional() })

/** Body of `PATCH /api/postmortems/:id/people/:person`. */
export const ChangeRole = z.object({ role: GrantedRole })

/** Body of `POST /api/tokens`; without `days` the token does not expire, and without `scope` it only reads. */
export const NewToken = z.object({
  name: DisplayName,
  days: z.int().min(1).max(3650).optional(),
  scope: z.enum(SCOPES, `The scope is one of ${SCOPES.join(', ')}.`).default('read'),
})

/** Answer of `GET /api/session`, and of signing in. */
export interface SessionAnswer {
  readonly me: Me | null
}

/** Someone signed in, outside of any one postmortem. */
export interface Me {
  readonly person: Omit<Person, 'role'>
  readonly workspaceRole: WorkspaceRole
}

/** Answer of `POST /api/sign-in`; `session` works as a Bearer token. */
export interface SignInAnswer {
  readonly me: Me
  readonly session: string
}

/** Answer of `POST /api/invitations/accept`; `session` works as a Bearer token. */
export interface AcceptAnswer {
  readonly postmortem: string
  /** A meeting is open that has not ended: that is where the guest is awaited. */
  readonly isMeetingOn: boolean
  readonly role: Role
  readonly session: string
}

/** Answer of `GET /api/postmortems/:id/access`. */
export interface AccessAnswer {
  readonly role: Role
  readonly person: Person
}

/** One invitation as facilitators see it; its secret is shown only once, when it is made. */
export interface InvitationItem {
  readonly id: string
  readonly role: Role
  readonly createdAt: number
  readonly expiresAt: number
  readonly revokedAt: number | null
  readonly uses: number
  readonly maxUses: number | null
  /** Who came by it and when, the first one first; without a name who has left. */
  readonly used: readonly { readonly person: string; readonly name: string; readonly at: number }[]
}

/** Answer of `POST /api/postmortems/:id/invitations`. */
export interface InvitationAnswer extends InvitationItem {
  readonly url: string
  readonly token: string
}

/** One row of `GET /api/postmortems/:id/people`. */
export interface MemberItem extends Person {
  readonly kind: WorkspaceRole
  /** Connected right now. */
  readonly here: boolean
}
