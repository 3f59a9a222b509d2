import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { ok, type Result, refuse } from '../../shared/base/result.ts'

/** Wrong secrets that one address may send in {@link SECONDS}; right ones do not count. */
export const WRONG_TRIES = 20
const SECONDS = 300

/** Slows down whoever guesses secrets, by address. */
export interface Throttle {
  /** Refused while too many wrong secrets came from this address. */
  check(address: string): Promise<Result<void>>
  /** Counts a wrong secret. */
  count(address: string): Promise<void>
}

export function createThrottle(): Throttle {
  const limiter = new RateLimiterMemory({ points: WRONG_TRIES, duration: SECONDS })
  return {
    async check(address) {
      const used = await limiter.get(address)
      if (!used || used.consumedPoints < WRONG_TRIES) return ok(undefined)
      const minutes = Math.max(1, Math.ceil(used.msBeforeNext / 60_000))
      return refuse('access/throttled', `Too many wrong links or tokens. Try again in ${minutes} min.`)
    },
    async count(address) {
      await limiter.consume(address).catch((reason: unknown) => {
        if (!(reason instanceof RateLimiterRes)) throw reason
      })
    },
  }
}
