import { useEffect, useState } from 'react'
import { useConnection } from './useConnection.ts'
import { markedElement, type Whereabouts, whereOf } from './whereabouts.ts'

/** Where the person who is followed looks; null for nobody, and while they say nothing. */
export function useFollowedPlace(person: string | null): Whereabouts | null {
  const { awareness } = useConnection()
  const [where, setWhere] = useState<Whereabouts | null>(null)
  useEffect(() => {
    if (person === null) return setWhere(null)
    const read = (): void =>
      setWhere(before => {
        const now = whereOf(awareness, person)
        return JSON.stringify(before) === JSON.stringify(now) ? before : now
      })
    read()
    awareness.on('change', read)
    return () => awareness.off('change', read)
  }, [awareness, person])
  return where
}

/** A part that is shown for the first time takes a moment to be there. */
const TRIES_MS = [0, 150, 500, 1_200]

/**
 * Brings what somebody else looks at into view, as soon as it is on this page; when it is not, the part of the
 * document that they are in.
 */
export function useBroughtIntoView(mark: string | null, part: string | null): void {
  useEffect(() => {
    if (mark === null) return
    const isStill = matchMedia('(prefers-reduced-motion: reduce)').matches
    const timers: ReturnType<typeof setTimeout>[] = []
    const stop = (): void => timers.forEach(clearTimeout)
    for (const delay of TRIES_MS) {
      const look = (): void => {
        const isLast = delay === TRIES_MS.at(-1)
        const element = markedElement(mark) ?? (isLast && part ? document.getElementById(part) : null)
        if (!element) return
        stop()
        element.scrollIntoView({ block: 'center', behavior: isStill ? 'instant' : 'smooth' })
      }
      timers.push(setTimeout(look, delay))
    }
    return stop
  }, [mark, part])
}
