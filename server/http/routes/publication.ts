import { refuse } from '../../../shared/base/result.ts'
import type { Finding } from '../../../shared/checks/finding.ts'
import {
  NewPublication,
  type PublicationAnswer,
  type PublicationState,
} from '../../../shared/protocol/api.ts'
import type { VersionRow } from '../../store/postmortems.ts'
import type { Store } from '../../store/store.ts'
import { type Answer, askerOf, inPostmortem, json, parseBody, type Route } from '../route.ts'
import { htmlOf } from './exports.ts'
import { findingsOf } from './findings.ts'

/** Why the version of a publication is kept. */
const PUBLISHED = 'published'

/** Publishing: what the checks call blocking has to be gone, the state is kept as a version, and colleagues may read it from then on. */
export const publicationRoutes: readonly Route[] = [
  inPostmortem('read', 'get', '/publication', async ({ store, row, settings }) => {
    const [last] = await publishedVersions(store, row.id)
    const [members, by] = await Promise.all([
      store.access.membershipsIn(row.id),
      last ? store.access.person(last.who) : null,
    ])
    const answer: PublicationState = {
      last: last
        ? { at: last.at, by: by?.name ?? '', version: last.id, isOutdated: row.updatedAt > last.at }
        : null,
      readers: { invited: members.length, colleagues: settings.provider !== null },
    }
    return json(answer)
  }),

  inPostmortem('read', 'get', '/published/:version', async ask => {
    const { store, row, params, work } = ask
    const version = (await publishedVersions(store, row.id)).find(({ id }) => id === params.version)
    const state = version && (await store.versions.state(row.id, version.id))
    if (!version || !state) return refuse('version/not-found', 'There is no such published version any more.')
    const postmortem = await work.run('readState', { state, id: row.id }, askerOf(ask))
    if (!postmortem.ok) return postmortem
    const page = await htmlOf(postmortem.value, ask, version.at)
    return page.ok ? { ok: true, value: { page: page.value } } : page
  }),

  inPostmortem('publish', 'post', '/publication', async ask => {
    const body = parseBody(NewPublication, ask)
    if (!body.ok) return body
    if (body.value.audience === 'external')
      return refuse(
        'publication/external',
        'Publishing outside the company is not available yet. Nothing was published.',
      )
    const { rooms, library, access, actor, row } = ask
    const room = await rooms.open(row.id)
    if (!room.ok) return room
    const found = await findingsOf(ask, room.value.read())
    if (!found.ok) return found
    const blocking = (JSON.parse(found.value) as Finding[]).filter(({ severity }) => severity === 'block')
    const { audience, reason } = body.value
    if (blocking.length > 0 && reason === undefined) return blocked(blocking)
    // What was edited before counts as published: its time in the index is not later than the version's.
    await library.list()
    const version = await room.value.saveVersion(PUBLISHED, actor.person.id)
    const published = await library.setStatus(row.id, 'published')
    if (!published) return refuse('postmortem/not-found', 'There is no such postmortem.')
    const despite = blocking.length > 0 && reason !== undefined ? { findings: blocking.length, reason } : {}
    await access.audit(actor.person.id, 'postmortem/published', row.id, { version, audience, ...despite })
    const answer: PublicationAnswer = {
      status: 'published',
      audience,
      publishedAt: published.publishedAt ?? 0,
      version,
    }
    return json(answer, 201)
  }),
]

/** What was published of a postmortem, the latest first. */
const publishedVersions = async (store: Store, postmortem: string): Promise<readonly VersionRow[]> =>
  (await store.versions.list(postmortem)).filter(({ reason }) => reason === PUBLISHED)

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
