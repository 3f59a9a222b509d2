import type { List, Nodes, PhrasingContent } from 'mdast'
import type { RichMark, RichNode, RichText } from '../../document/postmortem.ts'
import { parseHtml } from './htmlTree.ts'
import { fitBlocks, fitCell, fitItem, fitTable } from './richFit.ts'
import { markOf, picture, richFromHtml } from './richFromHtml.ts'
import { MENTION, SECTION_DEPTH } from './richToMdast.ts'

/** Markdown blocks as rich text, without losing a word: what rich text cannot hold stays as plain text. */
export const richFromMdast = (nodes: readonly Nodes[]): RichText => nodes.flatMap(blockFromMdast)

function blockFromMdast(node: Nodes): RichNode[] {
  switch (node.type) {
    case 'paragraph':
      return fitBlocks(inlineFromMdast(node.children))
    case 'heading': {
      const level = Math.min(3, Math.max(1, node.depth - SECTION_DEPTH))
      return headingOf(level, inlineFromMdast(node.children))
    }
    case 'list':
      return [listFromMdast(node)]
    case 'blockquote':
      return [{ type: 'blockquote', content: orEmpty(richFromMdast(node.children)) }]
    case 'code': {
      const info = node.meta ? [`${node.lang ?? ''} ${node.meta}`] : []
      const text = [...info, ...(node.value ? [node.value] : [])].join('\n')
      const language = node.lang && !node.meta ? { attrs: { language: node.lang } } : {}
      return [{ type: 'codeBlock', ...language, ...(text && { content: [{ type: 'text', text }] }) }]
    }
    case 'thematicBreak':
      return [{ type: 'horizontalRule' }]
    case 'table': {
      const rows = node.children.map((row, index) => ({
        type: 'tableRow',
        content: row.children.map(cell => {
          const line = inlineFromMdast(cell.children)
          return fitCell(index === 0 ? 'tableHeader' : 'tableCell', line.length > 0 ? fitBlocks(line) : [])
        }),
      }))
      return fitTable(rows)
    }
    case 'html':
      return [...richFromHtml(node.value, SECTION_DEPTH)]
    case 'yaml':
      return fitBlocks([{ type: 'text', text: node.value }])
    case 'footnoteDefinition':
      return [...fitBlocks([{ type: 'text', text: `[${node.identifier}]` }]), ...richFromMdast(node.children)]
    case 'definition':
      return fitBlocks([{ type: 'text', text: `${node.label ?? node.identifier}: ${node.url}` }])
    default:
      return fitBlocks(inlineFromMdast([node as PhrasingContent]))
  }
}

const orEmpty = (blocks: RichText): RichText => (blocks.length > 0 ? blocks : [{ type: 'paragraph' }])

/** A heading holds no picture: one in it stays as a link to it. */
function headingOf(level: number, line: readonly RichNode[]): RichNode[] {
  const content = line.map(node => {
    if (node.type !== 'image') return node
    const href = String(node.attrs?.src ?? '')
    return { type: 'text', text: String(node.attrs?.alt || href), marks: [{ type: 'link', attrs: { href } }] }
  })
  return [{ type: 'heading', attrs: { level }, ...(content.length > 0 && { content }) }]
}

function listFromMdast(list: List): RichNode {
  const tasks = list.children.length > 0 && list.children.every(item => typeof item.checked === 'boolean')
  const content = list.children.map(item => {
    const fitted = fitItem(richFromMdast(item.children))
    return tasks ? { ...fitted, type: 'taskItem', attrs: { checked: item.checked === true } } : fitted
  })
  if (tasks && !list.ordered) return { type: 'taskList', content }
  const items = content.map(item => ({ ...fitItem(item.content ?? []) }))
  const start = list.start ?? 1
  if (!list.ordered) return { type: 'bulletList', content: items }
  return { type: 'orderedList', ...(start !== 1 && { attrs: { start } }), content: items }
}

/** Inline Markdown as text with marks; pictures come out as block nodes between the text. */
export function inlineFromMdast(
  nodes: readonly PhrasingContent[],
  marks: readonly RichMark[] = [],
): RichNode[] {
  const line: RichNode[] = []
  let open: RichMark[] = []
  for (const node of nodes) {
    if (node.type === 'html') open = readTag(node.value, [...marks, ...open], open, line)
    else line.push(...inlineNode(node, [...marks, ...open]))
  }
  return line
}

/** One tag in the middle of a line: it starts or ends a mark, is a break or picture, or stays as text. */
function readTag(html: string, marks: readonly RichMark[], open: RichMark[], line: RichNode[]): RichMark[] {
  const closing = /^<\/\s*([a-z]+)\s*>$/i.exec(html)
  const [element] = parseHtml(html)
  const withMarks = marks.length > 0 ? { marks } : {}
  if (closing) {
    const mark = markOf(closing[1]?.toLowerCase() ?? '', { href: 'any' })
    return mark ? open.filter(other => other.type !== mark.type) : open
  }
  if (html.startsWith('<!--')) return open
  if (typeof element === 'object') {
    const mark = markOf(element.tag, element.attrs)
    if (mark) return [...open, mark]
    if (element.tag === 'br') line.push({ type: 'hardBreak', ...withMarks })
    else if (element.tag === 'img') line.push(picture(element.attrs))
    else if (!KNOWN.has(element.tag)) line.push({ type: 'text', text: html, ...withMarks })
  }
  return open
}

const KNOWN = new Set(['span', 'sub', 'sup', 'small', 'a', 'p', 'div', 'center', 'details', 'summary', 'wbr'])

function inlineNode(node: PhrasingContent, marks: readonly RichMark[]): RichNode[] {
  const withMarks = marks.length > 0 ? { marks } : {}
  const nested = (type: string): RichNode[] =>
    'children' in node ? inlineFromMdast(node.children, [...marks, { type }]) : []
  switch (node.type) {
    case 'text':
      return textWithBreaks(node.value, withMarks)
    case 'strong':
      return nested('bold')
    case 'emphasis':
      return nested('italic')
    case 'delete':
      return nested('strike')
    case 'inlineCode':
      return [{ type: 'text', text: node.value, marks: [...marks, { type: 'code' }] }]
    case 'break':
      return [{ type: 'hardBreak', ...withMarks }]
    case 'image':
      return [picture({ src: node.url, alt: node.alt ?? '', title: node.title ?? '' })]
    case 'link': {
      const first = node.children[0]
      if (node.url.startsWith(MENTION) && first?.type === 'text' && first.value.startsWith('@')) {
        return [mentionOf(node.url.slice(MENTION.length), first.value.slice(1), withMarks)]
      }
      const children = node.children.length > 0 ? node.children : [{ type: 'text' as const, value: node.url }]
      return inlineFromMdast(children, [...marks, { type: 'link', attrs: { href: node.url } }])
    }
    case 'footnoteReference':
      return [{ type: 'text', text: `[${node.identifier}]`, ...withMarks }]
    default:
      return []
  }
}

/** A line that goes on in the source goes on in the text. */
function textWithBreaks(value: string, withMarks: { marks?: readonly RichMark[] }): RichNode[] {
  const text = value.replace(/[ \t]*\r?\n[ \t]*/g, ' ')
  return text ? [{ type: 'text', text, ...withMarks }] : []
}

function mentionOf(encoded: string, label: string, withMarks: { marks?: readonly RichMark[] }): RichNode {
  let id = encoded
  try {
    id = decodeURIComponent(encoded)
  } catch {
    // Not written by us: the address as it stands is the best name there is.
  }
  return { type: 'mention', attrs: { id, ...(label !== id && { label }) }, ...withMarks }
}
