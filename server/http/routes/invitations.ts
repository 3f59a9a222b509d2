import { ok, refuse } from '../../../shared/base/result.ts'
import {
  type AcceptAnswer,
  AcceptInvitation,
  type InvitationAnswer,
  type InvitationItem,
  NewInvitation,
} from '../../../shared/protocol/accessApi.ts'
import { hashOf } from '../../access/secrets.ts'
import type { InvitationRow } from '../../store/access.ts'
import type { Store } from '../../store/store.ts'
import { anyone, inPostmortem, json, parseBody, type Route } from '../route.ts'
import { cookieOf, startSession } from './session.ts'

/** Links that make whoever follows them a member. */
export const invitationRoutes: readonly Route[] = [
  inPostmortem('manageInvitations', 'post', '/invitations', async ask => {
    const body = parseBody(NewInvitation, ask)
    if (!body.ok) return body
    const { access, actor, row, role, origin } = ask
    const made = await access.invitations.create({ person: actor.person, role }, row.id, body.value)
    if (!made.ok) return made
    const detail = { invitation: made.value.row.id, role: body.value.role }
    await access.audit(actor.person.id, 'invitation/created', row.id, detail)
    const { token } = made.value
    const answer: InvitationAnswer = { ...itemOf(made.value.row, []), url: `${origin}/join#${token}`, token }
    return json(answer, 201)
  }),

  inPostmortem('manageInvitations', 'get', '/invitations', async ({ access, store, row }) => {
    const [rows, uses] = await Promise.all([access.invitations.list(row.id), usesIn(store, row.id)])
    return json(rows.map(invitation => itemOf(invitation, uses.get(invitation.id) ?? [])))
  }),

  inPostmortem('manageInvitations', 'delete', '/invitations/:invitation', async ask => {
    const { access, actor, row, params } = ask
    const id = params.invitation ?? ''
    const removed = await access.invitations.revoke(row.id, id)
    if (!removed.ok) return removed
    await access.audit(actor.person.id, 'invitation/revoked', row.id, {
      invitation: id,
      people: removed.value,
    })
    return json({ people: removed.value })
  }),

  anyone('post', '/api/invitations/accept', async ask => {
    const body = parseBody(AcceptInvitation, ask)
    if (!body.ok) return body
    const { access, actor, address } = ask
    // What comes of it is a session, which may do more than any token.
    if (actor?.token) return TOKEN
    const tries = `join ${address}`
    const allowed = await access.throttle.attempt(tries)
    if (!allowed.ok) return allowed
    const guests = actor ? ok(undefined) : await access.guests.take(hashOf(body.value.token))
    if (!guests.ok) return guests
    const accepted = await access.invitations.accept(body.value.token, actor?.person ?? null, body.value.name)
    const isWrong = !accepted.ok && accepted.error.code === 'invitation/unusable'
    if (isWrong) await access.audit(actor?.person.id ?? '', 'invitation/refused')
    // A link that has expired was no guess.
    const isGuess = isWrong && !(await access.invitations.wasMade(body.value.token))
    if (!isGuess) await access.throttle.forgive(tries)
    if (!accepted.ok) return accepted
    const { person, invitation, role } = accepted.value
    const session = await startSession(ask, person.id, 'invitation')
    await access.audit(person.id, 'invitation/accepted', invitation.postmortem, {
      invitation: invitation.id,
      role,
    })
    const { postmortem } = invitation
    const meeting = await ask.meetings.answer(postmortem, { ...person, role })
    const isMeetingOn = meeting !== null && meeting.state.status !== 'ended'
    const answer: AcceptAnswer = { postmortem, isMeetingOn, role, session }
    return ok({ json: answer, cookie: cookieOf(ask, session) })
  }),
]

const TOKEN = refuse(
  'access/scope',
  'A token follows no invitation. Sign in as the person, or ask without it.',
)

/** Uses that are looked at, the latest first. */
const MOST_USES = 1_000

/** Who came by which invitation and when, as the audit log has it: also those whose access was taken away since. */
async function usesIn(
  store: Store,
  postmortem: string,
): Promise<Map<string, InvitationItem['used'][number][]>> {
  const rows = await store.audit.page({ postmortem, what: 'invitation/accepted' }, MOST_USES)
  const people = await store.access.people([...new Set(rows.map(({ who }) => who))])
  const names = new Map(people.map(({ id, name }) => [id, name]))
  const uses = new Map<string, InvitationItem['used'][number][]>()
  for (const { at, who, detail } of rows.toReversed()) {
    const invitation = String(detail.invitation)
    const use = { person: who, name: names.get(who) ?? '', at }
    uses.set(invitation, [...(uses.get(invitation) ?? []), use])
  }
  return uses
}

function itemOf(row: InvitationRow, used: InvitationItem['used']): InvitationItem {
  const { id, role, createdAt, expiresAt, revokedAt, uses, maxUses } = row
  return { id, role, createdAt, expiresAt, revokedAt, uses, maxUses, used }
}
