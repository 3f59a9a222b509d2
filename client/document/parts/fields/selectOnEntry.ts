import { flushSync } from 'react-dom'

/**
 * Selects what stands in a field that is being entered. `show` changes the value to the form it is typed in, which is drawn
 * at once: a key that comes before the next frame replaces it already. A press with the pointer puts its caret into the
 * field after this, so that it is selected once more, unless somebody types or leaves by then.
 */
export function selectOnEntry(field: HTMLInputElement, show: () => void): void {
  flushSync(show)
  field.select()
  let isTyping = false
  const type = (): void => {
    isTyping = true
  }
  field.addEventListener('beforeinput', type, { once: true })
  requestAnimationFrame(() => {
    field.removeEventListener('beforeinput', type)
    if (!isTyping && document.activeElement === field) field.select()
  })
}
