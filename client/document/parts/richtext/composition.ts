import type { Node } from '@tiptap/pm/model'
import { type EditorState, TextSelection, type Transaction } from '@tiptap/pm/state'
import type { RelativePosition } from 'yjs'
import { heldPosition, holdPosition } from './positions.ts'

/** How far around the caret a composition is looked for, in positions. */
const REACH = 200

/** A line as it was when a change of others came in while somebody composed in it. */
export interface Held {
  /** The document of the editor then; it and the shared text were the same. */
  readonly doc: Node
  /** By position in `doc`: the letter that ends there. */
  readonly letters: ReadonlyMap<number, RelativePosition>
}

/** Takes hold of the letters around the caret; the editor must be in step with the shared text. */
export function holdLine(state: EditorState): Held {
  const { $head } = state.selection
  const letters = new Map<number, RelativePosition>()
  const from = Math.max($head.start() + 1, $head.pos - REACH)
  for (let at = from; at <= Math.min($head.end(), $head.pos + REACH); at++) {
    const held = holdPosition(state, at)
    if (held) letters.set(at, held)
  }
  return { doc: state.doc, letters }
}

/**
 * What was composed since, put where it belongs among what others wrote meanwhile, with the caret behind it. `composed`
 * is the document of the editor at the end of it, `state` the editor after it was drawn from the shared text again.
 */
export function placeComposed(held: Held, composed: EditorState, state: EditorState): Transaction {
  const start = held.doc.content.findDiffStart(composed.doc.content)
  const ends = held.doc.content.findDiffEnd(composed.doc.content)
  const { head } = composed.selection
  if (start === null || !ends) return caretAt(state.tr, rangeNow(held, head, head, state).to)
  const overlap = Math.max(0, start - Math.min(ends.a, ends.b))
  const [end, until] = [ends.a + overlap, ends.b + overlap]
  const place = rangeNow(held, start, end, state)
  const tr = state.tr.replace(place.from, place.to, composed.doc.slice(start, until))
  return caretAt(tr, place.from + Math.min(Math.max(head, start), until) - start).scrollIntoView()
}

const caretAt = (tr: Transaction, position: number): Transaction =>
  tr.setSelection(TextSelection.near(tr.doc.resolve(Math.min(position, tr.doc.content.size)), -1))

function rangeNow(held: Held, start: number, end: number, state: EditorState): { from: number; to: number } {
  const now = (position: number): number | null => {
    const letter = held.letters.get(position)
    return letter ? heldPosition(state, letter) : null
  }
  if (end > start) {
    const [first, to] = [now(start + 1), now(end)]
    const from = first === null ? null : first - 1
    if (from !== null && to !== null && to >= from) {
      const isUntouched = state.doc.textBetween(from, to) === held.doc.textBetween(start, end)
      // Letters of others among them are not taken out with them.
      return isUntouched ? { from, to } : { from: to, to }
    }
  }
  const before = now(start)
  const after = before === null ? now(start + 1) : null
  const at = before ?? (after === null ? state.selection.to : after - 1)
  return { from: at, to: at }
}
