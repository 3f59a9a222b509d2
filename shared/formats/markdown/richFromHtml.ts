import { entryOf } from '../../base/lookup.ts'
import type { RichMark, RichNode, RichText } from '../../document/postmortem.ts'
import { type HtmlElement, type HtmlNode, parseHtml, textOf } from './htmlTree.ts'
import { fitBlocks, fitCell, fitItem, fitTable } from './richFit.ts'

const MARKS: Readonly<Record<string, string>> = {
  strong: 'bold',
  b: 'bold',
  em: 'italic',
  i: 'italic',
  s: 'strike',
  del: 'strike',
  u: 'underline',
  code: 'code',
  kbd: 'code',
}
const INLINE = new Set([...Object.keys(MARKS), 'a', 'br', 'span', 'sub', 'sup', 'small', 'input'])

/**
 * Rich text of an HTML block, as {@link richHtml} writes it with headings moved by `headingOffset`; elements that
 * are not known leave their text behind.
 */
export const richFromHtml = (html: string, headingOffset: number): RichText =>
  blocksOf(parseHtml(html), headingOffset)

function blocksOf(nodes: readonly HtmlNode[], offset: number): RichNode[] {
  const blocks: RichNode[] = []
  let line: RichNode[] = []
  const endLine = (): void => {
    if (line.some(node => node.type !== 'text' || node.text?.trim())) blocks.push(...fitBlocks(line))
    line = []
  }
  for (const node of nodes) {
    if (typeof node === 'string' || INLINE.has(node.tag)) line.push(...inlineOf(node, []))
    else {
      endLine()
      blocks.push(...blockOf(node, offset))
    }
  }
  endLine()
  return blocks
}

function blockOf(element: HtmlElement, offset: number): RichNode[] {
  const { tag, attrs, children } = element
  const inside = (): RichNode[] => blocksOf(children, offset)
  const inline = (): RichNode[] => children.flatMap(child => inlineOf(child, []))
  if (/^h[1-6]$/.test(tag)) {
    const level = Math.min(3, Math.max(1, Number(tag.slice(1)) - offset))
    return [{ type: 'heading', attrs: { level }, content: inline() }]
  }
  if (tag === 'p') return fitBlocks(inline())
  if (tag === 'hr') return [{ type: 'horizontalRule' }]
  if (tag === 'img') return [picture(attrs)]
  if (tag === 'blockquote') return [{ type: 'blockquote', content: inside() }]
  if (tag === 'pre') return [codeBlock(element)]
  if (tag === 'ul' || tag === 'ol') return [listOf(element, offset)]
  if (tag === 'table') return fitTable(rowsOf(element, offset))
  return inside()
}

function listOf({ tag, attrs, children }: HtmlElement, offset: number): RichNode {
  const isTasks = attrs['data-type'] === 'tasks'
  const items = children.flatMap(child => {
    if (typeof child === 'string') return child.trim() ? [fitItem(blocksOf([child], offset))] : []
    const content = fitItem(blocksOf(child.children, offset))
    if (!isTasks) return [content]
    const box = child.children.find(node => typeof node !== 'string' && node.tag === 'input')
    const checked = typeof box === 'object' && 'checked' in box.attrs
    return [{ ...content, type: 'taskItem', attrs: { checked } }]
  })
  const start = Number(attrs.start ?? 1)
  if (tag === 'ol') return { type: 'orderedList', ...(start !== 1 && { attrs: { start } }), content: items }
  return { type: isTasks ? 'taskList' : 'bulletList', content: items }
}

const rowsOf = (element: HtmlElement, offset: number): RichNode[] =>
  element.children.flatMap(child => {
    if (typeof child === 'string') return []
    if (child.tag !== 'tr') return rowsOf(child, offset)
    const cells = child.children.flatMap(cell => (typeof cell === 'string' ? [] : [cellOf(cell, offset)]))
    return [{ type: 'tableRow', content: cells }]
  })

function cellOf({ tag, attrs, children }: HtmlElement, offset: number): RichNode {
  const spans = ['colspan', 'rowspan'].flatMap(name => (attrs[name] ? [[name, Number(attrs[name])]] : []))
  return fitCell(
    tag === 'th' ? 'tableHeader' : 'tableCell',
    blocksOf(children, offset),
    Object.fromEntries(spans),
  )
}

function codeBlock({ children }: HtmlElement): RichNode {
  const code = children.find(child => typeof child !== 'string' && child.tag === 'code')
  const language =
    typeof code === 'object' ? /^language-([\s\S]*)$/.exec(code.attrs.class ?? '')?.[1] : undefined
  const text = textOf(children)
  return {
    type: 'codeBlock',
    ...(language && { attrs: { language } }),
    ...(text && { content: [{ type: 'text', text }] }),
  }
}

function inlineOf(node: HtmlNode, marks: readonly RichMark[]): RichNode[] {
  const withMarks = marks.length > 0 ? { marks } : {}
  if (typeof node === 'string') return node ? [{ type: 'text', text: node, ...withMarks }] : []
  const { tag, attrs, children } = node
  if (tag === 'br') return [{ type: 'hardBreak', ...withMarks }]
  if (tag === 'img') return [picture(attrs)]
  if ('data-mention' in attrs) {
    const label = attrs['data-label']
    const mention = { id: attrs['data-mention'] ?? '', ...(label !== undefined && { label }) }
    return [{ type: 'mention', attrs: mention, ...withMarks }]
  }
  const mark = markOf(tag, attrs)
  return children.flatMap(child => inlineOf(child, mark ? [...marks, mark] : marks))
}

/** The mark that an element sets on its text, or null. */
export function markOf(tag: string, attrs: Readonly<Record<string, string>>): RichMark | null {
  if (tag === 'a') return attrs.href ? { type: 'link', attrs: { href: attrs.href } } : null
  const type = entryOf(MARKS, tag)
  return type ? { type } : null
}

/** A picture from the attributes of an `img`. */
export const picture = ({ src = '', alt, title }: Readonly<Record<string, string>>): RichNode => ({
  type: 'image',
  attrs: { src, ...(alt && { alt }), ...(title && { title }) },
})
