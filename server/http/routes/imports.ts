import { type Result, refuse } from '../../../shared/base/result.ts'
import { fromMarkdown } from '../../../shared/formats/markdown/fromMarkdown.ts'
import type { ImportContext, ImportedPostmortem } from '../../../shared/formats/report.ts'
import type { ImportAnswer } from '../../../shared/protocol/api.ts'
import { newId } from '../../access/secrets.ts'
import { type Ask, inWorkspace, json, type Route } from '../route.ts'

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
      const { id } = await ask.library.create({ ...postmortem, id: newId() }, ask.actor.person.id)
      await ask.access.audit(ask.actor.person.id, 'postmortem/imported', id, { source: sourceOf(ask) })
      const answer: ImportAnswer = { id, report }
      return json(answer, 201)
    },
    { body: 'file' },
  ),
]

const sourceOf = ({ query }: Ask): string => query.get('source') ?? ''

const textOf = ({ body }: Ask): string => (typeof body === 'string' ? body : '')

function readerOf<T>(ask: Ask, readers: Readonly<Record<string, T>>): Result<T> {
  const source = sourceOf(ask)
  const reader = Object.hasOwn(readers, source) ? readers[source] : undefined
  if (reader) return { ok: true, value: reader }
  const names = Object.keys(readers).join(', ')
  return refuse('import/unsupported', `"${source.slice(0, 40)}" is no source here. Use source=${names}.`)
}
