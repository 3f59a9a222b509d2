import { hasRole, type Role } from './roles.ts'

/** Who someone is to the whole server: its owner, a colleague who signed in, or a guest with an invitation. */
export const WORKSPACE_ROLES = ['owner', 'colleague', 'guest'] as const
export type WorkspaceRole = (typeof WORKSPACE_ROLES)[number]

/**
 * What may be done in one postmortem, with the weakest role that may do it. The one table that REST, sockets and
 * the client's buttons ask; which meeting commands a role may give is decided by the meeting itself.
 */
export const POSTMORTEM_PERMISSIONS = {
  read: 'viewer',
  readMeeting: 'viewer',
  takePart: 'viewer',
  edit: 'participant',
  importRows: 'participant',
  readPeople: 'participant',
  readHistory: 'participant',
  manageInvitations: 'facilitator',
  manageRoles: 'facilitator',
  publish: 'facilitator',
  readAudit: 'facilitator',
} as const satisfies Record<string, Role>
export type PostmortemPermission = keyof typeof POSTMORTEM_PERMISSIONS

/** What may be done outside of one postmortem, with everyone who may. */
export const WORKSPACE_PERMISSIONS = {
  browse: WORKSPACE_ROLES,
  check: WORKSPACE_ROLES,
  create: ['owner', 'colleague'],
  keepAgendas: ['owner', 'colleague'],
  manageTokens: ['owner'],
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
