import { BOUNDS } from '../../../shared/base/bounds.ts'
import { ok, refuse } from '../../../shared/base/result.ts'
import { DAY } from '../../../shared/base/time.ts'
import { imagesIn } from '../../../shared/document/images.ts'
import { ArchiveRequest, type CreatedAnswer, type LifecycleAnswer } from '../../../shared/protocol/api.ts'
import type { DeletedItem } from '../../../shared/protocol/libraryApi.ts'
import { mayInPostmortem, mayInWorkspace, scopeAllows } from '../../../shared/protocol/permissions.ts'
import { newId } from '../../access/secrets.ts'
import type { PostmortemRow } from '../../store/postmortems.ts'
import {
  askerOf,
  done,
  inPostmortem,
  inWorkspace,
  json,
  parseBody,
  type Route,
  type SignedInAsk,
} from '../route.ts'
import { makePostmortem, readOf } from './postmortems.ts'

/** How long what was deleted can be restored, ms. */
export const RESTORABLE = 30 * DAY

/** Archiving, duplicating and deleting postmortems; what was deleted can be restored for a while. */
export const lifecycleRoutes: readonly Route[] = [
  inPostmortem('read', 'get', '/lifecycle', async ({ row: { isExample, archivedAt } }) => {
    const answer: LifecycleAnswer = { isExample, archivedAt }
    return json(answer)
  }),

  inPostmortem('archive', 'post', '/archive', async ask => {
    const body = parseBody(ArchiveRequest, ask)
    if (!body.ok) return body
    const { library, access, actor, row } = ask
    const { archived } = body.value
    if (archived !== (row.archivedAt !== null)) {
      await library.setArchived(row.id, archived)
      await access.audit(actor.person.id, archived ? 'postmortem/archived' : 'postmortem/unarchived', row.id)
    }
    return done()
  }),

  inPostmortem('read', 'post', '/duplicate', async ask => {
    const { store, actor, row, work, access, now } = ask
    if (!mayInWorkspace(actor.person.kind, 'create'))
      return refuse(
        'access/denied',
        'Your role does not allow making postmortems. Ask a facilitator to duplicate it.',
      )
    const original = await readOf(ask)
    if (!original.ok) return original
    const id = newId()
    const title = `Copy of ${original.value.title}`.slice(0, BOUNDS.title.most)
    const copied = await work.run('copy', { postmortem: original.value, id, title }, askerOf(ask))
    if (!copied.ok) return copied
    for (const image of imagesIn(original.value)) {
      const picture = await store.images.get(row.id, image)
      if (picture) await store.images.put(id, image, picture, now())
    }
    const { postmortem, seed, index } = copied.value
    await makePostmortem(ask, postmortem, { prepared: { update: seed, index } })
    await access.audit(actor.person.id, 'postmortem/duplicated', id, { from: row.id })
    const answer: CreatedAnswer = { id }
    return json(answer, 201)
  }),

  inPostmortem('remove', 'delete', '', async ask => {
    const { library, rooms, access, actor, row } = ask
    await library.delete(row.id, actor.person.id)
    const room = rooms.list().find(({ id }) => id === row.id)
    for (const { id } of room?.people() ?? []) room?.disconnect(id, 'notFound')
    await access.audit(actor.person.id, 'postmortem/deleted', row.id, { title: row.title })
    return done()
  }),

  inWorkspace('browse', 'get', '/api/deleted', async ask => {
    const rows = await restorable(ask)
    const people = await ask.store.access.people([...new Set(rows.map(({ deletedBy }) => deletedBy))])
    const names = new Map(people.map(({ id, name }) => [id, name]))
    const items = rows.map(({ id, title, deletedAt, deletedBy }): DeletedItem => {
      const at = deletedAt ?? 0
      return { id, title, deletedAt: at, deletedBy: names.get(deletedBy) ?? '', removedAt: at + RESTORABLE }
    })
    return json(items)
  }),

  inWorkspace('browse', 'post', '/api/deleted/:deleted/restore', async ask => {
    const row = (await restorable(ask)).find(({ id }) => id === ask.params.deleted)
    if (!row)
      return refuse('deleted/not-found', 'There is no such deleted postmortem, or you may not restore it.')
    await ask.library.restore(row)
    await ask.access.audit(ask.actor.person.id, 'postmortem/undeleted', row.id)
    return ok({ json: { id: row.id } })
  }),
]

/** What was deleted and this person may restore. */
async function restorable({ store, access, actor }: SignedInAsk): Promise<readonly PostmortemRow[]> {
  const rows = await store.postmortems.deleted()
  const roles = await access.roles.rolesAmong(actor.person, rows)
  return rows.filter(({ id }) => {
    const role = roles.get(id)
    return (
      role !== undefined &&
      mayInPostmortem(role, 'remove') &&
      scopeAllows(actor.token?.scope ?? null, 'remove')
    )
  })
}
