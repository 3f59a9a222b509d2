import type { RootContent } from 'mdast'
import { gfmToMarkdown } from 'mdast-util-gfm'
import { type Options, toMarkdown } from 'mdast-util-to-markdown'
import type { RichText } from '../../document/postmortem.ts'
import { parseMarkdown } from './parseMarkdown.ts'
import { canonical, sameRich } from './richCanonical.ts'
import { richFromMdast } from './richFromMdast.ts'
import { richHtml } from './richHtml.ts'
import { richToMdast, SECTION_DEPTH } from './richToMdast.ts'

const OPTIONS: Options = {
  bullet: '-',
  emphasis: '*',
  rule: '-',
  fences: true,
  listItemIndent: 'one',
  extensions: [gfmToMarkdown({ tablePipeAlign: false })],
}

/** Markdown blocks as text, without a line break at the end. */
export const writeMdast = (children: RootContent[]): string =>
  toMarkdown({ type: 'root', children }, OPTIONS).replace(/\n$/, '')

/** Rich text of a piece of Markdown. */
export const readRich = (markdown: string): RichText =>
  canonical(richFromMdast(parseMarkdown(markdown).children))

/**
 * Rich text as Markdown that reads back as the same text in canonical form. Each block is written as Markdown where
 * that says all of it, and as HTML of one line where Markdown has no words for it: merged cells, empty paragraphs.
 */
export function writeRich(rich: RichText): string {
  const blocks = canonical(rich)
  if (blocks.length === 0) return ''
  const whole = attempt(() => richToMdast(blocks), blocks)
  if (whole !== null) return whole
  const pieces = blocks.flatMap(block => {
    const isPlain = attempt(() => richToMdast([block]), [block]) !== null
    return isPlain ? richToMdast([block]) : [htmlBlock([block])]
  })
  return (
    attempt(() => pieces, blocks) ??
    attempt(() => pieces.flatMap((piece, index) => (index > 0 ? [SEPARATOR, piece] : [piece])), blocks) ??
    writeMdast([htmlBlock(blocks)])
  )
}

/** Keeps two neighbouring lists or quotes apart; readers leave comments out. */
const SEPARATOR: RootContent = { type: 'html', value: '<!-- -->' }

const htmlBlock = (blocks: RichText): RootContent => ({
  type: 'html',
  value: `<div>${richHtml(blocks, { headingOffset: SECTION_DEPTH, pictures: 'shown', links: 'all' })}</div>`,
})

/** The Markdown of what `build` gives, when it reads back as `blocks`; else null. */
function attempt(build: () => RootContent[], blocks: RichText): string | null {
  const markdown = writeMdast(build())
  // A carriage return would not outlive the way through files and mail.
  return !markdown.includes('\r') && sameRich(readRich(markdown), blocks) ? markdown : null
}
