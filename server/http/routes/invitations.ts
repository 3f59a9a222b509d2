import { ok } from '../../../shared/base/result.ts'
import {
  type AcceptAnswer,
  AcceptInvitation,
  type InvitationAnswer,
  type InvitationItem,
  NewInvitation,
} from '../../../shared/protocol/accessApi.ts'
import type { InvitationRow } from '../../store/access.ts'
import { anyone, inPostmortem, json, parseBody, type Route } from '../route.ts'
import { cookieOf } from './session.ts'

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
    const answer: InvitationAnswer = { ...itemOf(made.value.row), url: `${origin}/join#${token}`, token }
    return json(answer, 201)
  }),

  inPostmortem('manageInvitations', 'get', '/invitations', async ({ access, row }) => {
    const rows = await access.invitations.list(row.id)
    return json(rows.map(itemOf))
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
    const allowed = await access.throttle.attempt(address)
    if (!allowed.ok) return allowed
    const accepted = await access.invitations.accept(body.value.token, actor?.person ?? null, body.value.name)
    const isWrong = !accepted.ok && accepted.error.code === 'invitation/unusable'
    if (isWrong) await access.audit(actor?.person.id ?? '', 'invitation/refused')
    else await access.throttle.forgive(address)
    if (!accepted.ok) return accepted
    const { person, invitation, role } = accepted.value
    const session = await access.sessions.open(person.id)
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

function itemOf(row: InvitationRow): InvitationItem {
  const { id, role, createdAt, expiresAt, revokedAt, uses, maxUses } = row
  return { id, role, createdAt, expiresAt, revokedAt, uses, maxUses }
}
