import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createCell, isSameFields } from '../../../client/connection/observable.ts'
import type { Saved } from '../../../client/connection/status.ts'
import { steadily } from '../../../client/hooks/useSaved.ts'

const start = () => {
  const raw = createCell<Saved>({ kind: 'saved', waiting: 0, kept: true }, isSameFields)
  const shown = steadily(raw)
  const changes = vi.fn()
  shown.subscribe(changes)
  const set = (kind: Saved['kind'], waiting: number): void => raw.set({ kind, waiting, kept: true })
  return { shown, changes, set }
}

describe('what is said about saving', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it('[P3] a change is called "saving" at once, and "saved" when all of it has been for a moment', () => {
    const { shown, set } = start()
    set('saving', 1)
    expect(shown.get().kind).toBe('saving')
    set('saved', 0)
    expect(shown.get().kind).toBe('saving')
    vi.advanceTimersByTime(1_000)
    expect(shown.get()).toMatchObject({ kind: 'saved', waiting: 0 })
  })

  it('[P3] it does not flicker between the keys of somebody who types', () => {
    const { shown, changes, set } = start()
    for (let key = 0; key < 50; key++) {
      set('saving', 1)
      vi.advanceTimersByTime(50)
      set('saved', 0)
      vi.advanceTimersByTime(50)
    }
    expect(changes).toHaveBeenCalledTimes(1)
    expect(shown.get()).toMatchObject({ kind: 'saving', isSlow: false })
  })

  it('[P3] trouble is told at once, and a change that waits too long with its count', () => {
    const { shown, set } = start()
    set('saving', 1)
    set('failing', 2)
    expect(shown.get()).toMatchObject({ kind: 'failing', waiting: 2 })
    set('saved', 0)
    set('saving', 1)
    set('saving', 3)
    vi.advanceTimersByTime(5_000)
    expect(shown.get()).toMatchObject({ kind: 'saving', waiting: 3, isSlow: true })
    set('saved', 0)
    expect(shown.get()).toMatchObject({ kind: 'saved', isSlow: false })
    set('saving', 1)
    set('offline', 1)
    expect(shown.get().kind).toBe('offline')
  })
})
