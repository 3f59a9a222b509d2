import { ChangeJoinLink, type JoinLinkAnswer } from '../../../shared/protocol/accessApi.ts'
import type { JoinLink } from '../../access/joinLinks.ts'
import { inPostmortem, json, type PostmortemAsk, parseBody, type Route } from '../route.ts'

/** The link that the meeting's screens show while a facilitator lets people in. */
export const joinLinkRoutes: readonly Route[] = [
  inPostmortem('readMeeting', 'get', '/join-link', async ask =>
    json(answerOf(ask, await ask.access.joinLinks.current(ask.row.id))),
  ),

  inPostmortem('manageInvitations', 'patch', '/join-link', async ask => {
    const body = parseBody(ChangeJoinLink, ask)
    if (!body.ok) return body
    const { access, actor, row, role } = ask
    const isOpen = (await access.joinLinks.current(row.id)) !== null
    if (body.value.open === isOpen) return json(answerOf(ask, await access.joinLinks.current(row.id)))
    if (body.value.open) {
      const opened = await access.joinLinks.open({ person: actor.person, role }, row.id)
      if (!opened.ok) return opened
    } else await access.joinLinks.close(row.id)
    await access.audit(actor.person.id, body.value.open ? 'joinLink/opened' : 'joinLink/closed', row.id)
    return json(answerOf(ask, await access.joinLinks.current(row.id)))
  }),
]

const answerOf = ({ origin }: PostmortemAsk, link: JoinLink | null): JoinLinkAnswer =>
  link
    ? { open: true, url: `${origin}/join#${link.token}`, expiresAt: link.expiresAt }
    : { open: false, url: null, expiresAt: null }
