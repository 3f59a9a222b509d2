import { generateKeyBetween } from 'fractional-indexing'
import * as Y from 'yjs'
import { type Facts, type Postmortem, SCHEMA, SECTIONS } from './postmortem.ts'
import { readList } from './read.ts'
import { writeRichText } from './richText.ts'
import {
  EDIT,
  type Items,
  isPlainText,
  itemOf,
  LISTS,
  type ListName,
  listOf,
  metaOf,
  sectionOf,
} from './schema.ts'

/** The fields of an item that a caller may set. */
export type ItemFields<L extends ListName> = Partial<Omit<Items[L], 'id'>>

/** Sets header facts. Word lists are changed word by word, so that additions at the same time are both kept. */
export function updateFacts(doc: Y.Doc, facts: Partial<Facts>): void {
  const meta = metaOf(doc)
  doc.transact(() => {
    for (const [name, value] of Object.entries(facts)) setField(meta, name, value)
  }, EDIT)
}

/**
 * Adds an item at the end of its list, unless `fields.order` says otherwise. An id that is there already is left as
 * it is, so that adding twice cannot lose what was typed. Whether a list has room is asked before: `hasRoom`.
 */
export function addItem<L extends ListName>(
  doc: Y.Doc,
  list: L,
  id: string,
  fields: ItemFields<L> = {},
): void {
  const items = listOf(doc, list)
  if (items.has(id)) return
  doc.transact(() => {
    const item = new Y.Map<unknown>()
    items.set(id, item)
    const order = fields.order === undefined ? { order: orderAtEnd(doc, list, id) } : {}
    const withDefaults = { text: '', ...LINKS[list], ...order, ...fields }
    for (const [name, value] of Object.entries(withDefaults)) setField(item, name, value)
  }, EDIT)
}

/** Changes fields of an item; an item that is gone stays gone. Text is changed by the smallest replacement. */
export function updateItem<L extends ListName>(doc: Y.Doc, list: L, id: string, fields: ItemFields<L>): void {
  const item = itemOf(doc, list, id)
  if (!item) return
  doc.transact(() => {
    for (const [name, value] of Object.entries(fields)) setField(item, name, value)
  }, EDIT)
}

/** Removes an item, with its text; links to it are ignored by readers, and live again when it is restored. */
export function removeItem(doc: Y.Doc, list: ListName, id: string): void {
  doc.transact(() => listOf(doc, list).delete(id), EDIT)
}

/** Places an item right after `after` in its list, or first when `after` is null. */
export function moveItem(doc: Y.Doc, list: ListName, id: string, after: string | null): void {
  const others = readList(doc, list).filter(item => item.id !== id)
  const index = after === null ? -1 : others.findIndex(item => item.id === after)
  const order = orderBetween(others[index]?.order ?? '', others[index + 1]?.order ?? '')
  doc.transact(() => itemOf(doc, list, id)?.set('order', order), EDIT)
}

/** A sort key after `before` and ahead of `after`; '' stands for an open end. */
export function orderBetween(before: string, after: string): string {
  const low = isOrderKey(before) ? before : null
  const high = isOrderKey(after) ? after : null
  return generateKeyBetween(low, low !== null && high !== null && low >= high ? null : high)
}

/** Replaces a text by deleting and inserting only what differs, so that what others type stays where it is. */
export function setText(text: Y.Text, next: string): void {
  const now = text.toString()
  let start = 0
  while (start < now.length && start < next.length && now[start] === next[start]) start++
  let end = 0
  const most = Math.min(now.length, next.length) - start
  while (end < most && now[now.length - 1 - end] === next[next.length - 1 - end]) end++
  if (now.length - start - end > 0) text.delete(start, now.length - start - end)
  if (next.length - start - end > 0) text.insert(start, next.slice(start, next.length - end))
}

/** Writes a whole postmortem into a document: imports, the example, and a restored version use it. */
export function writePostmortem(doc: Y.Doc, postmortem: Postmortem): void {
  doc.transact(() => {
    metaOf(doc).set('schema', SCHEMA)
    updateFacts(doc, factsOf(postmortem))
    for (const name of SECTIONS) writeRichText(sectionOf(doc, name), postmortem[name])
    for (const list of LISTS) writeList(doc, list, postmortem[list])
  }, EDIT)
}

/** The header facts of a postmortem, without its sections and lists. */
export function factsOf(postmortem: Postmortem): Facts {
  const { title, kind, severity, incident, startedAt, detectedAt, mitigatedAt, resolvedAt } = postmortem
  const { authors, reviewers, services, tags, timeZone } = postmortem
  const times = { startedAt, detectedAt, mitigatedAt, resolvedAt }
  return { title, kind, severity, incident, ...times, authors, reviewers, services, tags, timeZone }
}

const LINKS: { [L in ListName]: Partial<Record<string, readonly string[]>> } = {
  timeline: {},
  factors: { rows: [] },
  whys: { parents: [] },
  actions: { factors: [] },
  parked: {},
}

/** Makes a list hold exactly these items; call inside a transaction. */
export function writeList<L extends ListName>(doc: Y.Doc, list: L, items: readonly Items[L][]): void {
  const kept = new Set(items.map(item => item.id))
  for (const id of [...listOf(doc, list).keys()]) if (!kept.has(id)) listOf(doc, list).delete(id)
  for (const { id, ...fields } of items) {
    addItem(doc, list, id, fields as ItemFields<L>)
    updateItem(doc, list, id, fields as ItemFields<L>)
  }
}

function setField(map: Y.Map<unknown>, name: string, value: unknown): void {
  const now = map.get(name)
  if (name === 'text' && typeof value === 'string') {
    if (isPlainText(now)) setText(now, value)
    else map.set(name, new Y.Text(value))
  } else if (Array.isArray(value)) {
    if (now instanceof Y.Array) setWords(now, value)
    else map.set(name, Y.Array.from(value))
  } else if (now !== value) {
    map.set(name, value)
  }
}

function setWords(words: Y.Array<unknown>, next: readonly unknown[]): void {
  for (let i = words.length - 1; i >= 0; i--) if (!next.includes(words.get(i))) words.delete(i)
  const added = next.filter(word => !words.toArray().includes(word))
  if (added.length > 0) words.push(added)
}

function orderAtEnd(doc: Y.Doc, list: ListName, except: string): string {
  let last = ''
  for (const id of listOf(doc, list).keys()) {
    const order = id === except ? '' : itemOf(doc, list, id)?.get('order')
    if (typeof order === 'string' && isOrderKey(order) && order > last) last = order
  }
  return orderBetween(last, '')
}

/** Keys come from documents that anyone may have written: a malformed one counts as an open end. */
function isOrderKey(key: string): boolean {
  if (key === '') return false
  try {
    generateKeyBetween(key, null)
    return true
  } catch {
    return false
  }
}
