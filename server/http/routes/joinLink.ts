import { ChangeJoinLink, type JoinLinkAnswer } from '../../../shared/protocol/accessApi.ts'
import type { JoinLink } from '../../access/joinLinks.ts'
import { inPostmortem, json, type PostmortemAsk, parseBody, type Route } from '../route.ts'

/** The link that the meeting's screens show while a facilitator lets people in. */
export const joinLinkRoutes: readonly Route[] = [
  inPostmortem('readJoinLink', 'get', '/join-link', async ask =>
    json(answerOf(ask, await ask.access.joinLinks.current(ask.row.id))),
  ),

  inPostmortem('manageInvitations', 'patch', '/join-link', async ask => {
    const body = parseBody(ChangeJoinLink, ask)
    if (!body.ok) return body
    const { access, actor, row, role } = ask
    const { open } = body.value
    const before = await access.joinLinks.current(row.id)
    if (open === (before !== null)) return json(answerOf(ask, before))
    const opened = open ? await access.joinLinks.open({ person: actor.person, role }, row.id) : null
    if (opened && !opened.ok) return opened
    if (!open) await access.joinLinks.close(row.id)
    await access.audit(actor.person.id, open ? 'joinLink/opened' : 'joinLink/closed', row.id)
    return json(answerOf(ask, opened?.value ?? null))
  }),
]

const answerOf = ({ origin }: PostmortemAsk, link: JoinLink | null): JoinLinkAnswer =>
  link
    ? { open: true, url: `${origin}/join#${link.token}`, expiresAt: link.expiresAt }
    : { open: false, url: null, expiresAt: null }
