import type { RichNode, RichText } from '../document/postmortem.ts'
import { MASKED } from './language/mask.ts'

/** The text of one block of a rich section, as checks see it. */
export interface BlockText {
  /** A character for every character and line break; a mention is `@` and its label; code is masked. */
  readonly text: string
  /** Position among the section's text blocks, code blocks and quoted ones included, in the order of the page. */
  readonly index: number
  /** In a block quote or a code block: somebody else's words, or no prose. */
  readonly quoted: boolean
}

const TEXT_BLOCKS = new Set(['paragraph', 'heading', 'codeBlock'])

/** The text blocks of a section in document order; findings give their `block` and offsets by it. */
export function blockTexts(richText: RichText): BlockText[] {
  const blocks: BlockText[] = []
  const walk = (nodes: readonly RichNode[], quoted: boolean): void => {
    for (const node of nodes) {
      const isQuoted = quoted || node.type === 'blockquote' || node.type === 'codeBlock'
      if (TEXT_BLOCKS.has(node.type)) {
        const text = (node.content ?? []).map(inlineText).join('')
        blocks.push({ text, index: blocks.length, quoted: isQuoted })
      } else walk(node.content ?? [], isQuoted)
    }
  }
  walk(richText, false)
  return blocks
}

/** All that is written in a section, quoted or not, a line for each block. */
export const sectionText = (richText: RichText): string =>
  blockTexts(richText)
    .map(block => block.text)
    .join('\n')
    .trim()

function inlineText(node: RichNode): string {
  if (node.type === 'text') {
    const text = node.text ?? ''
    return node.marks?.some(mark => mark.type === 'code') ? MASKED.repeat(text.length) : text
  }
  if (node.type === 'hardBreak') return '\n'
  if (node.type === 'mention') return `@${node.attrs?.label ?? node.attrs?.id ?? ''}`
  return MASKED
}
