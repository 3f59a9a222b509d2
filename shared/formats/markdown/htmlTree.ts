import { entryOf } from '../../base/lookup.ts'

/** An element of parsed HTML; `text` nodes are plain strings with their references resolved. */
export interface HtmlElement {
  readonly tag: string
  readonly attrs: Readonly<Record<string, string>>
  readonly children: HtmlNode[]
}
export type HtmlNode = HtmlElement | string

const VOID = new Set(['br', 'hr', 'img', 'input', 'wbr', 'meta', 'link'])
const TAG =
  /<(\/?)([a-zA-Z][\w-]*)((?:\s+[^\s"'<>/=]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'=<>`]+))?)*)\s*(\/?)>/y
const ATTRIBUTE = /([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+)))?/g

/**
 * A small, forgiving reading of HTML as it stands inside Markdown: comments are left out, an element that is never
 * closed ends with its parent, and what is no tag is text. Nothing is ever run or loaded.
 */
export function parseHtml(html: string): HtmlNode[] {
  const root: HtmlElement = { tag: '', attrs: {}, children: [] }
  const open = [root]
  let end = 0
  const addText = (to: number): void => {
    if (to > end) open.at(-1)?.children.push(decodeReferences(html.slice(end, to)))
  }
  for (const match of tagsOf(html)) {
    addText(match.index)
    end = match.index + match[0].length
    const tag = match[2]?.toLowerCase()
    if (!tag) continue
    if (match[1]) close(open, tag)
    else {
      const element: HtmlElement = { tag, attrs: attributesOf(match[3] ?? ''), children: [] }
      open.at(-1)?.children.push(element)
      if (!VOID.has(tag) && !match[4]) open.push(element)
    }
  }
  addText(html.length)
  return root.children
}

/** Tags, and comments as matches without a tag. A comment that never ends is none, and is looked at only once. */
function* tagsOf(html: string): Generator<{ index: number; [part: number]: string | undefined; 0: string }> {
  const lastEnd = html.lastIndexOf('-->')
  for (let at = html.indexOf('<'); at >= 0; at = html.indexOf('<', at)) {
    if (html.startsWith('<!--', at) && at + 4 <= lastEnd) {
      const comment = html.slice(at, html.indexOf('-->', at + 4) + 3)
      yield { index: at, 0: comment }
      at += comment.length
      continue
    }
    TAG.lastIndex = at
    const tag = TAG.exec(html)
    if (tag) yield tag
    at += tag?.[0].length ?? 1
  }
}

function close(open: HtmlElement[], tag: string): void {
  const index = open.findLastIndex(element => element.tag === tag)
  if (index > 0) open.length = index
}

function attributesOf(source: string): Record<string, string> {
  const pairs = [...source.matchAll(ATTRIBUTE)].map(([, name = '', double, single, bare]) => [
    name.toLowerCase(),
    decodeReferences(double ?? single ?? bare ?? ''),
  ])
  return Object.fromEntries(pairs)
}

/** All text of parsed HTML. */
export const textOf = (nodes: readonly HtmlNode[]): string =>
  nodes.map(node => (typeof node === 'string' ? node : textOf(node.children))).join('')

const NAMED: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00a0',
}

function decodeReferences(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#[xX]([\da-fA-F]{1,6})|([a-zA-Z]+));/g, (whole, decimal, hex, name) => {
    if (name) return entryOf(NAMED, name) ?? whole
    const code = decimal ? Number(decimal) : Number.parseInt(hex, 16)
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole
  })
}
