import { useCallback, useEffect, useState } from 'react'

/** Following one person by their face: whom, and whom one followed until one scrolled or wrote oneself. */
export interface PersonFollowing {
  readonly followed: string | null
  /** Whom one may rejoin; null when nobody was left this way. */
  readonly left: string | null
  /** Follows somebody, or nobody any more. */
  readonly follow: (person: string | null) => void
  /** Stops because this person went their own way. */
  readonly leave: () => void
}

const SCROLLS = new Set(['PageUp', 'PageDown', 'Home', 'End', ' '])

/** True for an event that shows a will of one's own: scrolling by wheel, finger or key, or writing. */
function isOwnWay(event: Event): boolean {
  if (!(event instanceof KeyboardEvent)) return true
  const isText =
    event.target instanceof HTMLElement &&
    (event.target.isContentEditable || event.target.matches('input, textarea, select'))
  if (event.ctrlKey || event.metaKey || event.altKey) return false
  return isText ? event.key !== 'Tab' && event.key !== 'Escape' : SCROLLS.has(event.key)
}

const EVENTS = ['wheel', 'touchmove', 'keydown'] as const

/** Follows one person until one scrolls or writes oneself. */
export function usePersonFollowing(): PersonFollowing {
  const [followed, setFollowed] = useState<string | null>(null)
  const [left, setLeft] = useState<string | null>(null)
  const follow = useCallback((person: string | null) => {
    setFollowed(person)
    setLeft(null)
  }, [])
  const leave = useCallback(() => {
    setLeft(followed)
    setFollowed(null)
  }, [followed])
  useEffect(() => {
    if (followed === null) return
    const onEvent = (event: Event): void => {
      if (isOwnWay(event)) leave()
    }
    for (const name of EVENTS) addEventListener(name, onEvent, { capture: true, passive: true })
    return () => {
      for (const name of EVENTS) removeEventListener(name, onEvent, { capture: true })
    }
  }, [followed, leave])
  return { followed, left, follow, leave }
}
