import type { KeyboardEvent } from 'react'

const TABBABLE =
  'a[href], button, input, select, textarea, [contenteditable="true"], [tabindex]:not([tabindex="-1"])'

/** Parts of a page that tell somebody where they are when the focus is on them as a whole. */
const PLACES = 'li, tr, article, form, fieldset, section, nav, aside, header, main, [role="dialog"]'

/** How long what changes the page may still put the focus somewhere itself, ms. */
const PATIENCE = 40

const isThere = (element: Element): boolean =>
  element.isConnected &&
  !element.matches(':disabled') &&
  element.checkVisibility({ visibilityProperty: true }) &&
  !element.closest('[inert]')

const isAvailable = (element: HTMLElement): boolean => element.tabIndex >= 0 && isThere(element)

/**
 * Leaves a field whose value is complete at a key, by going on to what follows it on the page: a field that is merely blurred
 * leaves the focus nowhere, and the next key to whoever listens to the page.
 */
export function leaveField(event: KeyboardEvent<HTMLElement>): void {
  const field = event.currentTarget
  // The same key would press the button that gets the focus.
  event.preventDefault()
  const all = [...document.querySelectorAll<HTMLElement>(TABBABLE)]
  const next = all.slice(all.indexOf(field) + 1).find(element => isAvailable(element))
  if (next) next.focus()
  else field.blur()
}

/** Puts the focus on an element of the page that is not drawn yet; gives up after a second. */
export function focusSoon(find: () => HTMLElement | null): void {
  const end = performance.now() + 1_000
  const look = (): void => {
    const element = find()
    if (element) element.focus()
    else if (performance.now() < end) requestAnimationFrame(look)
  }
  requestAnimationFrame(look)
}

/** What had the focus, with what stood around it then. */
interface Had {
  readonly element: Element
  /** From the inside out. */
  readonly around: readonly {
    readonly element: Element
    readonly next: Element | null
    readonly previous: Element | null
  }[]
}

/**
 * Sees to it that the focus is never lost: when what has it is taken away, disabled or hidden, it goes to the place
 * around it, or to what stood beside that. A place takes it as a whole, since a key that was meant for what is gone must
 * press nothing. Returns what ends it.
 */
export function keepFocus(): () => void {
  let had: Had | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  /** It went, if only for a moment: a button that is disabled while it works loses the focus and does not get it back. */
  let hasGone = false
  const remember = (event: FocusEvent): void => {
    if (event.target instanceof Element && event.target !== document.body) {
      had = hadBy(event.target)
      hasGone = false
    }
  }
  const look = (): void => {
    timer = undefined
    if (!had || !hasGone || !isLost()) return
    const place = had.element instanceof HTMLElement && isThere(had.element) ? had.element : placeAfter(had)
    if (!place) return
    if (place.tabIndex < 0) place.tabIndex = -1
    place.focus({ preventScroll: true })
  }
  const ask = (): void => {
    if (!isLost()) return
    hasGone ||= had !== null && !isThere(had.element)
    timer ??= setTimeout(look, PATIENCE)
  }
  const observer = new MutationObserver(ask)
  document.addEventListener('focusin', remember)
  observer.observe(document.body, {
    childList: true,
    subtree: true,
    attributes: true,
    attributeFilter: ['disabled', 'hidden', 'inert', 'style', 'class'],
  })
  return () => {
    clearTimeout(timer)
    observer.disconnect()
    document.removeEventListener('focusin', remember)
  }
}

/** A control that is disabled may keep the focus for a moment, and no key. */
const isLost = (): boolean => {
  const { activeElement } = document
  return activeElement === null || activeElement === document.body || activeElement.matches(':disabled')
}

function hadBy(element: Element): Had {
  const around: Had['around'][number][] = []
  for (let at: Element | null = element; at && at !== document.body; at = at.parentElement) {
    around.push({ element: at, next: at.nextElementSibling, previous: at.previousElementSibling })
  }
  return { element, around }
}

function placeAfter({ around }: Had): HTMLElement | null {
  for (const { element, next, previous } of around) {
    const place = [element, next, previous].find(
      (one): one is HTMLElement => one instanceof HTMLElement && one.matches(PLACES) && isThere(one),
    )
    if (place) return place
  }
  return document.querySelector<HTMLElement>('main')
}
