import {
  type AttributeSpec,
  Fragment,
  type Mark,
  type Node,
  type NodeType,
  type Schema,
} from '@tiptap/pm/model'
import * as Y from 'yjs'

/** What the editor's binding keeps of each shared type: the node, or the run of text, that it is drawn as. */
export type Drawn = Node | readonly Node[]

/** A section as the editor can hold it; or what in it the editor has no place for. */
export type SectionReading =
  | { readonly ok: true; readonly nodes: readonly Node[]; readonly drawn: ReadonlyMap<unknown, Drawn> }
  | { readonly ok: false; readonly foreign: string }

/** Deeper than anybody writes: a modified client could nest until every reader runs out of stack. */
const DEEPEST = 100

/** Thrown within this file only, from any depth up to {@link readSection}. */
class Foreign extends Error {}

/**
 * Reads a section as nodes of an editor without changing it (D3). The binding's own reader deletes whatever the
 * schema has no place for, so the binding is only ever given what this has read (D4).
 */
export function readSection(fragment: Y.XmlFragment, schema: Schema): SectionReading {
  const drawn = new Map<unknown, Drawn>()
  try {
    const nodes = fragment.toArray().flatMap(child => {
      if (!(child instanceof Y.XmlElement)) throw new Foreign(nameOf(child))
      return elementNode(child, schema, drawn, 0) ?? []
    })
    const top = schema.topNodeType
    if (nodes.length > 0 && !top.validContent(Fragment.from(nodes))) throw new Foreign(nodes[0]?.type.name)
    return { ok: true, nodes, drawn }
  } catch (error) {
    return { ok: false, foreign: error instanceof Foreign ? error.message : String(error) }
  }
}

/** Null for an element in which nothing is left that anybody could miss, such as a list without items. */
function elementNode(
  element: Y.XmlElement,
  schema: Schema,
  drawn: Map<unknown, Drawn>,
  depth: number,
): Node | null {
  const type = schema.nodes[element.nodeName]
  if (!type || !Object.hasOwn(schema.nodes, element.nodeName)) throw new Foreign(element.nodeName)
  if (type.isText || type === schema.topNodeType || depth > DEEPEST) throw new Foreign(element.nodeName)
  const attrs = readAttrs(element.nodeName, element.getAttributes(), type.spec.attrs)
  const children = element.toArray().flatMap(child => {
    if (child instanceof Y.XmlElement) return elementNode(child, schema, drawn, depth + 1) ?? []
    if (!(child instanceof Y.XmlText)) throw new Foreign(nameOf(child))
    const texts = textNodes(child, schema)
    drawn.set(child, texts)
    return texts
  })
  const content = fitted(type, Fragment.from(children))
  if (content) {
    const node = type.create(attrs, content)
    drawn.set(element, node)
    return node
  }
  if (!isNothing(children)) throw new Foreign(element.nodeName)
  // The binding counts the size of what stands before a caret: this takes no room.
  drawn.set(element, NOTHING)
  return null
}

const NOTHING = { nodeSize: 0 } as unknown as Node

/**
 * The content as it is, or behind what it lacks in front: where one person took a line out of a list item and another
 * put a list into it, the line is missing. The next edit there writes it.
 */
function fitted(type: NodeType, content: Fragment): Fragment | null {
  if (type.validContent(content)) return content
  if (content.childCount === 0 && !type.spec.tableRole?.includes('cell')) return null
  const missing = type.contentMatch.fillBefore(content, true)
  const whole = missing?.append(content)
  return whole && type.validContent(whole) ? whole : null
}

const isNothing = (nodes: readonly Node[]): boolean =>
  nodes.every(node => !node.isText && !node.isLeaf && isNothing(node.children))

function textNodes(text: Y.XmlText, schema: Schema): Node[] {
  const delta: { insert: unknown; attributes?: Record<string, unknown> }[] = text.toDelta()
  return delta.map(({ insert, attributes }) => {
    if (typeof insert !== 'string') throw new Foreign(nameOf(insert))
    return schema.text(insert, readMarks(attributes ?? {}, schema))
  })
}

function readMarks(attributes: Readonly<Record<string, unknown>>, schema: Schema): Mark[] {
  return Object.entries(attributes).map(([written, value]) => {
    // The binding writes a mark that may overlap itself as `name--hash`.
    const name = written.replace(/--[A-Za-z0-9+/=]{8}$/, '')
    const type = Object.hasOwn(schema.marks, name) ? schema.marks[name] : undefined
    if (!type) throw new Foreign(name)
    const given = typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
    return type.create(readAttrs(name, given, type.spec.attrs))
  })
}

/** Attributes beyond the known ones stay in the shared text, and are no part of the node. */
function readAttrs(
  owner: string,
  attrs: Readonly<Record<string, unknown>>,
  known: { readonly [name: string]: AttributeSpec } | undefined,
): Record<string, unknown> {
  for (const [name, value] of Object.entries(attrs)) {
    if (value === undefined || value === null) continue
    const types = known && Object.hasOwn(known, name) ? known[name]?.validate : undefined
    const isOdd = typeof types === 'string' && !types.split('|').includes(typeof value)
    const isList = Array.isArray(value) && value.every(each => typeof each !== 'object')
    if (isOdd || (typeof value === 'object' && !isList)) throw new Foreign(`${owner}.${name}`)
  }
  return { ...attrs }
}

function nameOf(child: unknown): string {
  if (child instanceof Y.XmlText) return 'text'
  if (child instanceof Y.XmlHook) return 'hook'
  if (child instanceof Y.Map) return 'map'
  if (child instanceof Y.Array) return 'array'
  return child instanceof Y.AbstractType ? 'text' : 'value'
}
