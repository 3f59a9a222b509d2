import * as Y from 'yjs'
import type { RichMark, RichNode, RichText } from './postmortem.ts'

type Attrs = Record<string, string | number | boolean | null>

/** Rich text of a fragment as plain nodes; `[]` when it holds nothing but empty paragraphs. */
export function readRichText(fragment: Y.XmlFragment): RichText {
  const blocks = childrenOf(fragment)
  return blocks.every(isEmptyParagraph) ? [] : blocks
}

/** Replaces what a fragment holds; call inside a transaction. */
export function writeRichText(fragment: Y.XmlFragment, blocks: RichText): void {
  if (fragment.length > 0) fragment.delete(0, fragment.length)
  fragment.insert(0, toShared(blocks))
}

/** Adds blocks after what a fragment holds; call inside a transaction. */
export function appendRichText(fragment: Y.XmlFragment, blocks: RichText): void {
  fragment.insert(fragment.length, toShared(blocks))
}

/** A paragraph of plain text. */
export const paragraph = (text: string): RichNode =>
  text ? { type: 'paragraph', content: [{ type: 'text', text }] } : { type: 'paragraph' }

/** A bullet list with one plain paragraph an item. */
export const bullets = (items: readonly string[]): RichNode => ({
  type: 'bulletList',
  content: items.map(item => ({ type: 'listItem', content: [paragraph(item)] })),
})

const isEmptyParagraph = (node: RichNode): boolean => node.type === 'paragraph' && !node.content?.length

/** Deeper than anybody writes: a modified client could nest until every reader runs out of stack. */
const DEEPEST = 100

function childrenOf(parent: Y.XmlFragment, depth = 0): RichNode[] {
  if (depth > DEEPEST) return []
  return parent.toArray().flatMap(child => nodesOf(child, depth))
}

/** What one child of a fragment reads as: a block is one node, a text one for each change of marks. */
export function nodesOf(child: unknown, depth = 0): RichNode[] {
  if (child instanceof Y.XmlText) return textNodes(child)
  return child instanceof Y.XmlElement ? [elementNode(child, depth)] : []
}

function elementNode(element: Y.XmlElement, depth: number): RichNode {
  const attrs = plainAttrs(element.getAttributes())
  const content = childrenOf(element, depth + 1)
  return {
    type: element.nodeName,
    ...(Object.keys(attrs).length > 0 && { attrs }),
    ...(content.length > 0 && { content }),
  }
}

function textNodes(text: Y.XmlText): RichNode[] {
  const delta: { insert: unknown; attributes?: Record<string, unknown> }[] = text.toDelta()
  return delta.flatMap(({ insert, attributes }) => {
    if (typeof insert !== 'string' || insert === '') return []
    const marks = Object.entries(attributes ?? {}).flatMap(([name, value]) => readMark(name, value))
    return [{ type: 'text', text: insert, ...(marks.length > 0 && { marks }) }]
  })
}

/** The editor's binding writes a mark that may overlap itself as `name--hash`; the hash means nothing here. */
function readMark(name: string, value: unknown): RichMark[] {
  if (value === null || value === undefined) return []
  const type = name.replace(/--[A-Za-z0-9+/=]{8}$/, '')
  const attrs = typeof value === 'object' ? plainAttrs(value as Record<string, unknown>) : {}
  return [{ type, ...(Object.keys(attrs).length > 0 && { attrs }) }]
}

function plainAttrs(attrs: Record<string, unknown>): Attrs {
  const isPlain = (value: unknown): boolean =>
    typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
  return Object.fromEntries(Object.entries(attrs).filter(([, value]) => isPlain(value))) as Attrs
}

/** Blocks as shared types, to be inserted into a fragment. */
export const sharedBlocks = (blocks: RichText): (Y.XmlElement | Y.XmlText)[] => toShared(blocks)

function toShared(nodes: readonly RichNode[]): (Y.XmlElement | Y.XmlText)[] {
  const shared: (Y.XmlElement | Y.XmlText)[] = []
  for (const [index, node] of nodes.entries()) {
    if (node.type !== 'text') shared.push(sharedElement(node))
    else if (nodes[index - 1]?.type !== 'text') shared.push(sharedText(nodes, index))
  }
  return shared
}

function sharedElement(node: RichNode): Y.XmlElement {
  const element = new Y.XmlElement(node.type)
  for (const [name, value] of Object.entries(node.attrs ?? {})) {
    // Yjs types attributes as strings, but stores and returns any JSON value, as the editor's binding relies on.
    if (value !== null) element.setAttribute(name, value as string)
  }
  if (node.content?.length) element.insert(0, toShared(node.content))
  return element
}

/** Neighbouring text nodes become one Y.XmlText, as the editor's binding writes them. */
function sharedText(nodes: readonly RichNode[], from: number): Y.XmlText {
  const text = new Y.XmlText()
  const delta: { insert: string; attributes: Record<string, unknown> }[] = []
  for (const node of nodes.slice(from)) {
    if (node.type !== 'text') break
    const attributes = Object.fromEntries((node.marks ?? []).map(mark => [mark.type, mark.attrs ?? {}]))
    delta.push({ insert: node.text ?? '', attributes })
  }
  text.applyDelta(delta)
  return text
}
