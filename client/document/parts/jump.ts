import type { Place } from '../../../shared/checks/finding.ts'

const asked = new Set<(id: string) => void>()

/** Calls back with the id of a row that somebody is led to before it is looked for; returns what stops it. */
export function onAsked(listener: (id: string) => void): () => void {
  asked.add(listener)
  return () => asked.delete(listener)
}

/** Brings a place of the document into view and puts the focus there, where it can take it. */
export function jumpTo(place: Place): void {
  const id = 'id' in place ? place.id : ''
  if (!id || document.querySelector(`[data-row="${CSS.escape(id)}"]`)) goTo(place)
  else {
    for (const listener of asked) listener(id)
    requestAnimationFrame(() => goTo(place))
  }
}

function goTo(place: Place): void {
  const element = elementOf(place)
  if (!element) return
  const isStill = matchMedia('(prefers-reduced-motion: reduce)').matches
  element.scrollIntoView({ block: 'center', behavior: isStill ? 'instant' : 'smooth' })
  const field = element.matches('[tabindex], button, input, select, textarea, [contenteditable="true"]')
    ? element
    : element.querySelector<HTMLElement>('[data-cell], [contenteditable="true"], input, select, button')
  field?.focus({ preventScroll: true })
}

/** How long a screen that is being opened is waited for, in ms. */
const PATIENCE = 5_000

/** {@link jumpTo} as soon as the screen with the place is drawn; does nothing when it does not come. */
export async function whenThere(place: Place): Promise<void> {
  const end = performance.now() + PATIENCE
  while (!elementOf(place) && performance.now() < end) {
    await new Promise(resolve => setTimeout(resolve, 50))
  }
  jumpTo(place)
}

function elementOf(place: Place): HTMLElement | null {
  switch (place.in) {
    case 'facts':
      return document.querySelector<HTMLElement>(`[data-fact="${CSS.escape(place.field)}"]`)
    case 'section':
      return (
        document.querySelector<HTMLElement>(`[data-section="${place.section}"]`) ??
        document.getElementById(place.section)
      )
    case 'text':
      return null
    default:
      return (
        (place.id && document.querySelector<HTMLElement>(`[data-row="${CSS.escape(place.id)}"]`)) ||
        document.querySelector<HTMLElement>(`[data-add="${place.in}"]`) ||
        document.getElementById(place.in)
      )
  }
}
