import { type KeyboardEvent, Suspense, useEffect, useLayoutEffect, useRef, useState } from 'react'
import type * as Y from 'yjs'
import { textOf } from '../../../../shared/document/schema.ts'
import { readerOf } from '../../../hooks/documentReader.ts'
import { useConnection } from '../../../hooks/useConnection.ts'
import { part } from '../../../ui/part.ts'
import { bindField, type FieldBinding } from './bindField.ts'
import { announceCaret, withdrawCaret } from './cellPresence.ts'
import type { LineCaret } from './lineSegments.ts'
import classes from './TextCell.module.css'
import type { TextCellProps } from './TextCell.tsx'
import { TextLine } from './TextLine.tsx'

const CellMentions = part(() => import('../mentions/CellMentions.tsx'))

/** The field of a cell somebody is in, over a line that shows findings and the carets of the others. */
export function CellField(
  props: TextCellProps & {
    readonly carets: readonly LineCaret[]
    /** Where the caret goes first. */
    readonly entry: number
    readonly onLeave: () => void
  },
) {
  const { list, id, label, placeholder = '', marks = [], carets, entry, onLeave, onKeyDown } = props
  const connection = useConnection()
  const { doc, awareness, undo } = connection
  const text = textOf(doc, list, id)
  const shown = useLiveText(text, props.text)
  const field = useRef<HTMLTextAreaElement>(null)
  const binding = useRef<FieldBinding | null>(null)

  useLayoutEffect(() => {
    const area = field.current
    if (!area || !text) return
    const bound = bindField(area, text)
    binding.current = bound
    return () => {
      bound.destroy()
      binding.current = null
    }
  }, [text])

  // biome-ignore lint/correctness/useExhaustiveDependencies: the caret is placed once, when the field opens
  useLayoutEffect(() => {
    undo.stopCapturing()
    field.current?.focus({ preventScroll: true })
    field.current?.setSelectionRange(entry, entry)
    return () => withdrawCaret(awareness, { list, id })
  }, [])

  useEffect(() => {
    const announce = (): void => {
      const area = field.current
      if (!area || !text || document.activeElement !== area) return
      announceCaret(awareness, { list, id }, text, area.selectionStart, area.selectionEnd)
    }
    announce()
    document.addEventListener('selectionchange', announce)
    return () => document.removeEventListener('selectionchange', announce)
  }, [awareness, list, id, text])

  const leave = (): void => {
    // The line that takes the field's place is drawn from the list.
    readerOf(connection).settle()
    onLeave()
  }
  const keyDown = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    if (event.nativeEvent.isComposing) return
    onKeyDown?.(event)
    if (event.defaultPrevented) return
    if (event.key === 'Enter') event.preventDefault()
    if (event.key === 'Enter' || event.key === 'Escape') event.currentTarget.blur()
  }

  return (
    <>
      <div className={classes.line} aria-hidden>
        <TextLine text={shown} marks={marks} carets={carets} />
        {'\u200b'}
      </div>
      <textarea
        ref={field}
        rows={1}
        className={classes.field}
        aria-label={label}
        placeholder={placeholder}
        data-cell={`${list}/${id}`}
        data-bound
        spellCheck
        autoComplete="off"
        onInput={() => binding.current?.input()}
        onCompositionStart={() => binding.current?.composing(true)}
        onCompositionEnd={() => binding.current?.composing(false)}
        onKeyDown={keyDown}
        onBlur={leave}
      />
      {shown.includes('@') && (
        <Suspense>
          <CellMentions field={field} />
        </Suspense>
      )}
    </>
  )
}

/** The text as it is this very moment, ahead of the list's snapshot. */
function useLiveText(text: Y.Text | null, otherwise: string): string {
  const [, setTurn] = useState(0)
  useEffect(() => {
    if (!text) return
    const turn = (): void => setTurn(turns => turns + 1)
    text.observe(turn)
    return () => text.unobserve(turn)
  }, [text])
  return text?.toString() ?? otherwise
}
