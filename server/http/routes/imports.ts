import { refuse } from '../../../shared/base/result.ts'
import type { ImportAnswer, RowsAnswer } from '../../../shared/protocol/api.ts'
import { newId } from '../../access/secrets.ts'
import { type Ask, askerOf, inPostmortem, inWorkspace, json, type Route } from '../route.ts'
import { makePostmortem } from './postmortems.ts'

/** Files from elsewhere; they are parsed in a worker and come in as plain values, never as they are. */
export const importRoutes: readonly Route[] = [
  inWorkspace(
    'create',
    'post',
    '/api/postmortems/import',
    async ask => {
      const input = { source: sourceOf(ask), text: textOf(ask), id: newId() }
      const done = await ask.work.run('readReport', input, askerOf(ask))
      if (!done.ok) return done
      if (!done.value.ok) return done.value
      const { postmortem, seed, index, report } = done.value.value
      const id = await makePostmortem(ask, postmortem, { prepared: { update: seed, index } })
      await ask.access.audit(ask.actor.person.id, 'postmortem/imported', id, { source: sourceOf(ask) })
      const answer: ImportAnswer = { id, report }
      return json(answer, 201)
    },
    { body: 'file' },
  ),

  inPostmortem(
    'importRows',
    'post',
    '/timeline/import',
    async ask => {
      const room = await ask.rooms.open(ask.row.id)
      if (!room.ok) return room
      const input = {
        source: sourceOf(ask),
        text: textOf(ask),
        postmortem: room.value.read(),
        client: room.value.newServerClient(),
      }
      const done = await ask.work.run('readRows', input, askerOf(ask))
      if (!done.ok) return done
      if (!done.value.ok) return done.value
      const { update, added, known, report } = done.value.value
      // The room may have been unloaded while the file was read.
      const still = await ask.rooms.open(ask.row.id)
      if (!still.ok) return still
      if (update && !still.value.hasRoomFor(update.byteLength)) return DOCUMENT_FULL
      if (update) await still.value.merge(update, `timeline import from ${sourceOf(ask)}`)
      const detail = { source: sourceOf(ask), rows: added }
      await ask.access.audit(ask.actor.person.id, 'timeline/imported', ask.row.id, detail)
      const answer: RowsAnswer = { added, known, report }
      return json(answer, 201)
    },
    { body: 'file' },
  ),
]

const DOCUMENT_FULL = refuse(
  'document/full',
  'This is more than a postmortem holds (10 MB), so nothing was added. Import a part of it, or remove something first.',
)

const sourceOf = ({ query }: Ask): string => query.get('source') ?? ''

const textOf = ({ body }: Ask): string => (typeof body === 'string' ? body : '')
