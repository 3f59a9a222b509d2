import { useCallback, useEffect, useRef, useState } from 'react'
import type { Spotlight } from '../../shared/meeting/state.ts'
import { isWriting } from './keys/useMeetingKeys.ts'

/** The selected item, which is the spotlight while one follows. */
export interface Following {
  readonly selected: Spotlight | null
  readonly select: (selected: Spotlight | null) => void
  readonly isFollowing: boolean
  readonly follow: () => void
  readonly stopFollowing: () => void
}

const key = (spotlight: Spotlight | null): string =>
  spotlight ? `${spotlight.section}/${spotlight.item}` : ''

/**
 * Follows the spotlight until the person scrolls, selects something else, or is writing when it moves; then they stay
 * where they are until they press Follow (M14, M22). `leads` is true for whoever moves the spotlight.
 */
export function useFollowing(spotlight: Spotlight | null, leads: boolean, step: number | null): Following {
  const [isFollowing, setFollowing] = useState(true)
  const [selected, setSelected] = useState<Spotlight | null>(spotlight)
  const seen = useRef(key(spotlight))

  useEffect(() => {
    if (seen.current === key(spotlight)) return
    seen.current = key(spotlight)
    if (!isFollowing) return
    if (isWriting() && !leads) setFollowing(false)
    else if (spotlight) setSelected(spotlight)
  }, [spotlight, isFollowing, leads])

  // What was selected in one step means little in the next, unless the spotlight still points to it.
  const stepBefore = useRef(step)
  useEffect(() => {
    if (stepBefore.current === step) return
    stepBefore.current = step
    if (!isWriting()) setSelected(isFollowing ? spotlight : null)
  }, [step, spotlight, isFollowing])

  const follow = useCallback(() => {
    setFollowing(true)
    setSelected(spotlight)
  }, [spotlight])
  const stopFollowing = useCallback(() => setFollowing(false), [])
  const select = useCallback(
    (next: Spotlight | null) => {
      setSelected(next)
      if (!leads && key(next) !== key(spotlight)) setFollowing(false)
    },
    [leads, spotlight],
  )
  return { selected, select, isFollowing, follow, stopFollowing }
}
