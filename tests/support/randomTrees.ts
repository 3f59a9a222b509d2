import * as Y from 'yjs'
import { SECTIONS } from '../../shared/document/postmortem.ts'
import { LISTS } from '../../shared/document/schema.ts'
import type { Random } from './random.ts'

/** Every root of the document, and one that it does not have. */
export const ROOTS = ['meta', 'comments', ...LISTS, ...SECTIONS, 'unknown'] as const

const NODES = [
  'paragraph',
  'heading',
  'bulletList',
  'orderedList',
  'taskList',
  'listItem',
  'taskItem',
  'blockquote',
  'codeBlock',
  'horizontalRule',
  'table',
  'tableRow',
  'tableHeader',
  'tableCell',
  'image',
  'hardBreak',
  'mention',
  'widget',
  'constructor',
  '__proto__',
  '#text',
  '',
]
const KEYS = [
  ...['src', 'alt', 'title', 'id', 'label', 'language', 'level', 'start', 'checked', 'colspan', 'href'],
  ...['text', 'at', 'order', 'precision', 'kind', 'source', 'state', 'category', 'group', 'chosen', 'waiver'],
  ...['rows', 'parents', 'evidence', 'systemic', 'owner', 'due', 'status', 'reason', 'tracker', 'type'],
  ...['factors', 'severity', 'startedAt', 'authors', 'services', 'tags', 'timeZone', 'schema'],
  ...['about', 'in', 'section', 'quote', 'thread', 'resolved', 'question', 'from', 'to', 'edited'],
  ...['__proto__', 'constructor', 'toString', 'widget', ''],
]
const MARKS = ['bold', 'italic', 'link', 'code', 'link--abcdefgh', 'widget', 'ychange', '__proto__', '']
const WORDS = [
  '',
  'odd',
  'timeline',
  'summary',
  '2026-05-27T10:00:00Z',
  '=1+1',
  '`|\n#',
  '\ud800',
  '\0',
  'a0',
]
const NUMBERS = [0, -1, 7, 1.5, Number.NaN, Number.POSITIVE_INFINITY, 1e300, -0]

/** Nothing is nested deeper than this: what is reached by chance, not the limit of depth itself. */
const DEEPEST = 6

/**
 * Writes one random tree of shared types and plain values under a root, as a modified client can: children into roots
 * that are maps, entries into roots that are sections, and types where values belong. Deletes nothing, and overwrites
 * nothing but facts. The same randomness makes the same tree.
 */
export function writeRandomTree(doc: Y.Doc, random: Random): void {
  const name = random.pick(ROOTS)
  // In this copy every root is a fragment; what a root is stands in no update.
  const root = doc.get(name, Y.XmlFragment) as Y.XmlFragment
  doc.transact(() => {
    const isSection = SECTIONS.some(section => section === name)
    if (random.below(8) === 0 ? isSection : !isSection) {
      const key = name === 'meta' || name === 'unknown' ? random.pick(KEYS) : `odd-${random.next()}`
      setEntry(root, key, random.below(3) === 0 ? anything(random, 0) : row(random))
    } else insert(random.below(4) === 0 ? honestElement(root) : root, random, 0)
  })
}

/** The first element of a section if there is one: oddities inside of what somebody else wrote. */
const honestElement = (root: Y.XmlFragment): Y.XmlFragment => {
  const first = root.length > 0 ? root.get(0) : null
  return first instanceof Y.XmlElement ? first : root
}

const setEntry = (type: Y.XmlFragment, key: string, value: unknown): void =>
  Y.XmlElement.prototype.setAttribute.call(type as Y.XmlElement, key, value as string)

function insert(parent: Y.XmlFragment, random: Random, depth: number): void {
  parent.insert(random.below(parent.length + 1), [anything(random, depth) as Y.XmlElement])
}

/** What a row of a list could be taken for, with a value of any kind in each field. */
function row(random: Random): Y.Map<unknown> {
  const made = new Y.Map<unknown>()
  for (let fields = random.below(9); fields > 0; fields--) made.set(random.pick(KEYS), anything(random, 1))
  return made
}

function anything(random: Random, depth: number): unknown {
  if (depth > DEEPEST || random.below(5) === 0) return value(random, 0)
  return random.pick([element, element, element, element, text, text, plainText, map, array, hook, fragment])(
    random,
    depth,
  )
}

function value(random: Random, depth: number): unknown {
  const simple = [null, true, false, random.pick(NUMBERS), random.pick(WORDS), new Uint8Array([1, 2])]
  if (depth > 3 || random.below(3) > 0) return random.pick(simple)
  if (random.below(2) === 0) return Array.from({ length: random.below(4) }, () => value(random, depth + 1))
  // Yjs looks at the constructor of what it is handed, though at that of nothing within. The other key is refused.
  const keys = KEYS.filter(key => key !== '__proto__' && (depth > 0 || key !== 'constructor'))
  const entries = Array.from({ length: random.below(4) }, () => [random.pick(keys), value(random, depth + 1)])
  return Object.fromEntries(entries as [string, unknown][])
}

function element(random: Random, depth: number): Y.XmlElement {
  const made = new Y.XmlElement(random.pick(NODES))
  for (let left = random.below(3); left > 0; left--)
    made.setAttribute(random.pick(KEYS), anything(random, depth + 3) as string)
  const children = Array.from({ length: random.below(4) }, () => anything(random, depth + 1))
  made.insert(0, children as Y.XmlElement[])
  return made
}

function text(random: Random, depth: number): Y.XmlText {
  const made = new Y.XmlText()
  written(made, random, depth)
  return made
}

function plainText(random: Random, depth: number): Y.Text {
  const made = new Y.Text()
  written(made, random, depth)
  return made
}

function written(into: Y.Text, random: Random, depth: number): void {
  for (let parts = random.below(4); parts > 0; parts--) {
    const embedded = random.below(4) === 0 ? anything(random, depth + 1) : null
    if (embedded !== null) into.insertEmbed(0, embedded instanceof Y.AbstractType ? embedded : { embedded })
    else {
      const marks = random.below(2) === 0 ? { [random.pick(MARKS)]: value(random, 1) } : {}
      into.insert(0, `${random.pick(WORDS)} `, marks as object)
    }
  }
  if (random.below(6) === 0) into.setAttribute(random.pick(KEYS), value(random, 0))
}

function map(random: Random, depth: number): Y.Map<unknown> {
  const made = new Y.Map<unknown>()
  for (let left = random.below(4); left > 0; left--) made.set(random.pick(KEYS), anything(random, depth + 1))
  return made
}

function array(random: Random, depth: number): Y.Array<unknown> {
  const made = new Y.Array<unknown>()
  made.insert(
    0,
    Array.from({ length: random.below(4) }, () => anything(random, depth + 1)),
  )
  return made
}

function hook(random: Random): Y.XmlHook {
  return new Y.XmlHook(random.pick(NODES))
}

function fragment(random: Random, depth: number): Y.XmlFragment {
  const made = new Y.XmlFragment()
  made.insert(0, Array.from({ length: random.below(3) }, () => anything(random, depth + 1)) as Y.XmlElement[])
  return made
}
