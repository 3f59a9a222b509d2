import { type KeyboardEvent, type MouseEvent, useRef, useState, useSyncExternalStore } from 'react'
import type { ListName } from '../../../../shared/document/schema.ts'
import { useConnection } from '../../../hooks/useConnection.ts'
import { CellField } from './CellField.tsx'
import { type CellCaret, caretIndex, cellPresence } from './cellPresence.ts'
import type { LineCaret, LineMark } from './lineSegments.ts'
import classes from './TextCell.module.css'
import { TextLine } from './TextLine.tsx'

export interface TextCellProps {
  readonly list: ListName
  readonly id: string
  /** The text as the list's snapshot has it. */
  readonly text: string
  /** What a screen reader calls the cell. */
  readonly label: string
  readonly placeholder?: string
  readonly readOnly?: boolean
  readonly marks?: readonly LineMark[]
  /** Keys that mean something to the row around it; `preventDefault` keeps the field from using them. */
  readonly onKeyDown?: (event: KeyboardEvent<HTMLTextAreaElement>) => void
  readonly className?: string
}

/**
 * The text of one row: drawn as text, and a field while somebody is in it (D8). Everyone's carets show in both (D5).
 */
export function TextCell(props: TextCellProps) {
  const { list, id, text, label, placeholder = '', readOnly = false, marks } = props
  const carets = useCellCarets(list, id)
  const [entry, setEntry] = useState<number | null>(null)
  const isPointer = useRef(false)

  const enterAtPointer = (event: MouseEvent<HTMLDivElement>): void => {
    isPointer.current = false
    const selection = window.getSelection()
    if (selection && !selection.isCollapsed) return
    setEntry(offsetAt(event.currentTarget, event.clientX, event.clientY) ?? text.length)
  }

  if (readOnly) {
    return (
      <div className={`${classes.cell} ${props.className ?? ''}`} data-readonly>
        <div className={classes.line}>
          <TextLine text={text} marks={marks ?? []} carets={carets} placeholder={placeholder} />
        </div>
      </div>
    )
  }
  return (
    <div className={`${classes.cell} ${props.className ?? ''}`} data-editing={entry !== null || undefined}>
      {entry === null ? (
        // biome-ignore lint/a11y/useSemanticElements: it becomes a real textarea as soon as it has the focus
        // biome-ignore lint/a11y/useKeyWithClickEvents: with keys, having the focus is enough
        <div
          role="textbox"
          tabIndex={0}
          aria-label={label}
          className={classes.line}
          data-cell={`${list}/${id}`}
          onPointerDown={() => {
            isPointer.current = true
          }}
          onFocus={() => {
            if (!isPointer.current) setEntry(text.length)
          }}
          onClick={enterAtPointer}
          onBlur={() => {
            isPointer.current = false
          }}
        >
          <TextLine text={text} marks={marks ?? []} carets={carets} placeholder={placeholder} />
        </div>
      ) : (
        <CellField {...props} carets={carets} entry={entry} onLeave={() => setEntry(null)} />
      )}
    </div>
  )
}

/** Puts the focus into a cell, which then becomes a field; false when it is not on the page. */
export function focusCell(list: ListName, id: string): boolean {
  const cell = document.querySelector<HTMLElement>(`[data-cell="${CSS.escape(`${list}/${id}`)}"]`)
  cell?.focus()
  return cell !== null
}

function useCellCarets(list: ListName, id: string): readonly LineCaret[] {
  const { doc, awareness } = useConnection()
  const presence = cellPresence(awareness)
  const carets: readonly CellCaret[] = useSyncExternalStore(presence.subscribe, () => presence.at(list, id))
  return carets.map(caret => ({
    ...caret,
    anchor: caretIndex(doc, caret.anchor),
    head: caretIndex(doc, caret.head),
  }))
}

/** The offset in a line's text under a point of the screen, or null where the browser cannot say. */
function offsetAt(line: HTMLElement, x: number, y: number): number | null {
  const point = document.caretPositionFromPoint?.(x, y)
  if (!point || !line.contains(point.offsetNode) || point.offsetNode.nodeType !== Node.TEXT_NODE) return null
  const range = document.createRange()
  range.setStart(line, 0)
  range.setEnd(point.offsetNode, point.offset)
  const names = [...range.cloneContents().querySelectorAll('.caret-name')]
  return range.toString().length - names.reduce((sum, name) => sum + (name.textContent?.length ?? 0), 0)
}
