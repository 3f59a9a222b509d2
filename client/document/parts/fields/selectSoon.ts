/**
 * Selects what stands in a field that was just entered, unless it was left again: selecting would pull the focus back.
 * Entering may show the value in another form a moment later, which is selected too, unless somebody types by then.
 */
export function selectSoon(field: HTMLInputElement): void {
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
