import * as Y from 'yjs'
import { EDIT } from './schema.ts'

/** What stands in a redacted text's place. */
export const REDACTED = '[redacted]'

/**
 * Fields that hold no words of people but what programs go by: kinds, states, ids, instants, and the names of events.
 * A redaction that took "vote" out of these would leave a meeting or a document that nobody can read.
 */
const FIXED: ReadonlySet<string> = new Set(
  (
    'id schema kind severity state status type category precision order at due timeZone ' +
    'startedAt detectedAt mitigatedAt resolvedAt section item list factors parents rows chosen systemic ' +
    'client field from to key person by speaker card factor action step code open role duty'
  ).split(' '),
)

const isFixed = (key: string, value: unknown): boolean =>
  FIXED.has(key) && (typeof value !== 'object' || value === null || isListOfStrings(value))
const isListOfStrings = (value: object): boolean =>
  Array.isArray(value) && value.every(part => typeof part === 'string')

/** How often `text` stands in the words of a plain value, whatever its case. */
export function countIn(value: unknown, text: string): number {
  if (typeof value === 'string') return [...value.matchAll(patternOf(text))].length
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return 0
  return Object.entries(value).reduce(
    (sum, [key, part]) => sum + (isFixed(key, part) ? 0 : countIn(part, text)),
    0,
  )
}

/** A plain value with the text replaced in all its words; the same value when it stands nowhere. */
export function redactValue(value: unknown, text: string): unknown {
  if (countIn(value, text) === 0) return value
  if (typeof value === 'string') return value.replace(patternOf(text), REDACTED)
  if (Array.isArray(value)) return value.map(part => redactValue(part, text))
  return Object.fromEntries(
    Object.entries(value as object).map(([key, part]) => [
      key,
      isFixed(key, part) ? part : redactValue(part, text),
    ]),
  )
}

/**
 * Replaces the text wherever it stands in a document, in every root (D10): in rows, sections, facts, comments, and the
 * attributes and marks of rich text. Words that are partly bold are found; words apart in two paragraphs are not.
 */
export function redactDocument(doc: Y.Doc, text: string): void {
  doc.transact(() => {
    for (const name of [...doc.share.keys()]) redactType(rootOf(doc, name), text)
  }, EDIT)
}

/** A root that no code of ours has asked for has no type yet: its contents tell which. */
function rootOf(doc: Y.Doc, name: string): unknown {
  const root = doc.share.get(name) as Y.AbstractType<unknown>
  if (root.constructor !== Y.AbstractType) return root
  if (root._map.size > 0) return doc.getMap(name)
  const content = root._start?.content
  return content instanceof Y.ContentType ? doc.getXmlFragment(name) : doc.getText(name)
}

function redactType(type: unknown, text: string): void {
  if (type instanceof Y.XmlElement) redactAttributes(type, text)
  if (type instanceof Y.Text) redactText(type, text)
  else if (type instanceof Y.XmlFragment) for (const child of type.toArray()) redactType(child, text)
  else if (type instanceof Y.Map) redactMap(type, text)
  else if (type instanceof Y.Array) redactArray(type, text)
}

function redactMap(map: Y.Map<unknown>, text: string): void {
  for (const [key, value] of [...map]) {
    if (value instanceof Y.AbstractType) redactType(value, text)
    else if (!isFixed(key, value) && countIn(value, text) > 0) map.set(key, redactValue(value, text))
  }
}

function redactArray(array: Y.Array<unknown>, text: string): void {
  for (const [index, value] of array.toArray().entries()) {
    if (value instanceof Y.AbstractType) redactType(value, text)
    else if (countIn(value, text) > 0) {
      array.delete(index, 1)
      array.insert(index, [redactValue(value, text)])
    }
  }
}

function redactAttributes(element: Y.XmlElement, text: string): void {
  for (const [name, value] of Object.entries(element.getAttributes())) {
    if (countIn(value, text) > 0) element.setAttribute(name, redactValue(value, text) as string)
  }
}

function redactText(shared: Y.Text, text: string): void {
  let at = 0
  let plain = ''
  const parts: { insert: unknown; attributes?: Record<string, unknown> }[] = shared.toDelta()
  for (const { insert, attributes } of parts) {
    const length = typeof insert === 'string' ? insert.length : 1
    for (const [name, value] of Object.entries(attributes ?? {})) {
      if (countIn(value, text) > 0) shared.format(at, length, { [name]: redactValue(value, text) })
    }
    plain += typeof insert === 'string' ? insert : '\ufffc'
    at += length
  }
  for (const found of [...plain.matchAll(patternOf(text))].reverse()) {
    shared.delete(found.index, found[0].length)
    shared.insert(found.index, REDACTED)
  }
}

const patternOf = (text: string): RegExp => new RegExp(text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'), 'giu')
