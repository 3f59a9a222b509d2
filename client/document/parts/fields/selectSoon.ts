/** Selects what stands in a field that was just entered, unless it was left again: selecting would pull the focus back. */
export function selectSoon(field: HTMLInputElement): void {
  requestAnimationFrame(() => {
    if (document.activeElement === field) field.select()
  })
}
