import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { BEAT, createBeat } from '../../../client/hooks/beat.ts'

const listening = () => {
  const heard = vi.fn()
  return { heard, listeners: new Set([heard]) }
}

describe('what people do at the same time', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it('[D8] what others do is drawn at once after a pause, and then gathered', () => {
    const beat = createBeat()
    const { heard, listeners } = listening()
    beat.tell(listeners, 'beat')
    expect(heard).toHaveBeenCalledTimes(1)
    for (let edit = 0; edit < 10; edit++) beat.tell(listeners, 'beat')
    expect(heard).toHaveBeenCalledTimes(1)
    vi.advanceTimersByTime(BEAT)
    expect(heard).toHaveBeenCalledTimes(2)
    vi.advanceTimersByTime(10 * BEAT)
    expect(heard).toHaveBeenCalledTimes(2)
  })

  it('[D8] what somebody presses is drawn at once, with all that was gathered', () => {
    const beat = createBeat()
    const typed = listening()
    const pressed = listening()
    beat.tell(typed.listeners, 'beat')
    beat.tell(typed.listeners, 'beat')
    beat.tell(pressed.listeners, 'now')
    expect(typed.heard).toHaveBeenCalledTimes(2)
    expect(pressed.heard).toHaveBeenCalledTimes(1)
    vi.advanceTimersByTime(BEAT)
    expect(typed.heard).toHaveBeenCalledTimes(2)
  })

  it('[D8] a key that is being handled is not made to wait for a drawing; leaving the field brings it', () => {
    const beat = createBeat()
    const { heard, listeners } = listening()
    beat.tell(listeners, 'later')
    expect(heard).not.toHaveBeenCalled()
    beat.settle()
    expect(heard).toHaveBeenCalledTimes(1)
    beat.settle()
    expect(heard).toHaveBeenCalledTimes(1)
    beat.tell(listeners, 'later')
    vi.advanceTimersByTime(BEAT)
    expect(heard).toHaveBeenCalledTimes(2)
  })
})
