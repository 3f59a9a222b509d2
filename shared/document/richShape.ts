import * as Y from 'yjs'
import { entryOf } from '../base/lookup.ts'
import { SECTIONS } from './postmortem.ts'
import { sectionOf } from './schema.ts'

const BLOCKS = [
  'paragraph',
  'heading',
  'bulletList',
  'orderedList',
  'taskList',
  'blockquote',
  'codeBlock',
  'horizontalRule',
  'table',
  'image',
] as const
const INLINE = ['hardBreak', 'mention'] as const
/** Stands for text among the children of a node. */
const TEXT = '#text'
const CELLS = ['tableHeader', 'tableCell']

/** What each node of a section may hold: the schema of the editor, as far as a foreign client can break it. */
const CHILDREN: Readonly<Record<string, readonly string[]>> = {
  paragraph: [TEXT, ...INLINE],
  heading: [TEXT, ...INLINE],
  codeBlock: [TEXT],
  bulletList: ['listItem'],
  orderedList: ['listItem'],
  taskList: ['taskItem'],
  listItem: BLOCKS,
  taskItem: BLOCKS,
  blockquote: BLOCKS,
  table: ['tableRow'],
  tableRow: CELLS,
  tableHeader: BLOCKS,
  tableCell: BLOCKS,
  horizontalRule: [],
  image: [],
  hardBreak: [],
  mention: [],
}
const MARKS = ['bold', 'italic', 'strike', 'underline', 'code', 'link']
/** Attributes of nodes that are read as text. Others are numbers and flags, which readers take in any form. */
const TEXTS = ['src', 'alt', 'title', 'id', 'label', 'language']
/** Nodes that begin with a paragraph, and those that may not be empty. */
const ITEMS = ['listItem', 'taskItem']
const FILLED = [...ITEMS, ...CELLS, 'blockquote']
const LISTS = ['bulletList', 'orderedList', 'taskList', 'table']

/** Deeper than anybody writes; each level costs every reader a call. */
const DEEPEST = 60

/**
 * What is wrong with an item of a section: `unknown` is nothing that a section can hold, `misplaced` stands where it
 * cannot. Either stops an editor, or is deleted by it together with what it holds.
 */
export type ShapeFault = 'unknown' | 'misplaced'

/** Whether an item that is in a section (by {@link sectionsOf}) belongs where it is; null when it does. */
export function faultOf(item: Y.Item): ShapeFault | null {
  const { content, parentSub } = item
  const parent = item.parent as Y.AbstractType<unknown>
  if (item.deleted) return null
  if (parentSub !== null) return isAttribute(parent, parentSub, content) ? null : 'unknown'
  if (parent instanceof Y.XmlText) return isInText(content, parent) ? null : 'unknown'
  if (!(content instanceof Y.ContentType)) return 'unknown'
  const name = nameOf(content.type)
  if (name === null) return 'unknown'
  if (depthOf(item) > DEEPEST) return 'unknown'
  const allowed = parent instanceof Y.XmlElement ? entryOf(CHILDREN, parent.nodeName) : BLOCKS
  return allowed && !allowed.includes(name) ? 'misplaced' : null
}

/** What is missing in an element: a `paragraph` at its beginning, or any child, without which it is `empty`. */
export function lackOf(element: Y.XmlElement): 'paragraph' | 'empty' | null {
  const name = element.nodeName
  const first = element.firstChild
  if (ITEMS.includes(name) && !(first instanceof Y.XmlElement && first.nodeName === 'paragraph'))
    return 'paragraph'
  if (first) return null
  if (FILLED.includes(name)) return 'paragraph'
  return LISTS.includes(name) ? 'empty' : null
}

/** Whether an editor can show and keep all that a section holds. */
export function isEditable(fragment: Y.XmlFragment): boolean {
  for (const item of itemsOf(fragment as unknown as Y.AbstractType<unknown>)) {
    if (item.deleted) continue
    if (faultOf(item)) return false
    const type = item.content instanceof Y.ContentType ? item.content.type : null
    if (type instanceof Y.XmlElement && lackOf(type)) return false
    if (
      type &&
      (type instanceof Y.XmlElement || type instanceof Y.XmlText) &&
      !isEditable(type as unknown as Y.XmlFragment)
    )
      return false
  }
  return true
}

/** Tells of the items of a document whether they are in a section, at whatever depth. */
export function sectionsOf(doc: Y.Doc): (item: Y.Item) => boolean {
  // Asked for first: a root that nobody asked for yet has another object until then.
  const sections = new Set<unknown>(SECTIONS.map(name => sectionOf(doc, name)))
  return item => {
    let parent = item.parent as Y.AbstractType<unknown> | null
    for (let depth = 0; parent?._item && depth <= 2 * DEEPEST; depth++)
      parent = parent._item.parent as Y.AbstractType<unknown> | null
    return sections.has(parent)
  }
}

/** The items directly in a type: its children in order, deleted ones among them, then its attributes. */
export function* itemsOf(type: Y.AbstractType<unknown>): Generator<Y.Item> {
  for (let item = type._start; item; item = item.right) yield item
  yield* type._map.values()
}

/** Whether nothing may stand in this item's element, since it would be too deep. */
export const isDeep = (item: Y.Item): boolean => depthOf(item) >= DEEPEST

function depthOf(item: Y.Item): number {
  let depth = 0
  let parent = item.parent as Y.AbstractType<unknown> | null
  for (; parent?._item && depth <= DEEPEST; depth++)
    parent = parent._item.parent as Y.AbstractType<unknown> | null
  return depth
}

function nameOf(type: unknown): string | null {
  if (type instanceof Y.XmlText) return TEXT
  return type instanceof Y.XmlElement && Object.hasOwn(CHILDREN, type.nodeName) ? type.nodeName : null
}

/** What attributes there are beyond the known ones is never read, and harms nobody. */
function isAttribute(parent: Y.AbstractType<unknown>, name: string, content: Y.Item['content']): boolean {
  if (!(parent instanceof Y.XmlElement)) return true
  if (!(content instanceof Y.ContentAny)) return false
  const value: unknown = content.arr.at(-1)
  if (TEXTS.includes(name)) return value === null || value === undefined || typeof value === 'string'
  return isPlain(value) || (Array.isArray(value) && value.every(isPlain))
}

function isInText(content: Y.Item['content'], text: Y.XmlText): boolean {
  if (content instanceof Y.ContentString) return true
  if (!(content instanceof Y.ContentFormat)) return false
  const isCode = text.parent instanceof Y.XmlElement && text.parent.nodeName === 'codeBlock'
  if (isCode && content.value !== null) return false
  const mark = content.key.replace(/--[A-Za-z0-9+/=]{8}$/, '')
  return MARKS.includes(mark) && isMarkValue(content.value)
}

const isMarkValue = (value: unknown): boolean =>
  isPlain(value) || (typeof value === 'object' && value !== null && Object.values(value).every(isPlain))

const isPlain = (value: unknown): boolean =>
  value === null || value === undefined || ['string', 'number', 'boolean'].includes(typeof value)
