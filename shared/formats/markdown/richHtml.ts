import { entryOf } from '../../base/lookup.ts'
import type { RichMark, RichNode, RichText } from '../../document/postmortem.ts'
import { isSafeLink } from '../links.ts'

const BLOCK_TAGS: Readonly<Record<string, string>> = {
  paragraph: 'p',
  blockquote: 'blockquote',
  bulletList: 'ul',
  listItem: 'li',
  table: 'table',
  tableRow: 'tr',
  tableCell: 'td',
  tableHeader: 'th',
}
const MARK_TAGS: Readonly<Record<string, string>> = {
  bold: 'strong',
  italic: 'em',
  strike: 's',
  underline: 'u',
  code: 'code',
}

/** How the headings of rich text are numbered in HTML, and whether pictures are shown or only linked. */
export interface HtmlStyle {
  /** Added to a heading's level of 1 to 3. */
  readonly headingOffset: number
  /** A map shows those whose `src` it knows, by the address that it has for them, and links to the others. */
  readonly pictures: 'shown' | ReadonlyMap<string, string>
  /** `web` leaves links out that are not http, https or mailto; `all` keeps them as they are. */
  readonly links: 'web' | 'all'
  /** `directed` sets the marks of a list on the side where its words begin. */
  readonly lists?: 'directed'
}

/** Canonical rich text as HTML without line breaks between tags; every text and attribute is escaped. */
export const richHtml = (blocks: RichText, style: HtmlStyle): string =>
  blocks.map(node => nodeHtml(node, style)).join('')

function nodeHtml(node: RichNode, style: HtmlStyle): string {
  const attrs = node.attrs ?? {}
  const inner = (): string => richHtml(node.content ?? [], style)
  const dir = style.lists === 'directed' ? ' dir="auto"' : ''
  const text = (name: string): string => escapeHtml(String(attrs[name] ?? ''))
  switch (node.type) {
    case 'text':
      return marked(escapeHtml(node.text ?? ''), node.marks ?? [], style)
    case 'hardBreak':
      return marked('<br>', node.marks ?? [], style)
    case 'horizontalRule':
      return '<hr>'
    case 'heading': {
      const level = ([1, 2, 3].find(known => known === attrs.level) ?? 1) + style.headingOffset
      return `<h${level}>${inner()}</h${level}>`
    }
    case 'orderedList':
      return `<ol${dir}${attrs.start === undefined ? '' : ` start="${text('start')}"`}>${inner()}</ol>`
    case 'taskList':
      return `<ul${dir} data-type="tasks">${inner()}</ul>`
    case 'taskItem':
      return `<li><input type="checkbox" disabled${attrs.checked === true ? ' checked' : ''}>${inner()}</li>`
    case 'codeBlock': {
      const language = attrs.language === undefined ? '' : ` class="language-${text('language')}"`
      return `<pre><code${language}>${inner()}</code></pre>`
    }
    case 'image':
      return pictureHtml(node, style)
    case 'mention': {
      const label = attrs.label === undefined ? '' : ` data-label="${text('label')}"`
      const shown = escapeHtml(`@${attrs.label ?? attrs.id ?? ''}`)
      return marked(`<span data-mention="${text('id')}"${label}>${shown}</span>`, node.marks ?? [], style)
    }
    default: {
      const tag = entryOf(BLOCK_TAGS, node.type) ?? 'div'
      const spans = ['colspan', 'rowspan'].filter(name => attrs[name] !== undefined)
      return `<${tag}${tag === 'ul' ? dir : ''}${spans.map(name => ` ${name}="${text(name)}"`).join('')}>${inner()}</${tag}>`
    }
  }
}

function pictureHtml({ attrs = {} }: RichNode, style: HtmlStyle): string {
  const src = escapeHtml(String(attrs.src ?? ''))
  const alt = escapeHtml(String(attrs.alt ?? ''))
  const title = attrs.title === undefined ? '' : ` title="${escapeHtml(String(attrs.title))}"`
  if (style.pictures === 'shown') return `<img src="${src}" alt="${alt}"${title}>`
  const embedded = style.pictures.get(String(attrs.src ?? ''))
  if (embedded) return `<p><img src="${escapeHtml(embedded)}" alt="${alt}"${title}></p>`
  const safe = /^https?:/.test(src)
  const label = alt || escapeHtml(String(attrs.title ?? '')) || src
  return `<p>${safe ? `<a href="${src}" rel="noopener noreferrer">${label}</a>` : label}</p>`
}

function marked(html: string, marks: readonly RichMark[], style: HtmlStyle): string {
  return marks.reduceRight((inside, mark) => {
    if (mark.type === 'link') {
      const href = String(mark.attrs?.href ?? '').trim()
      if (style.links === 'web' && !isSafeLink(href)) return inside
      return `<a href="${escapeHtml(href)}" rel="noopener noreferrer">${inside}</a>`
    }
    const tag = entryOf(MARK_TAGS, mark.type)
    return tag ? `<${tag}>${inside}</${tag}>` : inside
  }, html)
}

/** Text for HTML, in element content and double-quoted attributes; line breaks and controls become references. */
export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"'\p{Cc}]/gu, character => REFERENCES[character] ?? reference(character))

const REFERENCES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const reference = (character: string): string => `&#${character.charCodeAt(0)};`
