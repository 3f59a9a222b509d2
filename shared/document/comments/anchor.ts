import * as Y from 'yjs'
import type { SectionName } from '../postmortem.ts'
import { sectionOf } from '../schema.ts'

/** Words of a section, held on to by the letters at their ends (Yjs relative positions as JSON). */
export interface Anchor {
  readonly from: unknown
  readonly to: unknown
}

/** Half-open range of UTF-16 offsets in {@link flatText}. */
export interface Span {
  readonly start: number
  readonly end: number
}

/** A place in the text of a section, as the editor's binding speaks of it. */
export interface TextPoint {
  readonly text: Y.XmlText
  readonly index: number
}

interface Piece {
  readonly text: Y.XmlText
  readonly words: string
  readonly start: number
}

/** The text of a section alone: its pieces apart by line breaks, without formatting, mentions and pictures. */
export const flatText = (doc: Y.Doc, section: SectionName): string =>
  flatten(piecesOf(sectionOf(doc, section)))

/** An anchor for a range of {@link flatText} and the words in it, without space around them; null when it holds none. */
export function anchorAt(
  doc: Y.Doc,
  section: SectionName,
  { start, end }: Span,
): (Anchor & { readonly quote: string }) | null {
  const pieces = piecesOf(sectionOf(doc, section))
  const selected = flatten(pieces).slice(start, end)
  const quote = selected.trim()
  const first = start + selected.length - selected.trimStart().length
  const [from, to] = [pointIn(pieces, first, 'after'), pointIn(pieces, first + quote.length, 'before')]
  if (!from || !to || quote === '') return null
  return {
    // What is typed before or after the words does not become part of them.
    from: Y.relativePositionToJSON(Y.createRelativePositionFromTypeIndex(from.text, from.index, 0)),
    to: Y.relativePositionToJSON(Y.createRelativePositionFromTypeIndex(to.text, to.index, -1)),
    quote,
  }
}

/**
 * Where the words of an anchor stand now. Letters that an edit took out and put back (a paragraph that was split, a
 * restored version) are other letters: then the quoted words nearest to the place count, also where a line break came
 * between them. Null when they are gone.
 */
export function spanOf(doc: Y.Doc, section: SectionName, anchor: Anchor, quote: string): Span | null {
  const pieces = piecesOf(sectionOf(doc, section))
  const flat = flatten(pieces)
  const start = offsetOf(doc, pieces, anchor.from)
  const end = offsetOf(doc, pieces, anchor.to)
  const left = start !== null && end !== null && end > start ? { start, end } : null
  if (left && flat.slice(left.start, left.end) === quote) return left
  const found = nearest(flat, quote, start ?? end ?? 0)
  if (!left || !found) return found ?? left
  // Words that somebody changes stay the ones that are meant, whatever stands elsewhere in the same words.
  const isKept = 2 * (left.end - left.start) >= quote.length
  const isSame = found.start <= left.end && left.start <= found.end
  return isKept && !isSame ? left : found
}

/** The shared text and index at an offset of {@link flatText}; at the border of two pieces, the one asked for. */
export const pointAt = (
  doc: Y.Doc,
  section: SectionName,
  offset: number,
  side: 'after' | 'before',
): TextPoint | null => pointIn(piecesOf(sectionOf(doc, section)), offset, side)

/** The offset in {@link flatText} of a Yjs relative position (as JSON) within a section; null when it is elsewhere. */
export const offsetAt = (doc: Y.Doc, section: SectionName, position: unknown): number | null =>
  offsetOf(doc, piecesOf(sectionOf(doc, section)), position)

function piecesOf(fragment: Y.XmlFragment): Piece[] {
  const pieces: Piece[] = []
  let start = 0
  const visit = (parent: Y.XmlFragment): void => {
    for (const child of parent.toArray()) {
      if (child instanceof Y.XmlText) {
        const words = wordsOf(child)
        pieces.push({ text: child, words, start })
        start += words.length + 1
      } else if (child instanceof Y.XmlFragment) visit(child)
    }
  }
  visit(fragment)
  return pieces
}

function wordsOf(text: Y.XmlText): string {
  const delta: { insert: unknown }[] = text.toDelta()
  return delta.map(({ insert }) => (typeof insert === 'string' ? insert : '\ufffc')).join('')
}

const flatten = (pieces: readonly Piece[]): string => pieces.map(({ words }) => words).join('\n')

function pointIn(pieces: readonly Piece[], offset: number, side: 'after' | 'before'): TextPoint | null {
  const within = pieces.filter(({ start, words }) => start <= offset && offset <= start + words.length)
  const piece = side === 'after' ? within.at(-1) : within[0]
  return piece ? { text: piece.text, index: offset - piece.start } : null
}

/** What stands in a document may be anything: an unreadable position is nowhere. */
function offsetOf(doc: Y.Doc, pieces: readonly Piece[], position: unknown): number | null {
  try {
    const point = Y.createAbsolutePositionFromRelativePosition(
      Y.createRelativePositionFromJSON(position),
      doc,
    )
    if (!point) return null
    const piece = pieces.find(({ text }) => text === point.type)
    if (piece) return piece.start + point.index
    return point.type instanceof Y.XmlFragment ? offsetBetween(pieces, point.type, point.index) : null
  } catch {
    return null
  }
}

/** A position between two nodes: the start of the first text at or after it, or the end of all. */
function offsetBetween(pieces: readonly Piece[], parent: Y.XmlFragment, index: number): number | null {
  const after = new Set<unknown>()
  const collect = (node: unknown): void => {
    after.add(node)
    if (node instanceof Y.XmlFragment) for (const child of node.toArray()) collect(child)
  }
  for (const child of parent.toArray().slice(index)) collect(child)
  const next = pieces.find(({ text }) => after.has(text))
  if (next) return next.start
  const own = pieces.filter(({ text }) => text.parent === parent).at(-1) ?? pieces.at(-1)
  return own ? own.start + own.words.length : null
}

function nearest(flat: string, quote: string, to: number): Span | null {
  if (quote.trim() === '') return null
  const start = nearestIn(flat, quote, to)
  if (start !== null) return { start, end: start + quote.length }
  // A line break that came or went is no other word.
  const letters: number[] = []
  for (let at = 0; at < flat.length; at++) if (flat[at] !== '\n') letters.push(at)
  const words = quote.replaceAll('\n', '')
  const joined = nearestIn(flat.replaceAll('\n', ''), words, letters.filter(at => at < to).length)
  const first = joined === null ? undefined : letters[joined]
  const last = joined === null ? undefined : letters[joined + words.length - 1]
  return first === undefined || last === undefined ? null : { start: first, end: last + 1 }
}

function nearestIn(flat: string, quote: string, to: number): number | null {
  let best: number | null = null
  for (let at = flat.indexOf(quote); at >= 0; at = flat.indexOf(quote, at + 1)) {
    if (best === null || Math.abs(at - to) < Math.abs(best - to)) best = at
  }
  return best
}
