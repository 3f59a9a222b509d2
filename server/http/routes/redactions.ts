import { refuse } from '../../../shared/base/result.ts'
import { type RedactionAnswer, RedactionRequest } from '../../../shared/protocol/historyApi.ts'
import { findText, redactText } from '../redaction.ts'
import { inPostmortem, json, parseBody, type Route } from '../route.ts'

/** Removing a text for good (D10): first asked where it stands, then confirmed by typing it again. */
export const redactionRoutes: readonly Route[] = [
  inPostmortem('redact', 'post', '/redactions', async ask => {
    const body = parseBody(RedactionRequest, ask)
    if (!body.ok) return body
    const { text, confirm } = body.value
    const { rooms, store, row, actor, access } = ask
    const room = await rooms.open(row.id)
    if (!room.ok) return room
    if (confirm !== undefined && confirm !== text) {
      return refuse('request/invalid', 'What was typed to confirm is another text. Nothing was removed.')
    }
    const allowed = await access.lookUps.take(actor.person.id)
    if (!allowed.ok) return allowed
    if (confirm === undefined) await access.audit(actor.person.id, 'redaction/lookedUp', row.id)
    const unopened = (await store.meetings.read(row.id)).some(({ data }) => data === null)
    if (confirm !== undefined && unopened) return UNOPENED
    const found = await findText(store, room.value, text)
    if (confirm === undefined) return json({ done: false, ...found } satisfies RedactionAnswer)
    const places = Object.values(found.document).reduce((sum, count) => sum + count, 0)
    // Never with the text itself: the audit log keeps everything.
    const detail = { places, versions: found.versions, meeting: found.meeting }
    await access.audit(actor.person.id, 'postmortem/redacted', row.id, detail)
    await redactText(ask, room.value, text, actor.person.id)
    return json({ done: true, ...found } satisfies RedactionAnswer)
  }),
]

const UNOPENED = refuse(
  'meeting/unopened',
  'Nothing was removed: the text may also stand in what the meeting keeps private, which cannot be opened because the server was started with another secret. Its administrator can set SECRET_KEY to what it was; or end the meeting, which removes what cannot be opened.',
)
