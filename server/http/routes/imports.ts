import { type Result, refuse } from '../../../shared/base/result.ts'
import { addItem } from '../../../shared/document/edit.ts'
import type { TimelineRow } from '../../../shared/document/postmortem.ts'
import { readList } from '../../../shared/document/read.ts'
import { fromMarkdown } from '../../../shared/formats/markdown/fromMarkdown.ts'
import type { ImportContext, ImportedPostmortem } from '../../../shared/formats/report.ts'
import { ROW_SOURCES } from '../../../shared/formats/sources/rowSources.ts'
import type { ImportAnswer, RowsAnswer } from '../../../shared/protocol/api.ts'
import { newId } from '../../access/secrets.ts'
import type { Room } from '../../room/api.ts'
import { type Ask, inPostmortem, inWorkspace, json, type Route } from '../route.ts'
import { makePostmortem } from './postmortems.ts'

/** What whole postmortems can be read from, by the name of the source. */
const REPORTS: Readonly<
  Record<string, (text: string, context: ImportContext) => Result<ImportedPostmortem>>
> = {
  markdown: fromMarkdown,
}

/** Files from elsewhere; they are parsed here and come in as plain values, never as they are. */
export const importRoutes: readonly Route[] = [
  inWorkspace(
    'create',
    'post',
    '/api/postmortems/import',
    async ask => {
      const read = readerOf(ask, REPORTS)
      if (!read.ok) return read
      const imported = read.value(textOf(ask), { newId })
      if (!imported.ok) return imported
      const { postmortem, report } = imported.value
      const id = await makePostmortem(ask, { ...postmortem, id: newId() })
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
      const read = readerOf(ask, ROW_SOURCES)
      if (!read.ok) return read
      const room = await ask.rooms.open(ask.row.id)
      if (!room.ok) return room
      const imported = read.value(textOf(ask), { newId, postmortem: room.value.read() })
      if (!imported.ok) return imported
      const { rows, report } = imported.value
      const added = await addRows(room.value, rows, sourceOf(ask))
      await ask.access.audit(ask.actor.person.id, 'timeline/imported', ask.row.id, {
        source: sourceOf(ask),
        rows: added.length,
      })
      const answer: RowsAnswer = { added: added.length, known: rows.length - added.length, report }
      return json(answer, 201)
    },
    { body: 'file' },
  ),
]

/** Adds the rows that the timeline does not have yet: the same time with the same words is the same row. */
async function addRows(room: Room, rows: readonly TimelineRow[], source: string): Promise<TimelineRow[]> {
  const added: TimelineRow[] = []
  await room.edit(doc => {
    added.length = 0
    const known = new Set(readList(doc, 'timeline').map(sameness))
    for (const row of rows) {
      if (known.has(sameness(row))) continue
      known.add(sameness(row))
      added.push(row)
      const { id, order: _, ...fields } = row
      addItem(doc, 'timeline', id, fields)
    }
  }, `timeline import from ${source}`)
  return added
}

const sameness = ({ at, text }: TimelineRow): string => `${at} ${text.trim()}`

const sourceOf = ({ query }: Ask): string => query.get('source') ?? ''

const textOf = ({ body }: Ask): string => (typeof body === 'string' ? body : '')

function readerOf<T>(ask: Ask, readers: Readonly<Record<string, T>>): Result<T> {
  const source = sourceOf(ask)
  const reader = Object.hasOwn(readers, source) ? readers[source] : undefined
  if (reader) return { ok: true, value: reader }
  const names = Object.keys(readers).join(', ')
  return refuse('import/unsupported', `"${source.slice(0, 40)}" is no source here. Use source=${names}.`)
}
