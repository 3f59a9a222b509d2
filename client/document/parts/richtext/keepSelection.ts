import type { Node } from '@tiptap/pm/model'
import { AllSelection, NodeSelection, Selection, TextSelection, type Transaction } from '@tiptap/pm/state'
import {
  findAbsolutePositionAfterStructuralChange,
  type ProsemirrorBinding,
  relativePositionToAbsolutePosition,
} from '@tiptap/y-tiptap'
import * as Y from 'yjs'

/** A selection by the letters at its ends, as the binding notes it before others' changes come in. */
export type NotedSelection = NonNullable<ProsemirrorBinding['beforeTransactionSelection']>

/**
 * Puts the selection back after everything was drawn anew. A caret stays with its letter; the binding's own way takes
 * a line in which others wrote for a moved one and sets the caret elsewhere. Only where the letter is gone is its line
 * looked for by its words, for a block that somebody moved is another one with the same words.
 */
export function restoreSelection(
  tr: Transaction,
  noted: NotedSelection,
  binding: ProsemirrorBinding,
  before: Node,
): void {
  if (noted.type === 'all') {
    tr.setSelection(new AllSelection(tr.doc))
    return
  }
  const place = (relative: Y.RelativePosition, absolute: number): number => {
    const now =
      ofLetter(relative, binding) ??
      findAbsolutePositionAfterStructuralChange(before, tr.doc, absolute) ??
      absolute
    return Math.min(Math.max(now, 0), tr.doc.content.size)
  }
  const anchor = tr.doc.resolve(place(noted.anchor, noted.absAnchor))
  if (noted.type === 'node') {
    const isNode = anchor.nodeAfter && NodeSelection.isSelectable(anchor.nodeAfter)
    tr.setSelection(isNode ? new NodeSelection(anchor) : Selection.near(anchor))
    return
  }
  tr.setSelection(TextSelection.between(anchor, tr.doc.resolve(place(noted.head, noted.absHead))))
}

function ofLetter(relative: Y.RelativePosition, binding: ProsemirrorBinding): number | null {
  const { doc, type, mapping } = binding
  const now = relativePositionToAbsolutePosition(doc, type, relative, mapping)
  if (now !== null) return now
  // The binding takes the start of the first line for a mistake.
  const place = Y.createAbsolutePositionFromRelativePosition(relative, doc)
  const isFirst = place?.index === 0 && place.type instanceof Y.XmlText && !place.type._item?.deleted
  return isFirst ? 1 : null
}
