import { hasRole, type Role } from './roles.ts'

/**
 * Who someone is to the whole server: its owner, an admin (a colleague with the owner's rights), a colleague who
 * signed in through the identity provider, or a guest with an invitation.
 */
export const WORKSPACE_ROLES = ['owner', 'admin', 'colleague', 'guest'] as const
export type WorkspaceRole = (typeof WORKSPACE_ROLES)[number]

/**
 * What may be done in one postmortem, with the weakest role that may do it. The one table that REST, sockets and
 * the client's buttons ask; which meeting commands a role may give is decided by the meeting itself.
 */
export const POSTMORTEM_PERMISSIONS = {
  read: 'viewer',
  readMeeting: 'viewer',
  readJoinLink: 'viewer',
  takePart: 'viewer',
  edit: 'participant',
  importRows: 'participant',
  readPeople: 'participant',
  readHistory: 'participant',
  manageInvitations: 'facilitator',
  manageRoles: 'facilitator',
  publish: 'facilitator',
  redact: 'facilitator',
  archive: 'facilitator',
  remove: 'facilitator',
  readAudit: 'facilitator',
} as const satisfies Record<string, Role>
export type PostmortemPermission = keyof typeof POSTMORTEM_PERMISSIONS

/** What may be done outside of one postmortem, with everyone who may. */
export const WORKSPACE_PERMISSIONS = {
  browse: WORKSPACE_ROLES,
  check: WORKSPACE_ROLES,
  create: ['owner', 'admin', 'colleague'],
  keepAgendas: ['owner', 'admin', 'colleague'],
  keepAccount: WORKSPACE_ROLES,
  manageTokens: ['owner', 'admin', 'colleague'],
  managePeople: ['owner', 'admin'],
  readWorkspaceAudit: ['owner', 'admin'],
  manageRetention: ['owner', 'admin'],
} as const satisfies Record<string, readonly WorkspaceRole[]>
export type WorkspacePermission = keyof typeof WORKSPACE_PERMISSIONS

/** True when `role` may do this in a postmortem. */
export const mayInPostmortem = (role: Role, permission: PostmortemPermission): boolean =>
  hasRole(role, POSTMORTEM_PERMISSIONS[permission])

/** True when `role` may do this on the server. */
export const mayInWorkspace = (role: WorkspaceRole, permission: WorkspacePermission): boolean =>
  (WORKSPACE_PERMISSIONS[permission] as readonly WorkspaceRole[]).includes(role)

/** True when someone with `role` may give `granted` to others: nobody gives more than they hold, nor ownership. */
export const mayGrant = (role: Role, granted: Role): boolean =>
  mayInPostmortem(role, 'manageRoles') && granted !== 'owner' && hasRole(role, granted)

/** What a program's token may do at most, weakest first; each holds those before it. */
export const SCOPES = ['read', 'write', 'manage'] as const
export type Scope = (typeof SCOPES)[number]

/**
 * The scope that a token needs for each permission, besides the role of the person it acts for. `never` is for people
 * alone: a token that leaked makes no other token, ends no session and removes nobody.
 */
export const SCOPE_OF: Readonly<Record<PostmortemPermission | WorkspacePermission, Scope | 'never'>> = {
  read: 'read',
  readMeeting: 'read',
  readJoinLink: 'never',
  takePart: 'write',
  edit: 'write',
  importRows: 'write',
  readPeople: 'read',
  readHistory: 'read',
  manageInvitations: 'manage',
  manageRoles: 'manage',
  publish: 'manage',
  redact: 'manage',
  archive: 'manage',
  remove: 'manage',
  readAudit: 'manage',
  browse: 'read',
  check: 'read',
  create: 'write',
  keepAgendas: 'write',
  keepAccount: 'never',
  manageTokens: 'never',
  managePeople: 'never',
  readWorkspaceAudit: 'manage',
  manageRetention: 'never',
}

/** True when a token of this scope may do this; null is no token but a person, whose role alone decides. */
export function scopeAllows(
  scope: Scope | null,
  permission: PostmortemPermission | WorkspacePermission,
): boolean {
  if (scope === null) return true
  const needed = SCOPE_OF[permission]
  return needed !== 'never' && SCOPES.indexOf(scope) >= SCOPES.indexOf(needed)
}

/** The role that a token of this scope acts with on a socket: one that only reads is a viewer's (W4). */
export const roleWithin = (scope: Scope | null, role: Role): Role => (scope === 'read' ? 'viewer' : role)

/** The one who has these rights over the whole server: everything, in every postmortem. */
export const isAdmin = (role: WorkspaceRole): boolean => role === 'owner' || role === 'admin'
