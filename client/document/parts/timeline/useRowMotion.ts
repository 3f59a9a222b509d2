import { type RefObject, useLayoutEffect, useRef } from 'react'

const MOTION = { duration: 200, easing: 'cubic-bezier(0.2, 0, 0, 1)' } as const

/**
 * Lets rows glide to their new place when their order changes; rows that come, go or grow do not move the others.
 * Nothing moves for people who asked for less motion.
 */
export function useRowMotion(list: RefObject<HTMLElement | null>, ids: readonly string[]): void {
  const before = useRef<{ order: string; count: number; tops: ReadonlyMap<string, number> } | null>(null)
  const order = ids.join(' ')
  useLayoutEffect(() => {
    const rows = [...(list.current?.querySelectorAll<HTMLElement>('[data-row]') ?? [])]
    const tops = new Map(rows.map(row => [row.dataset.row ?? '', row.offsetTop]))
    const then = before.current
    before.current = { order, count: rows.length, tops }
    const isReordered = then !== null && then.count === rows.length && then.order !== order
    if (!isReordered || matchMedia('(prefers-reduced-motion: reduce)').matches) return
    for (const row of rows) {
      const from = then.tops.get(row.dataset.row ?? '')
      const by = from === undefined ? 0 : from - row.offsetTop
      if (by !== 0 && Math.abs(by) < window.innerHeight) {
        row.animate([{ transform: `translateY(${by}px)` }, { transform: 'none' }], MOTION)
      }
    }
  }, [list, order])
}
