import type { Editor } from '@tiptap/core'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { Finding } from '../../../../shared/checks/finding.ts'
import classes from '../findings/FindingNote.module.css'
import { FindingNote } from '../findings/FindingNote.tsx'
import { PutAside } from '../findings/PutAside.tsx'
import { findingKey } from '../findings/place.ts'
import { findingAt } from './findingMarks.ts'

interface Shown {
  readonly index: number
  /** Of the finding: another one may stand at its index once it was put aside. */
  readonly key: string
  readonly left: number
  readonly top: number
}

/** How long the card waits for a pointer that is on its way from the underline, ms. */
const ON_THE_WAY = 250

/** Says what an underline means while the pointer or the caret is on it, and lets it be put aside. */
export function FindingCard(props: { readonly editor: Editor; readonly findings: readonly Finding[] }) {
  const { editor, findings } = props
  const [shown, setShown] = useState<Shown | null>(null)
  const leaving = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  const card = useRef<HTMLDivElement>(null)
  const present = useRef(findings)
  present.current = findings
  const stay = useCallback(() => clearTimeout(leaving.current), [])
  const leaveSoon = useCallback(() => {
    clearTimeout(leaving.current)
    leaving.current = setTimeout(() => setShown(null), ON_THE_WAY)
  }, [])

  useEffect(() => {
    // An editor that waited long to be shown was given up meanwhile; another takes its place right after this.
    if (editor.isDestroyed) return
    const dom = editor.view.dom
    const pointAt = (event: Event): void => {
      const mark = event.target instanceof Element ? event.target.closest('[data-finding-index]') : null
      stay()
      if (mark) setShown(below(mark, dom, present.current))
      else leaveSoon()
    }
    const followCaret = (): void => {
      if (!editor.isFocused) return
      const index = findingAt(editor, editor.state.selection.head)
      const mark = index === null ? null : dom.querySelector(`[data-finding-index="${index}"]`)
      stay()
      setShown(mark ? below(mark, dom, present.current) : null)
    }
    const hide = (event: FocusEvent): void => {
      const to = event.relatedTarget
      if (!(to instanceof Node && card.current?.contains(to))) setShown(null)
    }
    dom.addEventListener('pointerover', pointAt)
    dom.addEventListener('pointerleave', leaveSoon)
    dom.addEventListener('blur', hide)
    editor.on('selectionUpdate', followCaret)
    return () => {
      dom.removeEventListener('pointerover', pointAt)
      stay()
      dom.removeEventListener('pointerleave', leaveSoon)
      dom.removeEventListener('blur', hide)
      editor.off('selectionUpdate', followCaret)
    }
  }, [editor, stay, leaveSoon])

  const finding = shown && findings[shown.index]
  if (!finding || findingKey(finding) !== shown.key) return null
  return (
    <div
      ref={card}
      className={classes.card}
      role="status"
      style={{ left: shown.left, top: shown.top }}
      onPointerEnter={stay}
      onPointerLeave={leaveSoon}
    >
      <FindingNote finding={finding} />
      <PutAside finding={finding} />
    </div>
  )
}

/** Below a mark, within the box that holds the editor. */
function below(mark: Element, dom: HTMLElement, findings: readonly Finding[]): Shown {
  const box = (dom.closest('[data-rich]') ?? dom).getBoundingClientRect()
  const rect = mark.getClientRects()[0] ?? mark.getBoundingClientRect()
  const left = Math.max(0, Math.min(rect.left - box.left, box.width - 300))
  const index = Number(mark.getAttribute('data-finding-index'))
  const finding = findings[index]
  return { index, key: finding ? findingKey(finding) : '', left, top: rect.bottom - box.top + 6 }
}
