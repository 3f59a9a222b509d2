import type { PhrasingContent } from 'mdast'
import { parseMarkdown } from './parseMarkdown.ts'

/** Text that Markdown takes for nothing else, in a line, a list item or a cell: most of what people write. */
const HARMLESS = /^(?!\d+[.)])[\p{L}\p{N}@][\p{L}\p{N} ,.;:?!'%/(){}@“”‘’–—…°€$+=^"&>-]*$/u
const ADDRESS = /www\.|https?:|mailto:|xmpp:|[\w.+-]@|&[#a-z]/i
/** What other readers than ours may take for HTML, and run. */
const MARKUP = /<[a-z!?/]/i
/** Longer lines are escaped at once: what is nested in them is not worth reading twice. */
const LONG = 2000
const PUNCTUATION = /[!-/:-@[-`{-~]/g

/**
 * A line of plain text as Markdown that {@link readPlain} reads back unchanged, in a paragraph, list item or table
 * cell. It stays as typed where that is safe; else every mark is escaped, and what cannot be seen becomes a reference.
 */
export function writePlain(text: string): string {
  if (text === '' || (HARMLESS.test(text) && !ADDRESS.test(text) && !/\s\s|\s$/.test(text))) return text
  const asTyped = text.replaceAll('|', '\\|')
  if (text.length < LONG && isOneLine(text) && !MARKUP.test(text) && readBack(asTyped) === text)
    return asTyped
  return escapePlain(text)
}

/** Like {@link writePlain}, with every mark escaped, so that a comma or number sign in it is `\\,` or `\\#`. */
export function escapePlain(text: string): string {
  const escaped = text
    .replace(PUNCTUATION, '\\$&')
    .replace(/[\p{Cc}\u2028\u2029]|^\s+|\s+$|\s{2,}/gu, referencesOf)
  return readBack(escaped) === text ? escaped : referencesOf(text)
}

const isOneLine = (text: string): boolean => !/[\p{Cc}\u2028\u2029]|^\s|\s$|\s\s/u.test(text)

const referencesOf = (text: string): string =>
  Array.from({ length: text.length }, (_, index) => {
    const code = text.charCodeAt(index)
    const isHalf = code >= 0xd800 && code <= 0xdfff
    return isHalf || code === 0 ? text.charAt(index) : `&#x${code.toString(16)};`
  }).join('')

/** One line of inline Markdown as plain text, however it begins. */
export function readPlainLine(markdown: string): string {
  const [line] = parseMarkdown(`x ${markdown}`).children
  return line?.type === 'paragraph' ? readPlain(line.children).slice(2) : markdown
}

/** What a table cell and what a paragraph would read; null when they differ or are more than a line. */
function readBack(markdown: string): string | null {
  const [table] = parseMarkdown(`|a|\n|-|\n| ${markdown} |`).children
  const cells = table?.type === 'table' ? table.children[1]?.children : undefined
  const blocks = parseMarkdown(`${markdown}\n\n- ${markdown}`).children
  const [line, list] = blocks
  if (cells?.length !== 1 || blocks.length !== 2 || line?.type !== 'paragraph' || list?.type !== 'list')
    return null
  const inside = list.children[0]?.children
  const inItem =
    inside?.length === 1 && inside[0]?.type === 'paragraph' ? readPlain(inside[0].children) : null
  const inCell = readPlain(cells[0]?.children ?? [])
  return inCell === readPlain(line.children) && inCell === inItem ? inCell : null
}

/** Inline Markdown as one line of plain text: marks fall away, code keeps its ticks, links their address. */
export function readPlain(nodes: readonly PhrasingContent[]): string {
  return nodes.map(plainOf).join('')
}

function plainOf(node: PhrasingContent): string {
  switch (node.type) {
    case 'text':
      return node.value
    case 'inlineCode':
      return `\`${node.value}\``
    case 'html':
      return /^<br\b/i.test(node.value)
        ? ' '
        : /^<(!--|\/?(u|b|i|s|em|strong|span|sub|sup)\b)/i.test(node.value)
          ? ''
          : node.value
    case 'break':
      return ' '
    case 'image':
      return withAddress(node.alt ?? '', node.url)
    case 'link':
      return withAddress(readPlain(node.children), node.url)
    case 'footnoteReference':
      return `[${node.identifier}]`
    default:
      return 'children' in node ? readPlain(node.children) : ''
  }
}

/** A link as plain text: its words and its address, or only one of them when they say the same. */
function withAddress(label: string, url: string): string {
  const bare = (address: string): string => address.replace(/^(https?:\/\/|mailto:)/, '').replace(/\/$/, '')
  if (label === '' || bare(label) === bare(url)) return label || url
  return `${label} (${url})`
}
