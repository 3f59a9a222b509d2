import { useEffect } from 'react'
import type * as Y from 'yjs'
import { flatText, spanOf } from '../../../../shared/document/comments/anchor.ts'
import { storedAnchor } from '../../../../shared/document/comments/read.ts'
import type { CommentThread, SectionName } from '../../../../shared/document/postmortem.ts'
import { useComments } from '../../../hooks/useComments.ts'
import { useConnection } from '../../../hooks/useConnection.ts'
import { useSection } from '../../../hooks/useSection.ts'
import { commentView } from './commentView.ts'

/** Words that are lit up by the browser itself, so that the text that is read stays as React drew it. */
const lit = typeof Highlight === 'undefined' ? null : new Highlight()
if (lit) CSS.highlights.set('comments', lit)

/** Lights up the words that open threads are about where a section is read, not edited; a press on them shows the thread. */
export default function ReadingMarks({ name }: { readonly name: SectionName }) {
  const connection = useConnection()
  const threads = useComments()
  const blocks = useSection(name)
  // biome-ignore lint/correctness/useExhaustiveDependencies: drawn anew when the text is another
  useEffect(() => {
    const box = document.getElementById(name)?.querySelector<HTMLElement>('[data-rich]')
    if (!box || !lit) return
    const ranges = threads.flatMap(thread => {
      const range = rangeIn(box, connection.doc, name, thread)
      return range ? [{ range, id: thread.id }] : []
    })
    for (const { range } of ranges) lit.add(range)
    const open = (event: MouseEvent): void => {
      const point = document.caretPositionFromPoint?.(event.clientX, event.clientY)
      const hit = ranges.find(({ range }) => point && range.isPointInRange(point.offsetNode, point.offset))
      if (hit) commentView(connection).set({ kind: 'thread', thread: hit.id })
    }
    box.addEventListener('click', open)
    return () => {
      for (const { range } of ranges) lit.delete(range)
      box.removeEventListener('click', open)
    }
  }, [connection, threads, blocks, name])
  return null
}

function rangeIn(box: HTMLElement, doc: Y.Doc, section: SectionName, thread: CommentThread): Range | null {
  const { about, id, resolvedAt } = thread
  const anchor = storedAnchor(doc, id)
  if (about.in !== 'section' || about.section !== section || resolvedAt !== '' || !anchor) return null
  const span = spanOf(doc, section, { from: anchor.from, to: anchor.to }, about.quote)
  if (!span) return null
  const flat = flatText(doc, section)
  const words = joined(flat.slice(span.start, span.end))
  const before = joined(flat.slice(0, span.start))
  const nodes = textNodes(box)
  // Names and captions are drawn and are no text of the section, so the same words are counted rather than letters.
  const drawn = nodes.map(({ data }) => data).join('')
  const start = nth(drawn, words, count(before, words))
  return start < 0 ? null : rangeOver(nodes, start, start + words.length)
}

const joined = (text: string): string => text.replaceAll('\n', '')
const count = (text: string, words: string): number => text.split(words).length - 1

function nth(text: string, words: string, index: number): number {
  let at = text.indexOf(words)
  for (let n = 0; n < index && at >= 0; n++) at = text.indexOf(words, at + words.length)
  return at
}

function textNodes(box: HTMLElement): Text[] {
  const walker = document.createTreeWalker(box, NodeFilter.SHOW_TEXT)
  const nodes: Text[] = []
  while (walker.nextNode()) nodes.push(walker.currentNode as Text)
  return nodes
}

function rangeOver(nodes: readonly Text[], start: number, end: number): Range | null {
  const range = document.createRange()
  let passed = 0
  let isBegun = false
  for (const node of nodes) {
    if (!isBegun && start < passed + node.length) {
      range.setStart(node, start - passed)
      isBegun = true
    }
    if (isBegun && end <= passed + node.length) {
      range.setEnd(node, end - passed)
      return range
    }
    passed += node.length
  }
  return null
}
