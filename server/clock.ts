import { DAY } from '../shared/base/time.ts'

/** What the clock is ahead of the system's is given back by running this much slower: an hour in eight days. */
const SLOWER = 1 / 200
/** What was stored by a clock that was wrong by more than this is not gone on from. */
const MOST_AHEAD = DAY

/** Server time, and how it goes on after a restart. */
export interface Clock {
  /** Ms since the epoch; never less than before. */
  now(): number
  /**
   * Time went as far as `at` before this process started: it goes on from there where the system clock was set back
   * meanwhile, by a day at most. Answers whether it does not lie behind.
   */
  goOnFrom(at: number): boolean
}

/**
 * The wall clock when the process started plus the time elapsed since. It never steps back, so a correction of the
 * system clock moves no timer of a running meeting (M9).
 */
export function createClock(wall: () => number, elapsed: () => number): Clock {
  let from = wall()
  let since = elapsed()
  /** How far `from` is ahead of the system clock. */
  let ahead = 0
  const now = (): number => {
    const passed = elapsed() - since
    return Math.round(from + passed - Math.min(ahead, passed * SLOWER))
  }
  return {
    now,
    goOnFrom(at) {
      const reached = now()
      if (at <= reached) return true
      const left = Math.max(0, ahead - (elapsed() - since) * SLOWER) + at - reached
      if (left > MOST_AHEAD) return false
      from = at
      since = elapsed()
      ahead = left
      return true
    },
  }
}

/** The clock of this process. */
export const { now, goOnFrom } = createClock(Date.now, () => performance.now())
