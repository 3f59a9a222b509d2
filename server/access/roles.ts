import { ok, type Result, refuse } from '../../shared/base/result.ts'
import { isAdmin, mayGrant } from '../../shared/protocol/permissions.ts'
import { hasRole, type Role } from '../../shared/protocol/roles.ts'
import type { MembershipRow, PersonRow } from '../store/access.ts'
import type { PostmortemRow } from '../store/postmortems.ts'
import type { Store } from '../store/store.ts'

/** Called when a person's role in a postmortem was taken away (null) or changed, so that their sockets close (W5). */
export type RoleListener = (postmortem: string, person: string, role: Role | null) => void

/** Who changes a role, and what they hold there themselves. */
export interface Grantor {
  readonly person: PersonRow
  readonly role: Role
}

export interface Roles {
  /** The role of a person in a postmortem; null is no access. */
  roleIn(person: PersonRow, row: PostmortemRow): Promise<Role | null>
  /** The postmortems a person may read, with their role. */
  rolesAmong(person: PersonRow, rows: readonly PostmortemRow[]): Promise<ReadonlyMap<string, Role>>
  /** Gives a role, unless the person holds a stronger one already; resolves to the role they hold now. */
  join(membership: MembershipRow): Promise<Role>
  change(by: Grantor, postmortem: string, person: string, role: Role): Promise<Result<Role>>
  remove(by: Grantor, postmortem: string, person: string): Promise<Result<void>>
  /** Takes away every role that came from an invitation; resolves to how many people that was. */
  removeInvited(postmortem: string, invitation: string): Promise<number>
  onChange(listener: RoleListener): void
}

export function createRoles(store: Store, now: () => number): Roles {
  const listeners: RoleListener[] = []
  const tell: RoleListener = (...change) => {
    for (const listener of listeners) listener(...change)
  }
  const take = async (postmortem: string, person: string): Promise<void> => {
    await store.access.removeMembership(postmortem, person)
    tell(postmortem, person, null)
  }

  return {
    async roleIn(person, row) {
      const membership = await store.access.membership(row.id, person.id)
      return strongest(withoutMembership(person, row), membership?.role ?? null)
    },
    async rolesAmong(person, rows) {
      const memberships = await store.access.membershipsOf(person.id)
      const held = new Map(memberships.map(({ postmortem, role }) => [postmortem, role]))
      const roles = new Map<string, Role>()
      for (const row of rows) {
        const role = strongest(withoutMembership(person, row), held.get(row.id) ?? null)
        if (role) roles.set(row.id, role)
      }
      return roles
    },
    async join(membership) {
      const before = await store.access.membership(membership.postmortem, membership.person)
      if (before && hasRole(before.role, membership.role)) return before.role
      await store.access.saveMembership(membership)
      if (before) tell(membership.postmortem, membership.person, membership.role)
      return membership.role
    },
    async change(by, postmortem, person, role) {
      const member = await memberToChange(store, by, postmortem, person)
      if (!member.ok) return member
      if (!mayGrant(by.role, role)) return refuse('access/role', `You cannot give the role ${role}.`)
      if (member.value.role === role) return ok(role)
      await store.access.saveMembership({ ...member.value, role, at: now() })
      tell(postmortem, person, role)
      return ok(role)
    },
    async remove(by, postmortem, person) {
      const member = await memberToChange(store, by, postmortem, person)
      if (!member.ok) return member
      await take(postmortem, person)
      return ok(undefined)
    },
    async removeInvited(postmortem, invitation) {
      const members = await store.access.membershipsIn(postmortem)
      const invited = members.filter(member => member.invitation === invitation)
      for (const member of invited) await take(postmortem, member.person)
      return invited.length
    },
    onChange(listener) {
      listeners.push(listener)
    },
  }
}

/** What someone may do without being a member: the owner and admins everything, colleagues read what was published. */
function withoutMembership(person: PersonRow, row: PostmortemRow): Role | null {
  if (isAdmin(person.kind)) return 'owner'
  return person.kind === 'colleague' && row.status === 'published' ? 'viewer' : null
}

function strongest(a: Role | null, b: Role | null): Role | null {
  if (!a || !b) return a ?? b
  return hasRole(a, b) ? a : b
}

async function memberToChange(
  store: Store,
  by: Grantor,
  postmortem: string,
  person: string,
): Promise<Result<MembershipRow>> {
  const member = await store.access.membership(postmortem, person)
  if (!member)
    return refuse('access/no-member', 'This person has no role in this postmortem that could change.')
  if (member.role === 'owner') return refuse('access/owner', 'The role of the owner cannot be changed.')
  if (!hasRole(by.role, member.role)) {
    return refuse('access/role', 'You cannot change the role of someone who may do more than you.')
  }
  return ok(member)
}
