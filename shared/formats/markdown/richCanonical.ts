import { entryOf } from '../../base/lookup.ts'
import type { RichMark, RichNode, RichText } from '../../document/postmortem.ts'
import { hasForeignScheme } from '../links.ts'

type Attrs = NonNullable<RichNode['attrs']>

/** Marks from the outermost to the innermost, as all formats write them. */
export const MARK_ORDER = ['link', 'bold', 'italic', 'strike', 'underline', 'code'] as const

/** Attributes that mean something, and the value that is the same as saying nothing. */
const ATTRS: Readonly<Record<string, Readonly<Record<string, string | number | boolean | null>>>> = {
  heading: { level: null },
  orderedList: { start: 1 },
  taskItem: { checked: null },
  codeBlock: { language: '' },
  tableCell: { colspan: 1, rowspan: 1 },
  tableHeader: { colspan: 1, rowspan: 1 },
  image: { src: null, alt: '', title: '' },
  mention: { id: null, label: '' },
}

/**
 * Rich text in the one form that all formats read and write: neighbouring text of the same marks joined, marks in a
 * fixed order, attributes that only editors need left out, code without other marks, and no link to a scheme that a
 * page must not open. Two texts that look the same to a reader are equal in it.
 */
export const canonical = (blocks: RichText): RichText => blocks.map(canonicalNode)

function canonicalNode(node: RichNode): RichNode {
  const attrs = canonicalAttrs(node)
  // A picture whose address no page may open is only what it says about itself.
  if (node.type === 'image' && !attrs.src) return lineOf(String(attrs.alt ?? ''))
  const content = node.type === 'codeBlock' ? plain(node.content ?? []) : (node.content ?? [])
  const children = joinText(content.map(child => (child.type === 'text' ? child : canonicalNode(child))))
  const marks = node.type === 'codeBlock' ? [] : canonicalMarks(node.marks ?? [])
  return {
    type: node.type,
    ...(Object.keys(attrs).length > 0 && { attrs }),
    ...(children.length > 0 && { content: children }),
    ...(marks.length > 0 && { marks }),
  }
}

const lineOf = (text: string): RichNode => ({
  type: 'paragraph',
  ...(text.trim() !== '' && { content: [{ type: 'text', text: text.trim() }] }),
})

function canonicalAttrs({ type, attrs = {} }: RichNode): Attrs {
  const known = entryOf(ATTRS, type) ?? {}
  const kept = Object.entries(attrs).filter(
    ([name, value]) => Object.hasOwn(known, name) && value !== null && value !== known[name],
  )
  if (type === 'taskItem') return { checked: attrs.checked === true }
  const isSafe = ([name, value]: readonly [string, unknown]): boolean =>
    name !== 'src' || !hasForeignScheme(String(value))
  return Object.fromEntries(kept.filter(isSafe))
}

function canonicalMarks(marks: readonly RichMark[]): RichMark[] {
  const kept = MARK_ORDER.flatMap((type): RichMark[] => {
    const mark = marks.find(candidate => candidate.type === type)
    if (!mark) return []
    if (type !== 'link') return [{ type }]
    const href = mark.attrs?.href
    return typeof href === 'string' && href !== '' && !hasForeignScheme(href)
      ? [{ type, attrs: { href } }]
      : []
  })
  if (kept.length < 2 || !kept.some(mark => mark.type === 'code')) return kept
  // The editor allows no mark beside code; a link says more than the typeface of its text.
  const link = kept.find(mark => mark.type === 'link')
  return [link ?? { type: 'code' }]
}

const plain = (nodes: readonly RichNode[]): RichNode[] =>
  nodes.map(({ type, text }) => ({ type, text: text ?? '' }))

function joinText(nodes: readonly RichNode[]): RichNode[] {
  const joined: RichNode[] = []
  for (const node of nodes) {
    if (node.type !== 'text') {
      joined.push(node)
      continue
    }
    if (!node.text) continue
    const marks = canonicalMarks(node.marks ?? [])
    const last = joined.at(-1)
    if (last?.type === 'text' && sameMarks(last.marks ?? [], marks)) {
      joined[joined.length - 1] = { ...last, text: `${last.text}${node.text}` }
    } else {
      joined.push({ type: 'text', text: node.text, ...(marks.length > 0 && { marks }) })
    }
  }
  return joined
}

/** True when two lists of canonical marks are the same. */
export const sameMarks = (a: readonly RichMark[], b: readonly RichMark[]): boolean =>
  a.length === b.length && a.every((mark, index) => sameMark(mark, b[index]))

/** True when two canonical marks are the same, links by their address. */
export const sameMark = (a: RichMark, b: RichMark | undefined): boolean =>
  a.type === b?.type && a.attrs?.href === b.attrs?.href

/** True when two texts in canonical form are the same. */
export const sameRich = (a: RichText, b: RichText): boolean =>
  a.length === b.length && a.every((node, index) => sameNode(node, b[index]))

function sameNode(a: RichNode, b: RichNode | undefined): boolean {
  if (!b || a.type !== b.type || a.text !== b.text || !sameMarks(a.marks ?? [], b.marks ?? [])) return false
  const left = Object.entries(a.attrs ?? {})
  if (left.length !== Object.keys(b.attrs ?? {}).length) return false
  return (
    left.every(([name, value]) => b.attrs?.[name] === value) && sameRich(a.content ?? [], b.content ?? [])
  )
}
