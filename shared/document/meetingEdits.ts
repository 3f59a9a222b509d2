import type { Doc } from 'yjs'
import { addComment } from './comments/edit.ts'
import { addItem } from './edit.ts'
import type { Category, RichText } from './postmortem.ts'
import { appendRichText, bullets, readRichText } from './richText.ts'
import { commentsOf, listOf, sectionOf } from './schema.ts'

/** A revealed card, on its way into the document (M11). */
export interface FreshCard {
  readonly id: string
  readonly text: string
  readonly category: Category | ''
  /** The name its author wants beside it, or null. */
  readonly signed: string | null
}

/** Adds revealed cards as factors; one that is there, or was there and got deleted, is left alone (M11). */
export function insertCards(doc: Doc, cards: readonly FreshCard[]): void {
  const factors = listOf(doc, 'factors')
  for (const { id, text, category, signed } of cards) {
    // A Y.Map keeps deleted entries, which `has` does not tell.
    if (factors._map.has(id)) continue
    addItem(doc, 'factors', id, { text: signed ? `${text} (${signed})` : text, category })
  }
}

/**
 * Begins a thread at each event, without a name; `at` in ms. A comment that is there, or was there and got deleted, is
 * left alone (M29).
 */
export function insertComments(
  doc: Doc,
  comments: readonly { readonly id: string; readonly row: string; readonly text: string }[],
  at: number,
): void {
  for (const { id, row, text } of comments) {
    if (commentsOf(doc)._map.has(id)) continue
    const about = { in: 'timeline', id: row } as const
    addComment(doc, id, { about, question: false, text, at: new Date(at).toISOString(), name: '' })
  }
}

/**
 * Adds learnings below the lessons, and parked ideas to their list; what is there, or was and got deleted, is left alone
 * (M18).
 */
export function writeOutcome(
  doc: Doc,
  outcome: {
    readonly learnings: readonly string[]
    readonly parked: readonly { readonly id: string; readonly text: string }[]
  },
): void {
  const { learnings, parked } = outcome
  const lessons = sectionOf(doc, 'lessons')
  const there = new Set(plainLines(readRichText(lessons)))
  const fresh = learnings.map(oneLine).filter(text => text !== '' && !there.has(text))
  if (fresh.length > 0) appendRichText(lessons, [bullets([...new Set(fresh)])])
  const list = listOf(doc, 'parked')
  for (const { id, text } of parked) if (!list._map.has(id)) addItem(doc, 'parked', id, { text })
}

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim()

/** The text of each paragraph and item. */
const plainLines = (nodes: RichText): string[] =>
  nodes.flatMap(node => {
    const content = node.content ?? []
    const isText = content.some(({ type }) => type === 'text')
    return isText ? [oneLine(content.map(({ text = '' }) => text).join(''))] : plainLines(content)
  })
