import type { Editor } from '@tiptap/core'
import { useEffect, useState } from 'react'
import type { Finding } from '../../../../shared/checks/finding.ts'
import classes from '../findings/FindingNote.module.css'
import { FindingNote } from '../findings/FindingNote.tsx'
import { findingAt } from './findingMarks.ts'

interface Shown {
  readonly index: number
  readonly left: number
  readonly top: number
}

/** Says what an underline means while the pointer or the caret is on it. */
export function FindingCard(props: { readonly editor: Editor; readonly findings: readonly Finding[] }) {
  const { editor, findings } = props
  const [shown, setShown] = useState<Shown | null>(null)

  useEffect(() => {
    // An editor that waited long to be shown was given up meanwhile; another takes its place right after this.
    if (editor.isDestroyed) return
    const dom = editor.view.dom
    const pointAt = (event: Event): void => {
      const mark = event.target instanceof Element ? event.target.closest('[data-finding-index]') : null
      setShown(mark ? below(mark, dom) : null)
    }
    const followCaret = (): void => {
      if (!editor.isFocused) return
      const index = findingAt(editor, editor.state.selection.head)
      const mark = index === null ? null : dom.querySelector(`[data-finding-index="${index}"]`)
      setShown(mark ? below(mark, dom) : null)
    }
    const hide = (): void => setShown(null)
    dom.addEventListener('pointerover', pointAt)
    dom.addEventListener('pointerleave', hide)
    dom.addEventListener('blur', hide)
    editor.on('selectionUpdate', followCaret)
    return () => {
      dom.removeEventListener('pointerover', pointAt)
      dom.removeEventListener('pointerleave', hide)
      dom.removeEventListener('blur', hide)
      editor.off('selectionUpdate', followCaret)
    }
  }, [editor])

  const finding = shown && findings[shown.index]
  if (!finding) return null
  return (
    <div className={classes.card} role="status" style={{ left: shown.left, top: shown.top }}>
      <FindingNote finding={finding} />
    </div>
  )
}

/** Below a mark, within the box that holds the editor. */
function below(mark: Element, dom: HTMLElement): Shown {
  const box = (dom.closest('[data-rich]') ?? dom).getBoundingClientRect()
  const rect = mark.getClientRects()[0] ?? mark.getBoundingClientRect()
  const left = Math.max(0, Math.min(rect.left - box.left, box.width - 300))
  return { index: Number(mark.getAttribute('data-finding-index')), left, top: rect.bottom - box.top + 6 }
}
