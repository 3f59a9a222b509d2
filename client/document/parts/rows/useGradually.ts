import { useEffect, useState } from 'react'

/** Rows that are drawn together, before the page is painted and keys are heard again. */
const STRETCH = 40

/**
 * How many of `count` rows to draw: `first` at first and the others a stretch at a time, so that one can write in a
 * long document before all of it is drawn. All at once where somebody is led to one of them (`isLed`).
 */
export function useGradually(count: number, first: number, isLed: boolean): number {
  const [drawn, setDrawn] = useState(first)
  useEffect(() => {
    if (drawn === Number.POSITIVE_INFINITY) return
    // Behind the painting of what is there, and behind keys that were pressed meanwhile.
    const timer = setTimeout(() => setDrawn(drawn < count ? drawn + STRETCH : Number.POSITIVE_INFINITY))
    return () => clearTimeout(timer)
  }, [drawn, count])
  return isLed ? count : Math.min(drawn, count)
}
