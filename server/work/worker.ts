import { webcrypto } from 'node:crypto'
import { setPriority } from 'node:os'
import { isMainThread } from 'node:worker_threads'
import { generateNKeysBetween } from 'fractional-indexing'
import { move } from 'piscina'
import * as Y from 'yjs'
import { BOUNDS } from '../../shared/base/bounds.ts'
import { randomId } from '../../shared/base/ids.ts'
import { ok, type Result, refuse } from '../../shared/base/result.ts'
import { checkAction } from '../../shared/checks/actions/checkAction.ts'
import { checkLanguage } from '../../shared/checks/language/checkLanguage.ts'
import { checkPostmortem } from '../../shared/checks/postmortem.ts'
import { addItem, orderBetween } from '../../shared/document/edit.ts'
import { copyFor } from '../../shared/document/images.ts'
import type { TimelineRow } from '../../shared/document/postmortem.ts'
import { readPostmortem } from '../../shared/document/read.ts'
import { LISTS } from '../../shared/document/schema.ts'
import { seedUpdateFrom } from '../../shared/document/seed.ts'
import { actionsCsv, timelineCsv } from '../../shared/formats/csv.ts'
import { toHtml } from '../../shared/formats/html.ts'
import { fromMarkdown } from '../../shared/formats/markdown/fromMarkdown.ts'
import { toMarkdown } from '../../shared/formats/markdown/toMarkdown.ts'
import type { ImportContext, ImportedPostmortem } from '../../shared/formats/report.ts'
import { ROW_SOURCES } from '../../shared/formats/sources/rowSources.ts'
import type { JobName, Jobs, Task, WriteInput } from './jobs.ts'

// On Linux this is the priority of this thread alone: whoever types is not kept waiting by it.
if (!isMainThread && process.platform === 'linux') setPriority(0, 10)

const MOST_ROWS = BOUNDS.importedRows.most

const newId = (): string => randomId(bytes => webcrypto.getRandomValues(bytes))

const REPORTS: Readonly<
  Record<string, (text: string, context: ImportContext) => Result<ImportedPostmortem>>
> = { markdown: fromMarkdown }

type Handlers = { readonly [N in JobName]: (input: Jobs[N]['input']) => Jobs[N]['result'] }

const HANDLERS: Handlers = {
  readReport({ source, text, id }) {
    const read = readerIn(REPORTS, source)
    const imported = read.ok ? read.value(text, { newId }) : read
    if (!imported.ok) return imported
    const { report } = imported.value
    const postmortem = { ...imported.value.postmortem, id }
    if (postmortem.timeline.length > MOST_ROWS) return TOO_MANY_ROWS
    if (LISTS.some(list => postmortem[list].length > BOUNDS[list].most)) return TOO_MANY_ENTRIES
    const seed = seedUpdateFrom(postmortem)
    return ok({ postmortem, seed, index: readUpdate(seed, id), report })
  },
  readRows({ source, text, postmortem, client }) {
    const read = readerIn(ROW_SOURCES, source)
    const imported = read.ok ? read.value(text, { newId, postmortem }) : read
    if (!imported.ok) return imported
    const { rows, report } = imported.value
    if (rows.length > MOST_ROWS) return TOO_MANY_ROWS
    const known = new Set(postmortem.timeline.map(sameness))
    const fresh = rows.filter(row => {
      const isKnown = known.has(sameness(row))
      known.add(sameness(row))
      return !isKnown
    })
    if (postmortem.timeline.length + fresh.length > BOUNDS.timeline.most) return TIMELINE_FULL
    const update = fresh.length > 0 ? rowsUpdate(fresh, postmortem.timeline, client) : null
    return ok({ update, added: fresh.length, known: rows.length - fresh.length, report })
  },
  // Handed over, not copied: it may be a hundred megabytes.
  write: input => move(new TextEncoder().encode(written(input))) as unknown as Uint8Array,
  findings: ({ postmortem, context }) => JSON.stringify(checkPostmortem(postmortem, context)),
  copy({ postmortem, id, title }) {
    const copied = { ...copyFor(postmortem, id), title, incident: '', comments: [] }
    const seed = seedUpdateFrom(copied)
    return { postmortem: copied, seed, index: readUpdate(seed, id) }
  },
  language: ({ texts, people }) =>
    JSON.stringify({
      findings: texts.map((text, index) => checkLanguage(text, { people, where: { in: 'text', index } })),
    }),
  actions: ({ actions, ...context }) =>
    JSON.stringify({
      verdicts: actions.map(
        (
          { text, factors, owner = null, due = null, status = null, reason = null, tracker = null },
          index,
        ) => {
          const action = { text, owner, due, status, reason, tracker, ...(factors && { factors }) }
          return checkAction(action, context, { in: 'text', index })
        },
      ),
    }),
  readState({ state, updates = [], id }) {
    const doc = new Y.Doc()
    if (state) Y.applyUpdateV2(doc, state)
    doc.transact(() => {
      for (const update of updates) Y.applyUpdate(doc, update)
    })
    return readPostmortem(doc, id)
  },
}

