import * as Y from 'yjs'
import { BOUNDS } from '../base/bounds.ts'
import { readComments } from './comments/read.ts'
import {
  ACTION_STATUSES,
  ACTION_TYPES,
  CATEGORIES,
  type Facts,
  KINDS,
  type Postmortem,
  PRECISIONS,
  type RichText,
  ROW_KINDS,
  ROW_STATES,
  SCHEMA,
  SECTIONS,
  SEVERITIES,
  type SectionName,
} from './postmortem.ts'
import { readRichText } from './richText.ts'
import { type Items, isPlainText, type ListName, listOf, metaOf, sectionOf } from './schema.ts'

/** The whole document as plain values. Never changes the document (D3). */
export function readPostmortem(doc: Y.Doc, id: string): Postmortem {
  const sections = Object.fromEntries(
    SECTIONS.map(name => [name, readRichText(sectionOf(doc, name))]),
  ) as Record<SectionName, RichText>
  return {
    id,
    schema: schemaOf(doc),
    ...readFacts(doc),
    ...sections,
    timeline: readList(doc, 'timeline'),
    factors: readList(doc, 'factors'),
    whys: readList(doc, 'whys'),
    actions: readList(doc, 'actions'),
    parked: readList(doc, 'parked'),
    comments: readComments(doc),
  }
}

/** The schema number a document was written in; a document without one has the current schema (D4). */
export function schemaOf(doc: Y.Doc): number {
  const schema = metaOf(doc).get('schema')
  return typeof schema === 'number' ? schema : SCHEMA
}

/** The header facts. */
export function readFacts(doc: Y.Doc): Facts {
  const meta = metaOf(doc)
  const text = (name: string): string => stringOf(meta.get(name))
  return {
    // Whatever a client wrote there: no list, tab or picture has to carry more.
    title: text('title').slice(0, BOUNDS.title.most),
    kind: oneOf(KINDS, meta.get('kind'), 'incident'),
    severity: oneOf(['', ...SEVERITIES], meta.get('severity'), ''),
    incident: text('incident'),
    startedAt: text('startedAt'),
    detectedAt: text('detectedAt'),
    mitigatedAt: text('mitigatedAt'),
    resolvedAt: text('resolvedAt'),
    authors: wordsOf(meta.get('authors')),
    reviewers: wordsOf(meta.get('reviewers')),
    services: wordsOf(meta.get('services')),
    tags: wordsOf(meta.get('tags')),
    timeZone: text('timeZone'),
  }
}

/** Rows that were read before, by their shared row; whoever keeps them removes a row when it changes. */
export interface KnownRows<L extends ListName> {
  get(row: Y.Map<unknown>): Items[L] | undefined
  set(row: Y.Map<unknown>, item: Items[L]): unknown
}

/**
 * One list in its order: the timeline by `at` and then `order`, rows of unknown time last; others by `order`. Rows in
 * `known` are taken from there, and the others added to it, so that a change in one row costs the reading of one.
 */
export function readList<L extends ListName>(doc: Y.Doc, list: L, known?: KnownRows<L>): Items[L][] {
  const items: Items[L][] = []
  for (const [id, row] of listOf(doc, list)) {
    if (!(row instanceof Y.Map)) continue
    const item = known?.get(row) ?? READERS[list](id, row)
    known?.set(row, item)
    items.push(item)
  }
  return items.sort(
    (a, b) => compare(sortKey(a), sortKey(b)) || compare(a.order, b.order) || compare(a.id, b.id),
  )
}

const sortKey = (item: Items[ListName]): string => ('at' in item ? item.at || '\uffff' : '')
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

type Row = Y.Map<unknown>

const READERS: { [L in ListName]: (id: string, row: Row) => Items[L] } = {
  timeline: (id, row) => ({
    id,
    at: stringOf(row.get('at')),
    precision: oneOf(PRECISIONS, row.get('precision'), row.get('at') ? 'minute' : 'unknown'),
    order: stringOf(row.get('order')),
    text: stringOf(row.get('text')),
    kind: oneOf(ROW_KINDS, row.get('kind'), 'note'),
    source: sourceOf(row.get('source')),
    state: oneOf(ROW_STATES, row.get('state'), 'draft'),
  }),
  factors: (id, row) => ({
    id,
    text: stringOf(row.get('text')),
    category: oneOf(['', ...CATEGORIES], row.get('category'), ''),
    group: stringOf(row.get('group')),
    order: stringOf(row.get('order')),
    chosen: row.get('chosen') === true,
    waiver: stringOf(row.get('waiver')),
    rows: wordsOf(row.get('rows')),
  }),
  whys: (id, row) => ({
    id,
    text: stringOf(row.get('text')),
    parents: wordsOf(row.get('parents')),
    evidence: stringOf(row.get('evidence')),
    systemic: row.get('systemic') === true,
    order: stringOf(row.get('order')),
  }),
  actions: (id, row) => ({
    id,
    text: stringOf(row.get('text')),
    owner: stringOf(row.get('owner')),
    due: stringOf(row.get('due')),
    status: oneOf(ACTION_STATUSES, row.get('status'), 'open'),
    reason: stringOf(row.get('reason')),
    tracker: stringOf(row.get('tracker')),
    type: oneOf(['', ...ACTION_TYPES], row.get('type'), ''),
    factors: wordsOf(row.get('factors')),
    order: stringOf(row.get('order')),
  }),
  parked: (id, row) => ({ id, text: stringOf(row.get('text')), order: stringOf(row.get('order')) }),
}

/** Anyone with a modified client can write any value: what is not of the expected shape reads as its default. */
function stringOf(value: unknown): string {
  if (typeof value === 'string') return value
  return isPlainText(value) ? value.toString() : ''
}

function wordsOf(value: unknown): string[] {
  const values: unknown[] = value instanceof Y.Array ? value.toArray() : Array.isArray(value) ? value : []
  return [...new Set(values.filter(word => typeof word === 'string'))].slice(0, BOUNDS.links.most)
}

function oneOf<const T extends string>(allowed: readonly T[], value: unknown, otherwise: T): T {
  return allowed.find(word => word === value) ?? otherwise
}

function sourceOf(value: unknown): { type: string; url: string } {
  const source = typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
  return { type: stringOf(source.type), url: stringOf(source.url) }
}
