import { type RefObject, useLayoutEffect, useState } from 'react'

/**
 * How tightly a scene has to be set so that it fits its box: 0 is roomy, each step up is tried only when the one before
 * ran over. Starts anew when `content` changes or the window does; nothing falls below the wall's smallest size.
 */
export function useDensity(box: RefObject<HTMLElement | null>, content: string, most: number): number {
  const [tried, setTried] = useState({ content, size: '', level: 0 })
  const size = `${innerWidth} ${innerHeight}`
  const level = tried.content === content && tried.size === size ? tried.level : 0
  useLayoutEffect(() => {
    const element = box.current
    if (!element) return
    const runsOver =
      element.scrollHeight > element.clientHeight + 1 || element.scrollWidth > element.clientWidth + 1
    const next = runsOver && level < most ? level + 1 : level
    if (next !== tried.level || tried.content !== content || tried.size !== size)
      setTried({ content, size, level: next })
  }, [box, content, size, level, most, tried])
  return level
}
