import * as Y from 'yjs'
import { factsOf, setText, updateFacts, writeList } from './edit.ts'
import { type Postmortem, type RichNode, type RichText, SECTIONS } from './postmortem.ts'
import { nodesOf, readRichText, sharedBlocks } from './richText.ts'
import { EDIT, LISTS, sectionOf } from './schema.ts'

/**
 * Brings a document back to an earlier state, by an edit that touches only what differs (D9): sections, paragraphs and
 * rows that are the same stay as they are, with the carets and comments in them, and with what somebody types into them
 * meanwhile or typed offline. Comments themselves are left alone.
 */
export function restorePostmortem(doc: Y.Doc, postmortem: Postmortem): void {
  doc.transact(() => {
    updateFacts(doc, factsOf(postmortem))
    for (const name of SECTIONS) {
      const section = sectionOf(doc, name)
      const isSame = JSON.stringify(readRichText(section)) === JSON.stringify(postmortem[name])
      if (!isSame) restoreRichText(section, postmortem[name])
    }
    for (const list of LISTS) writeList(doc, list, postmortem[list])
  }, EDIT)
}

/** Changes the blocks that differ; a plain line is changed by the letters that differ in it. */
function restoreRichText(fragment: Y.XmlFragment, blocks: RichText): void {
  const now = fragment.toArray().map(child => JSON.stringify(nodesOf(child)))
  const next = blocks.map(block => JSON.stringify([block]))
  let start = 0
  while (start < now.length && start < next.length && now[start] === next[start]) start++
  let end = 0
  const most = Math.min(now.length, next.length) - start
  while (end < most && now[now.length - 1 - end] === next[next.length - 1 - end]) end++
  const changed = blocks.slice(start, blocks.length - end)
  if (now.length === blocks.length) {
    for (const [at, block] of changed.entries()) restoreBlock(fragment, start + at, block)
    return
  }
  if (now.length - start - end > 0) fragment.delete(start, now.length - start - end)
  fragment.insert(start, sharedBlocks(changed))
}

function restoreBlock(fragment: Y.XmlFragment, at: number, block: RichNode): void {
  const child = fragment.get(at)
  const [node] = nodesOf(child)
  if (JSON.stringify(node) === JSON.stringify(block)) return
  const text = child instanceof Y.XmlElement ? child.get(0) : null
  const line = plainLine(block)
  const isLine = node && plainLine(node) !== null && line !== null && isSameBut(node, block)
  if (isLine && text instanceof Y.XmlText && child instanceof Y.XmlElement && child.length === 1) {
    setText(text, line)
  } else {
    fragment.delete(at, 1)
    fragment.insert(at, sharedBlocks([block]))
  }
}

/** The text of a block that is nothing but one text without marks, else null. */
function plainLine({ content }: RichNode): string | null {
  const [only, ...others] = content ?? []
  return only?.type === 'text' && others.length === 0 && !only.marks ? (only.text ?? '') : null
}

const isSameBut = (a: RichNode, b: RichNode): boolean =>
  JSON.stringify({ ...a, content: [] }) === JSON.stringify({ ...b, content: [] })
