import type { Nodes, PhrasingContent } from 'mdast'
import { readPlain } from '../plainText.ts'

/** Inline Markdown as one line, with spaces instead of line breaks. */
export const lineOf = (nodes: readonly PhrasingContent[]): string => squeeze(readPlain(nodes))

const squeeze = (text: string): string => text.replace(/\s+/g, ' ').trim()

/** A line of text, and the one address in it when there is exactly one, which is then left out of the text. */
export interface LinkedLine {
  readonly text: string
  readonly url: string
}

/** Inline Markdown as a line whose only link is given apart. */
export function linkedLine(nodes: readonly PhrasingContent[]): LinkedLine {
  const links = nodes.flatMap(linksIn)
  const [only] = links
  if (links.length !== 1 || !only) return { text: lineOf(nodes), url: '' }
  const without = squeeze(readPlain(spaced(nodes).map(node => withoutAddress(node))))
    .replace(/[\s([<]+$|\(\s*\)/g, '')
    .trim()
  return { text: without || only, url: only }
}

/** A link right after a word is a word of its own. */
const spaced = (nodes: readonly PhrasingContent[]): PhrasingContent[] =>
  nodes.map((node, index) => {
    const isBeforeLink = node.type === 'text' && nodes[index + 1]?.type === 'link' && /\w$/.test(node.value)
    return isBeforeLink ? { ...node, value: `${node.value} ` } : node
  })

/** A line that ends in `:` before a bare address reads better without it. */
function withoutAddress(node: PhrasingContent): PhrasingContent {
  if (node.type === 'link') {
    const label = readPlain(node.children)
    const isBare = label === node.url || node.url.endsWith(label)
    return { type: 'text', value: isBare ? '' : label }
  }
  return 'children' in node ? { ...node, children: node.children.map(withoutAddress) as never } : node
}

function linksIn(node: Nodes): string[] {
  if (node.type === 'link') return [node.url]
  return 'children' in node ? node.children.flatMap(linksIn) : []
}

/** The lines of a paragraph as they stand in the source, each with its own inline nodes. */
export function sourceLines(nodes: readonly PhrasingContent[]): PhrasingContent[][] {
  const lines: PhrasingContent[][] = [[]]
  for (const node of nodes) {
    if (node.type === 'break' || (node.type === 'html' && /^<br\b/i.test(node.value))) lines.push([])
    else if (node.type === 'text') {
      const [first = '', ...rest] = node.value.split(/\r?\n/)
      lines.at(-1)?.push({ type: 'text', value: first })
      for (const value of rest) lines.push([{ type: 'text', value }])
    } else lines.at(-1)?.push(node)
  }
  return lines.filter(line => lineOf(line) !== '')
}

/** All words of a block, for judging what it is about. */
export function wordsOf(node: Nodes): string {
  if ('value' in node) return node.value
  if (node.type === 'image') return node.alt ?? ''
  return 'children' in node
    ? squeeze(node.children.map(wordsOf).join(node.type === 'paragraph' ? '' : ' '))
    : ''
}
