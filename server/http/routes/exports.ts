import { ok, type Result, refuse } from '../../../shared/base/result.ts'
import { isoSecond } from '../../../shared/base/time.ts'
import type { Postmortem } from '../../../shared/document/postmortem.ts'
import { timelineCsv } from '../../../shared/formats/csv.ts'
import { toHtml } from '../../../shared/formats/html.ts'
import { toMarkdown } from '../../../shared/formats/markdown/toMarkdown.ts'
import type { PostmortemRow } from '../../store/postmortems.ts'
import { inPostmortem, type Reply, type Route } from '../route.ts'
import { readOf } from './postmortems.ts'

/** One way to write a postmortem down. */
interface Format {
  readonly type: string
  readonly ending: string
  /** `published` is the day of publication, or ''. */
  readonly write: (postmortem: Postmortem, published: string) => string
}

const FORMATS: Readonly<Record<string, Format>> = {
  html: { type: 'text/html; charset=utf-8', ending: 'html', write: toHtml },
  csv: { type: 'text/csv; charset=utf-8', ending: 'csv', write: timelineCsv },
  markdown: { type: 'text/markdown; charset=utf-8', ending: 'md', write: toMarkdown },
  json: {
    type: 'application/json; charset=utf-8',
    ending: 'json',
    write: postmortem => `${JSON.stringify(postmortem, null, 2)}\n`,
  },
}

/** Downloads of one postmortem; the document is read, never changed (D3). */
export const exportRoutes: readonly Route[] = [
  inPostmortem('read', 'get', '/export', async ask => {
    const name = ask.query.get('format') ?? ''
    const format = Object.hasOwn(FORMATS, name) ? FORMATS[name] : undefined
    if (!format) return unsupported(name)
    const postmortem = await readOf(ask)
    if (!postmortem.ok) return postmortem
    await ask.access.audit(ask.actor.person.id, 'postmortem/exported', ask.row.id, { format: name })
    const { type, ending, write } = format
    const file = `${fileNameOf(postmortem.value)}.${ending}`
    return ok({ file: write(postmortem.value, publishedOn(ask.row)), type, name: file })
  }),
]

const unsupported = (name: string): Result<Reply> =>
  refuse(
    'export/unsupported',
    `There is no export as "${name.slice(0, 40)}". Use format=${Object.keys(FORMATS).join(', ')}.`,
  )

const publishedOn = ({ publishedAt }: PostmortemRow): string =>
  publishedAt === null ? '' : isoSecond(publishedAt).slice(0, 10)

/** A name that every file system takes, from the incident's key and the title. */
function fileNameOf({ incident, title }: Postmortem): string {
  const words = `${incident} ${title}`.normalize('NFKD').replace(/[^\w\s-]/g, '')
  return (
    words
      .trim()
      .replace(/[\s_-]+/g, '-')
      .slice(0, 80)
      .toLowerCase() || 'postmortem'
  )
}
