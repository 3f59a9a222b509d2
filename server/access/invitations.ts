import { BOUNDS } from '../../shared/base/bounds.ts'
import { ok, type Result, refuse } from '../../shared/base/result.ts'
import { DAY } from '../../shared/base/time.ts'
import { Turns } from '../../shared/base/turns.ts'
import { isAdmin, mayGrant } from '../../shared/protocol/permissions.ts'
import type { Role } from '../../shared/protocol/roles.ts'
import type { InvitationRow, PersonRow } from '../store/access.ts'
import type { Store } from '../store/store.ts'
import { OWNER } from './people.ts'
import type { Grantor, Roles } from './roles.ts'
import { hashOf, newId, newSecret } from './secrets.ts'

/** How long an invitation can be accepted when nothing else is asked for. */
export const INVITATION_DAYS = 14

export interface InvitationWish {
  readonly role: Role
  readonly days?: number | undefined
  readonly maxUses?: number | undefined
}

/** What following an invitation gave. */
export interface Accepted {
  readonly person: PersonRow
  readonly invitation: InvitationRow
  readonly role: Role
}

export interface Invitations {
  /** Makes an invitation; its secret (128 bits) is only in this answer, the store has its hash. */
  create(
    by: Grantor,
    postmortem: string,
    wish: InvitationWish,
  ): Promise<Result<{ row: InvitationRow; token: string }>>
  /** Whether such a link was ever made, whatever became of it. */
  wasMade(token: string): Promise<boolean>
  list(postmortem: string): Promise<InvitationRow[]>
  /** Ends an invitation, and takes away what came from it; resolves to the number of people who lost their role. */
  revoke(postmortem: string, id: string): Promise<Result<number>>
  /** Uses an invitation once, for `me` if signed in, else for a new guest called `name`. */
  accept(token: string, me: PersonRow | null, name: string | undefined): Promise<Result<Accepted>>
}

export function createInvitations(store: Store, roles: Roles, now: () => number): Invitations {
  const turns = new Turns()
  return {
    async create(by, postmortem, { role, days = INVITATION_DAYS, maxUses }) {
      if (!mayGrant(by.role, role)) return refuse('access/role', `You cannot invite with the role ${role}.`)
      const token = newSecret(128)
      const row: InvitationRow = {
        id: newId(),
        hash: hashOf(token),
        postmortem,
        role,
        createdBy: by.person.id,
        createdAt: now(),
        expiresAt: now() + days * DAY,
        revokedAt: null,
        uses: 0,
        maxUses: maxUses ?? null,
      }
      return turns.take(postmortem, async () => {
        const present = (await store.access.invitations(postmortem)).filter(
          ({ revokedAt, expiresAt }) => revokedAt === null && expiresAt > now(),
        )
        if (present.length >= BOUNDS.invitations.most) return TOO_MANY
        await store.access.addInvitation(row)
        return ok({ row, token })
      })
    },
    wasMade: async token => (await store.access.invitation(hashOf(token))) !== null,
    list: postmortem => store.access.invitations(postmortem),
    async revoke(postmortem, id) {
      if (!(await store.access.revokeInvitation(postmortem, id, now()))) {
        return refuse('invitation/not-found', 'There is no such invitation.')
      }
      return ok(await roles.removeInvited(postmortem, id))
    },
    async accept(token, me, name) {
      const hash = hashOf(token)
      const known = await store.access.invitation(hash)
      if (!known) return UNUSABLE
      if (me && known.revokedAt === null && (await isIn(store, me, known))) {
        const row = await store.postmortems.get(known.postmortem)
        const role = row && (await roles.roleIn(me, row))
        return role ? ok({ person: me, invitation: known, role }) : UNUSABLE
      }
      if (!me && name === undefined) return refuse('access/name', 'Say which name others should see.')
      if (!me && (await isLeadersName(store, known, name ?? ''))) return NAME_TAKEN
      const invitation = await store.access.redeemInvitation(hash, now())
      if (!invitation) return UNUSABLE
      const { postmortem, id } = invitation
      const person = me ?? (await addGuest(store, name ?? '', now()))
      const membership = { postmortem, person: person.id, role: invitation.role }
      const role = await roles.join({ ...membership, at: now(), invitation: id })
      // Revoked while it was being accepted: whoever revoked it could not see this person yet.
      if ((await store.access.invitation(hash))?.revokedAt !== null) {
        await roles.removeInvited(postmortem, id)
        return UNUSABLE
      }
      return ok({ person, invitation, role })
    },
  }
}

/** Following a link a second time, or as the owner, neither uses it up nor changes anything. */
async function isIn(store: Store, person: PersonRow, invitation: InvitationRow): Promise<boolean> {
  if (isAdmin(person.kind)) return true
  return (await store.access.membership(invitation.postmortem, person.id))?.invitation === invitation.id
}

/** Whether `person` would go by the name of somebody who leads where they do not lead themselves. */
export async function isNameOfLeader(store: Store, person: string, name: string): Promise<boolean> {
  const memberships = await store.access.membershipsOf(person)
  const isTaken = await Promise.all(
    memberships.map(membership => isLeadersName(store, membership, name, person)),
  )
  return isTaken.includes(true)
}

/** Whether somebody who does not lead would go by the name of somebody else who does. */
async function isLeadersName(
  store: Store,
  { postmortem, role }: Pick<InvitationRow, 'postmortem' | 'role'>,
  name: string,
  except = '',
): Promise<boolean> {
  if (role === 'facilitator') return false
  const leaders = (await store.access.membershipsIn(postmortem)).filter(
    member => member.role === 'facilitator' && member.person !== except,
  )
  const people = await store.access.people([OWNER, ...leaders.map(({ person }) => person)])
  return people.some(person => folded(person.name) === folded(name))
}

/** A name as people tell names apart: without case, width, hidden characters and repeated spaces. */
const folded = (name: string): string =>
  name
    .normalize('NFKC')
    .replace(/[\p{Cf}\p{Cc}]/gu, '')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase()

const TOO_MANY = refuse(
  'invitation/too-many',
  'There are as many links as a postmortem takes. Revoke some first.',
)

export const NAME_TAKEN = refuse(
  'invitation/name-taken',
  'A facilitator here goes by this name. Add something, such as your team, so that others can tell you apart.',
)

/** One answer for unknown, expired, revoked and used up, so that nobody learns which links once existed. */
const UNUSABLE = refuse(
  'invitation/unusable',
  'This invitation is unknown, was revoked, or has expired. Ask whoever sent it for a new one.',
)

async function addGuest(store: Store, name: string, createdAt: number): Promise<PersonRow> {
  const person: PersonRow = { id: newId(), name, kind: 'guest', email: '', subject: '', createdAt }
  await store.access.savePerson(person)
  return person
}
