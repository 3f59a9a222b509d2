import { refuse } from '../../../shared/base/result.ts'
import { NewPublication, type PublicationAnswer } from '../../../shared/protocol/api.ts'
import { inPostmortem, json, parseBody, type Route } from '../route.ts'

/** Publishing: the state is kept as a version, and colleagues may read it from then on. */
export const publicationRoutes: readonly Route[] = [
  inPostmortem('publish', 'post', '/publication', async ask => {
    const body = parseBody(NewPublication, ask)
    if (!body.ok) return body
    const { rooms, library, access, actor, row } = ask
    const room = await rooms.open(row.id)
    if (!room.ok) return room
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
