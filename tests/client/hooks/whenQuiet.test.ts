import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { whenQuiet } from '../../../client/hooks/whenQuiet.ts'

describe('what waits for a quiet moment', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it('comes once, when nobody typed for a moment', () => {
    const act = vi.fn()
    const soon = whenQuiet(act, 300, 2_000)
    for (let key = 0; key < 5; key++) {
      soon.ask()
      vi.advanceTimersByTime(100)
    }
    expect(act).not.toHaveBeenCalled()
    vi.advanceTimersByTime(300)
    expect(act).toHaveBeenCalledTimes(1)
  })

  it('comes all the same where somebody always types', () => {
    const act = vi.fn()
    const soon = whenQuiet(act, 300, 2_000)
    for (let key = 0; key < 100; key++) {
      soon.ask()
      vi.advanceTimersByTime(100)
    }
    expect(act.mock.calls.length).toBeGreaterThanOrEqual(4)
    expect(act.mock.calls.length).toBeLessThanOrEqual(5)
  })

  it('does not come once it is forgotten', () => {
    const act = vi.fn()
    const soon = whenQuiet(act, 300, 2_000)
    soon.ask()
    soon.forget()
    vi.advanceTimersByTime(5_000)
    expect(act).not.toHaveBeenCalled()
  })
})
