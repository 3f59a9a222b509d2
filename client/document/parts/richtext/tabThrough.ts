import type { EditorView } from '@tiptap/pm/view'

/** True while the last thing that anybody did on the page was to press Tab. */
let isTabbing = false
document.addEventListener(
  'keydown',
  ({ key }) => (isTabbing = key === 'Tab' || (isTabbing && key === 'Shift')),
  true,
)
document.addEventListener('pointerdown', () => (isTabbing = false), true)

/** Editors that were come to by Tab and in which nothing was done since. */
const passed = new WeakSet<EditorView>()

/**
 * Whoever goes through the page by Tab goes through a section as well, and changes nothing in it (WCAG 2.1.2): only once
 * they have pressed another key in it, or come by pointer, Tab indents an item and goes to the next cell.
 */
export const tabThrough = {
  focus(view: EditorView): boolean {
    if (isTabbing) passed.add(view)
    return false
  },
  keydown(view: EditorView, event: KeyboardEvent): boolean {
    if (event.key === 'Shift') return false
    if (event.key === 'Tab' && passed.has(view)) return true
    passed.delete(view)
    return false
  },
  pointerdown(view: EditorView): boolean {
    passed.delete(view)
    return false
  },
}
