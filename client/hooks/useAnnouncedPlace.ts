import { type RefObject, useEffect } from 'react'
import { useConnection } from './useConnection.ts'
import { useMe } from './useMe.ts'
import { useStatus } from './useStatus.ts'
import { announce, markIn } from './whereabouts.ts'

const REST_MS = 250

/** Tells the others where one looks, whenever scrolling comes to a rest; `frame` is what scrolls, or the window. */
export function useAnnouncedPlace(
  step: string | null,
  part: string | null,
  frame?: RefObject<HTMLElement | null>,
): void {
  const { awareness } = useConnection()
  const me = useMe()
  const { kind } = useStatus()
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was announced is gone after a reconnect
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const say = (): void => {
      const box = frame?.current?.getBoundingClientRect() ?? document.documentElement.getBoundingClientRect()
      const mark = markIn(box)
      const isSection = mark?.startsWith('section:')
      announce(awareness, { step, part: part ?? (isSection ? (mark?.slice(8) ?? null) : null), mark })
    }
    const soon = (): void => {
      clearTimeout(timer)
      timer = setTimeout(say, REST_MS)
    }
    soon()
    addEventListener('scroll', soon, { capture: true, passive: true })
    return () => {
      clearTimeout(timer)
      removeEventListener('scroll', soon, { capture: true })
    }
  }, [awareness, step, part, frame, me, kind])
}
