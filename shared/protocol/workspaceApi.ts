import { z } from 'zod'
import type { Scope, WorkspaceRole } from './permissions.ts'
import type { Role } from './roles.ts'

const Days = (least: number) =>
  z
    .int('Days are a whole number, or null to keep everything.')
    .min(least, `At least ${least} days.`)
    .max(3650, 'At most 3650 days.')
    .nullable()

/** How long a workspace keeps drafts that nobody changes, and its audit log; null is for ever. */
export const RetentionSettings = z.object({ draftDays: Days(7), auditDays: Days(30) })
export type Retention = z.infer<typeof RetentionSettings>

/** Body of `PATCH /api/people/:person`. */
export const ChangeWorkspaceRole = z.object({
  workspaceRole: z.enum(['admin', 'colleague'], 'The role is admin or colleague.'),
})

/** Answer of `GET /api/retention`; `due` is what these settings remove at the next daily run. */
export interface RetentionAnswer extends Retention {
  readonly due: {
    readonly drafts: readonly { readonly id: string; readonly title: string; readonly updatedAt: number }[]
    readonly auditRows: number
  }
}

/** One row of `GET /api/me/sessions`. */
export interface SessionItem {
  readonly id: string
  /** Such as `Firefox on Linux`; '' when not known. */
  readonly device: string
  readonly via: '' | 'link' | 'invitation' | 'provider'
  readonly createdAt: number
  readonly seenAt: number
  readonly expiresAt: number
  /** The session that asks. */
  readonly isThis: boolean
}

/** One row of `GET /api/tokens`. */
export interface TokenItem {
  readonly id: string
  readonly name: string
  readonly scope: Scope
  readonly createdAt: number
  readonly expiresAt: number | null
  readonly revokedAt: number | null
  readonly usedAt: number | null
}

/** Answer of `POST /api/tokens`: the only time that the token is shown. */
export interface NewTokenAnswer extends TokenItem {
  readonly token: string
}

/** One row of `GET /api/people`: everybody whom the server knows. */
export interface KnownPerson {
  readonly id: string
  readonly name: string
  readonly colour: string
  readonly email: string
  readonly workspaceRole: WorkspaceRole
  readonly createdAt: number
  /** When one of their sessions was used last, as far as it is not over; null otherwise. */
  readonly seenAt: number | null
}

/** One row of the audit log, with names for the ids that are still known. */
export interface AuditItem {
  readonly id: number
  readonly at: number
  /** Id of a person, '' for nobody and for the server itself. */
  readonly who: string
  readonly name: string
  readonly what: string
  readonly postmortem: string
  readonly title: string
  readonly detail: Readonly<Record<string, string | number | boolean | null>>
}

/** Answer of `GET /api/audit`; `next` is the `before` of the next page, null on the last. */
export interface AuditPage {
  readonly rows: readonly AuditItem[]
  readonly next: number | null
}

/** Answer of `GET /api/sign-in`: how people can sign in here. */
export interface SignInWays {
  /** The host of the identity provider, null when there is none. */
  readonly provider: string | null
}

/** Answer of `GET /api/me`: what this server keeps about whoever asks, in numbers. */
export interface AboutMe {
  readonly person: PersonExport['person']
  readonly sessions: number
  readonly tokens: number
  readonly roles: number
  readonly postmortemsMade: number
  readonly auditRows: number
}

/** Answer of `GET /api/me/export`: everything that this server keeps about a person outside of documents. */
export interface PersonExport {
  readonly person: {
    readonly id: string
    readonly name: string
    readonly email: string
    readonly subject: string
    readonly workspaceRole: WorkspaceRole
    readonly createdAt: string
  }
  readonly sessions: readonly Readonly<Record<string, string>>[]
  readonly tokens: readonly Readonly<Record<string, string>>[]
  readonly roles: readonly {
    readonly postmortem: string
    readonly title: string
    readonly role: Role
    readonly since: string
  }[]
  readonly postmortemsMade: readonly {
    readonly postmortem: string
    readonly title: string
    readonly at: string
  }[]
  readonly audit: readonly Readonly<Record<string, unknown>>[]
}
