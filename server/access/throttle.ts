import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { ok, type Result, refuse } from '../../shared/base/result.ts'

/** Wrong links and sign-in tokens that one address may send in {@link SECONDS}; right ones do not count. */
export const WRONG_TRIES = 20
/** The same for tokens of programs, one of which may go on asking with a token that has ended. */
export const WRONG_TOKENS = 300
const SECONDS = 300

/** Slows down whoever guesses secrets, by address. */
export interface Throttle {
  /**
   * Counts a try before it is judged, so that many at once are counted as well; refused while too many wrong ones came
   * from this address.
   */
  attempt(address: string): Promise<Result<void>>
  /** Takes a try that was right, or that was none, out of the count. */
  forgive(address: string): Promise<void>
}

export function createThrottle(points = WRONG_TRIES): Throttle {
  const limiter = new RateLimiterMemory({ points, duration: SECONDS })
  return {
    async attempt(address) {
      const used = await limiter.consume(address).catch((reason: unknown) => {
        if (reason instanceof RateLimiterRes) return reason
        throw reason
      })
      if (used.consumedPoints <= points) return ok(undefined)
      const minutes = Math.max(1, Math.ceil(used.msBeforeNext / 60_000))
      return refuse('access/throttled', `Too many wrong links or tokens. Try again in ${minutes} min.`)
    },
    async forgive(address) {
      await limiter.reward(address)
    },
  }
}
