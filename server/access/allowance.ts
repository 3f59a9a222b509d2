import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { ok, type Result, refuse } from '../../shared/base/result.ts'

/** How often each person may do something that costs, or that tells a little each time. */
export interface Allowance {
  /** Takes one; refused with `access/throttled` until some time has passed. */
  take(person: string): Promise<Result<void>>
}

/** Allows each person so many times in so many seconds. */
export function createAllowance(times: number, seconds: number): Allowance {
  const limiter = new RateLimiterMemory({ points: times, duration: seconds })
  return {
    async take(person) {
      try {
        await limiter.consume(person)
        return ok(undefined)
      } catch (reason) {
        if (!(reason instanceof RateLimiterRes)) throw reason
        const wait = Math.max(1, Math.ceil(reason.msBeforeNext / 1_000))
        return refuse('access/throttled', `You asked this too often in a short time. Try again in ${wait} s.`)
      }
    },
  }
}
