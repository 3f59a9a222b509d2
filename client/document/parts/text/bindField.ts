import type * as Y from 'yjs'
import { EDIT } from '../../../../shared/document/schema.ts'
import {
  changeBetween,
  characterThroughDelta,
  type DeltaPart,
  type TextChange,
  throughDelta,
} from './textChange.ts'

/** What a binding needs of a textarea or an input. */
export interface Field {
  value: string
  readonly selectionStart: number | null
  readonly selectionEnd: number | null
  readonly selectionDirection: 'forward' | 'backward' | 'none' | null
  setSelectionRange(start: number, end: number, direction?: 'forward' | 'backward' | 'none'): void
}

/** A field that writes into a Y.Text and follows what others write, with the caret kept in its place. */
export interface FieldBinding {
  /** Call on every `input` event. */
  input(): void
  /** Call when an input method starts and ends composing; others' edits wait meanwhile (D5). */
  composing(on: boolean): void
  destroy(): void
}

/**
 * Binds a single-line field to a live text. Typing becomes the smallest edit at the caret, under the origin that
 * undo follows (D6); line breaks become spaces.
 */
export function bindField(field: Field, text: Y.Text): FieldBinding {
  let shown = text.toString()
  let isComposing = false
  let isWriting = false
  const waiting: DeltaPart[][] = []
  field.value = shown

  const show = (deltas: readonly (readonly DeltaPart[])[]): void => {
    const move = (position: number): number => deltas.reduce(throughDelta, position)
    const { selectionStart, selectionEnd, selectionDirection } = field
    shown = text.toString()
    if (field.value !== shown) field.value = shown
    const start = move(selectionStart ?? shown.length)
    field.setSelectionRange(start, move(selectionEnd ?? start), selectionDirection ?? 'none')
  }

  const onChange = (event: Y.YTextEvent): void => {
    if (isWriting) return
    if (isComposing) waiting.push(event.delta)
    else show([event.delta])
  }
  text.observe(onChange)

  const write = (): void => {
    const typed = field.value
    const caret = field.selectionStart ?? typed.length
    const change = changeBetween(shown, typed, caret)
    const deltas = waiting.splice(0)
    let moved = deltas.reduce(throughDelta, caret)
    if (change) {
      const line = change.inserted.replace(/\s*[\r\n]+\s*/g, ' ')
      const at = deltas.reduce(throughDelta, change.index)
      isWriting = true
      text.doc?.transact(() => {
        if (line) text.insert(at, line)
        const behind = (index: number): number => (index >= at ? index + line.length : index)
        for (const [from, length] of removals(change, deltas)) text.delete(behind(from), length)
      }, EDIT)
      isWriting = false
      moved = at + line.length + Math.max(0, caret - change.index - change.inserted.length)
    }
    shown = text.toString()
    if (field.value === shown) return
    field.value = shown
    field.setSelectionRange(moved, moved)
  }

  return {
    input: () => {
      if (!isComposing) write()
    },
    composing: on => {
      isComposing = on
      if (!on) write()
    },
    destroy: () => text.unobserve(onChange),
  }
}

/** The stretches to delete, last first, that leave what others wrote between the removed characters. */
function removals(change: TextChange, deltas: readonly (readonly DeltaPart[])[]): [number, number][] {
  const stretches: [number, number][] = []
  for (let i = change.index + change.removed - 1; i >= change.index; i--) {
    const at = deltas.reduce<number | null>(
      (index, delta) => (index === null ? null : characterThroughDelta(index, delta)),
      i,
    )
    if (at === null) continue
    const last = stretches.at(-1)
    if (last && last[0] === at + 1) stretches[stretches.length - 1] = [at, last[1] + 1]
    else stretches.push([at, 1])
  }
  return stretches
}
