import { useEffect, useRef, useState } from 'react'
import type { MeetingView } from '../../shared/meeting/view.ts'
import { isWriting } from './keys/useMeetingKeys.ts'
import { currentStep, type Place, spotlitPart } from './room.ts'

/** Where this person looks, and whether the meeting moved on while they were writing. */
export interface OwnPlace {
  readonly place: Place
  readonly look: (place: Place) => void
  readonly join: () => void
  readonly hasMovedOn: boolean
}

/**
 * Goes along with the meeting, and while following with the spotlight, unless the person looks elsewhere or is writing:
 * then they stay where they are and are told (M14, M22, M25).
 */
export function usePlace(
  view: MeetingView,
  following: { readonly isFollowing: boolean; readonly stopFollowing: () => void },
): OwnPlace {
  const { index } = currentStep(view)
  const [own, setOwn] = useState<Place | null>(null)
  const [hasMovedOn, setMovedOn] = useState(false)
  const before = useRef(index)

  // While drawing, so that the field somebody writes in is never taken off the page for a moment.
  if (before.current !== index) {
    const from = before.current
    before.current = index
    if (own === null && isWriting()) {
      setOwn({ in: 'step', index: from })
      setMovedOn(true)
    } else if (own !== null && own.in === 'step' && own.index === index) {
      setOwn(null)
      setMovedOn(false)
    } else if (own !== null) setMovedOn(true)
  }
  const part = own === null && following.isFollowing && !view.you.facilitator ? spotlitPart(view) : null
  const join = (): void => {
    if (part !== null) following.stopFollowing()
    setOwn(null)
    setMovedOn(false)
  }
  useEffect(() => {
    if (view.status === 'ended') setMovedOn(false)
  }, [view.status])
  return {
    place: own ?? (part !== null ? { in: 'document', part } : { in: 'step', index }),
    look: place => {
      if (place.in === 'step' && place.index === index) join()
      else {
        setOwn(place)
        setMovedOn(false)
      }
    },
    join,
    hasMovedOn,
  }
}
