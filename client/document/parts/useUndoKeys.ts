import { useEffect } from 'react'
import { useConnection } from '../../hooks/useConnection.ts'

/**
 * Ctrl/⌘ Z takes back one's own last change wherever it was made, in rich text and rows alike (D6), and with Shift, or
 * Ctrl Y, brings it back. Fields that are not part of the document keep the browser's own undo.
 */
export function useUndoKeys(): void {
  const { undo } = useConnection()
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey) return
      const key = event.key.toLowerCase()
      if ((key !== 'z' && key !== 'y') || isForeignField(event.target)) return
      event.preventDefault()
      event.stopPropagation()
      if (key === 'y' || event.shiftKey) undo.redo()
      else undo.undo()
    }
    // Menus and gestures of the browser and the phone ask for undo this way.
    const onInput = (event: InputEvent): void => {
      const isUndo = event.inputType === 'historyUndo'
      if ((!isUndo && event.inputType !== 'historyRedo') || isForeignField(event.target)) return
      event.preventDefault()
      if (isUndo) undo.undo()
      else undo.redo()
    }
    window.addEventListener('keydown', onKey, { capture: true })
    window.addEventListener('beforeinput', onInput, { capture: true })
    return () => {
      window.removeEventListener('keydown', onKey, { capture: true })
      window.removeEventListener('beforeinput', onInput, { capture: true })
    }
  }, [undo])
}

/** A field with words of its own that are not in the document (yet); an empty one has nothing to take back. */
function isForeignField(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement) || target.closest('[data-bound]')) return false
  if (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) {
    return target.type !== 'checkbox' && target.value !== ''
  }
  return target.isContentEditable
}