/** Runs in a worker thread of the pool, one task at a time. */
export default function run<N extends JobName>({ job, input }: Task<N>): Jobs[N]['result'] {
  return HANDLERS[job](unpacked(input))
}

/** What `work.ts` packed: a postmortem comes as JSON. */
function unpacked<T extends object>(input: T): T {
  const packed = 'postmortem' in input && typeof input.postmortem === 'string' ? input.postmortem : null
  return packed === null ? input : { ...input, postmortem: JSON.parse(packed) }
}

const TOO_MANY_ROWS = refuse(
  'import/too-many-rows',
  `The file holds more than ${MOST_ROWS.toLocaleString('en')} rows, so nothing was imported. Split it.`,
)

const TOO_MANY_ENTRIES = refuse(
  'import/too-many-rows',
  'One of the lists in the file is longer than a postmortem holds, so nothing was imported. Split it.',
)

const TIMELINE_FULL = refuse(
  'import/timeline-full',
  `The timeline would hold more than ${BOUNDS.timeline.most.toLocaleString('en')} events, so nothing was imported.`,
)

function readerIn<T>(readers: Readonly<Record<string, T>>, source: string): Result<T> {
  const reader = Object.hasOwn(readers, source) ? readers[source] : undefined
  if (reader) return ok(reader)
  const names = Object.keys(readers).join(', ')
  return refuse('import/unsupported', `"${source.slice(0, 40)}" is no source here. Use source=${names}.`)
}

/** The same time with the same words is the same row. */
const sameness = ({ at, text }: TimelineRow): string => `${at} ${text.trim()}`

/** An update that adds rows after the last of a timeline. It builds on nothing, so that it fits whatever came since. */
function rowsUpdate(
  rows: readonly TimelineRow[],
  timeline: readonly TimelineRow[],
  client: number,
): Uint8Array {
  let last = ''
  for (const { order } of timeline) if (order > last && orderBetween(order, '') > order) last = order
  const keys = generateNKeysBetween(last || null, null, rows.length)
  const doc = new Y.Doc()
  doc.clientID = client
  doc.transact(() => {
    for (const [at, { id, order: _, ...fields }] of rows.entries())
      addItem(doc, 'timeline', id, { ...fields, order: keys[at] ?? '' })
  })
  return Y.encodeStateAsUpdate(doc)
}

function readUpdate(update: Uint8Array, id: string) {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, update)
  return readPostmortem(doc, id)
}

function written({ format, postmortem, publishedOn, pictures }: WriteInput): string {
  switch (format) {
    case 'markdown':
      return toMarkdown(postmortem, publishedOn)
    case 'html': {
      const embedded = new Map(
        [...pictures].map(([address, { type, bytes }]) => [
          address,
          `data:${type};base64,${Buffer.from(bytes).toString('base64')}`,
        ]),
      )
      return toHtml(postmortem, publishedOn, embedded)
    }
    case 'json':
      return `${JSON.stringify(postmortem, null, 2)}\n`
    case 'timeline-csv':
      return timelineCsv(postmortem)
    case 'actions-csv':
      return actionsCsv(postmortem)
  }
}
