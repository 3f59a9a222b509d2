import { refuse } from '../../../shared/base/result.ts'
import type { Finding } from '../../../shared/checks/finding.ts'
import { NewPublication, type PublicationAnswer } from '../../../shared/protocol/api.ts'
import { type Answer, inPostmortem, json, parseBody, type Route } from '../route.ts'
import { findingsOf } from './findings.ts'

/** Publishing: what the checks call blocking has to be gone, the state is kept as a version, and colleagues may read it from then on. */
export const publicationRoutes: readonly Route[] = [
  inPostmortem('publish', 'post', '/publication', async ask => {
    const body = parseBody(NewPublication, ask)
    if (!body.ok) return body
    const { rooms, library, access, actor, row } = ask
    const room = await rooms.open(row.id)
    if (!room.ok) return room
    const found = await findingsOf(ask, room.value.read())
    if (!found.ok) return found
    const blocking = (JSON.parse(found.value) as Finding[]).filter(({ severity }) => severity === 'block')
    if (blocking.length > 0) return blocked(blocking)
    const version = await room.value.saveVersion('published', actor.person.id)
    const published = await library.setStatus(row.id, 'published')
    if (!published) return refuse('postmortem/not-found', 'There is no such postmortem.')
    await access.audit(actor.person.id, 'postmortem/published', row.id, { version, ...body.value })
    const answer: PublicationAnswer = {
      status: 'published',
      audience: body.value.audience,
      publishedAt: published.publishedAt ?? 0,
      version,
    }
    return json(answer, 201)
  }),
]

/** The findings come along, so that whoever publishes sees what to change. */
function blocked(findings: readonly Finding[]): Awaited<Answer> {
  const what = findings.length === 1 ? 'One finding has' : `${findings.length} findings have`
  return {
    ok: false,
    error: {
      code: 'publication/blocked',
      message: `${what} to be settled first. Nothing was published, and the draft is as it was.`,
      more: { findings },
    },
  }
}
