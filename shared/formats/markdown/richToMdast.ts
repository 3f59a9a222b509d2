import type { BlockContent, ListItem, PhrasingContent, RootContent, TableContent } from 'mdast'
import type { RichMark, RichNode, RichText } from '../../document/postmortem.ts'
import { MARK_ORDER, sameMark } from './richCanonical.ts'

/** Headings of a section stand below the section's own, which has two number signs. */
export const SECTION_DEPTH = 2

/** The scheme under which a mention is written as a link, readable as `[@Carol](mention:carol)`. */
export const MENTION = 'mention:'

/** Canonical blocks as Markdown blocks; what Markdown has no words for comes out changed, which callers compare. */
export const richToMdast = (blocks: RichText): RootContent[] => blocks.flatMap(blockToMdast)

function blockToMdast(node: RichNode): RootContent[] {
  const { attrs = {}, content = [] } = node
  switch (node.type) {
    case 'paragraph':
      return [{ type: 'paragraph', children: phrasing(content) }]
    case 'heading': {
      const depth = (Number(attrs.level ?? 1) + SECTION_DEPTH) as 3 | 4 | 5
      return [{ type: 'heading', depth, children: phrasing(content) }]
    }
    case 'bulletList':
    case 'taskList':
      return [{ type: 'list', ordered: false, spread: false, children: content.map(itemToMdast) }]
    case 'orderedList': {
      const start = Number(attrs.start ?? 1)
      return [{ type: 'list', ordered: true, start, spread: false, children: content.map(itemToMdast) }]
    }
    case 'blockquote':
      return [{ type: 'blockquote', children: richToMdast(content) as BlockContent[] }]
    case 'codeBlock': {
      const lang = typeof attrs.language === 'string' ? attrs.language : null
      return [{ type: 'code', lang, value: content[0]?.text ?? '' }]
    }
    case 'horizontalRule':
      return [{ type: 'thematicBreak' }]
    case 'image':
      return [{ type: 'paragraph', children: [pictureToMdast(node)] }]
    case 'table':
      return [{ type: 'table', children: content.map(rowToMdast) as TableContent[] }]
    default:
      return []
  }
}

const itemToMdast = (item: RichNode): ListItem => ({
  type: 'listItem',
  spread: false,
  checked: item.type === 'taskItem' ? item.attrs?.checked === true : null,
  children: richToMdast(item.content ?? []) as BlockContent[],
})

const rowToMdast = (row: RichNode): TableContent => ({
  type: 'tableRow',
  children: (row.content ?? []).map(cell => ({
    type: 'tableCell',
    children: (cell.content ?? []).flatMap(block =>
      block.type === 'image' ? [pictureToMdast(block)] : phrasing(block.content ?? [], true),
    ),
  })),
})

const pictureToMdast = ({ attrs = {} }: RichNode): PhrasingContent => ({
  type: 'image',
  url: String(attrs.src ?? ''),
  alt: String(attrs.alt ?? ''),
  title: typeof attrs.title === 'string' ? attrs.title : null,
})

/** Inline nodes with marks as nested emphasis: each run that shares its outermost mark becomes one element. */
function phrasing(nodes: readonly RichNode[], inCell = false): PhrasingContent[] {
  const built: PhrasingContent[] = []
  let index = 0
  while (index < nodes.length) {
    const node = nodes[index] as RichNode
    const mark = outermost(node.marks ?? [])
    if (!mark) {
      built.push(leaf(node, inCell))
      index++
      continue
    }
    let end = index
    while (nodes[end]?.marks?.some(other => sameMark(mark, other))) end++
    const run = nodes.slice(index, end).map(inside => without(inside, mark))
    built.push(...wrap(mark, run, inCell))
    index = end
  }
  return built
}

const outermost = (marks: readonly RichMark[]): RichMark | undefined =>
  MARK_ORDER.flatMap(type => marks.find(mark => mark.type === type) ?? [])[0]

const without = (node: RichNode, mark: RichMark): RichNode => ({
  ...node,
  marks: (node.marks ?? []).filter(other => other.type !== mark.type),
})

function wrap(mark: RichMark, run: readonly RichNode[], inCell: boolean): PhrasingContent[] {
  if (mark.type === 'code') return run.map(node => ({ type: 'inlineCode', value: node.text ?? '' }))
  const children = phrasing(run, inCell)
  switch (mark.type) {
    case 'link':
      return [{ type: 'link', url: String(mark.attrs?.href ?? ''), children }]
    case 'bold':
      return [{ type: 'strong', children }]
    case 'italic':
      return [{ type: 'emphasis', children }]
    case 'strike':
      return [{ type: 'delete', children }]
    default:
      return [{ type: 'html', value: '<u>' }, ...children, { type: 'html', value: '</u>' }]
  }
}

function leaf(node: RichNode, inCell: boolean): PhrasingContent {
  if (node.type === 'hardBreak') return inCell ? { type: 'html', value: '<br>' } : { type: 'break' }
  if (node.type !== 'mention') return { type: 'text', value: node.text ?? '' }
  const id = String(node.attrs?.id ?? '')
  const label = String(node.attrs?.label ?? id)
  const url = `${MENTION}${encodeURIComponent(id.toWellFormed())}`
  return { type: 'link', url, children: [{ type: 'text', value: `@${label}` }] }
}
