import type { Editor } from '@tiptap/core'
import type { EditorState } from '@tiptap/pm/state'
import {
  absolutePositionToRelativePosition,
  relativePositionToAbsolutePosition,
  ySyncPluginKey,
} from '@tiptap/y-tiptap'
import * as Y from 'yjs'
import { offsetAt, pointAt, type Span, type TextPoint } from '../../../../shared/document/comments/anchor.ts'
import type { SectionName } from '../../../../shared/document/postmortem.ts'

/** The binding of an editor to its shared text; null while it is not drawn yet. */
function bindingOf(state: EditorState): { doc: Y.Doc; type: Y.XmlFragment; mapping: never } | null {
  return ySyncPluginKey.getState(state)?.binding ?? null
}

/** A position that stays with its letter, whatever others type. */
export function holdPosition(state: EditorState, position: number): Y.RelativePosition | null {
  const binding = bindingOf(state)
  return binding && absolutePositionToRelativePosition(position, binding.type, binding.mapping)
}

/** Where a held position is now; null when its place is gone. */
export function heldPosition(state: EditorState, held: Y.RelativePosition): number | null {
  const binding = bindingOf(state)
  return binding && relativePositionToAbsolutePosition(binding.doc, binding.type, held, binding.mapping)
}

/** The selected words as offsets in the section's text; null when none are selected. */
export function selectedSpan(editor: Editor, section: SectionName): Span | null {
  const { from, to, empty } = editor.state.selection
  const [start, end] = [from, to].map(position => {
    const held = holdPosition(editor.state, position)
    const binding = bindingOf(editor.state)
    return held && binding ? offsetAt(binding.doc, section, Y.relativePositionToJSON(held)) : null
  })
  if (empty || typeof start !== 'number' || typeof end !== 'number' || end <= start) return null
  return { start, end }
}

/** Where words of a section stand in the editor. */
export function rangeOf(
  state: EditorState,
  section: SectionName,
  { start, end }: Span,
): { readonly from: number; readonly to: number } | null {
  const binding = bindingOf(state)
  if (!binding) return null
  const first = pointAt(binding.doc, section, start, 'after')
  const last = pointAt(binding.doc, section, end, 'before')
  // The binding takes the place before the very first letter for a mistake: the one after that letter is asked for.
  const after = first && placeOf(state, { ...first, index: first.index + 1 })
  const from = after && after - 1
  const to = last && placeOf(state, last)
  return typeof from === 'number' && typeof to === 'number' && to > from ? { from, to } : null
}

const placeOf = (state: EditorState, { text, index }: TextPoint): number | null =>
  heldPosition(state, Y.createRelativePositionFromTypeIndex(text, index))
