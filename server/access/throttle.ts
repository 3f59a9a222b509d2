import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { ok, type Result, refuse } from '../../shared/base/result.ts'

/** Wrong links and sign-in tokens that one address may send in {@link SECONDS}; right ones do not count. */
export const WRONG_TRIES = 20
/** The same for tokens of programs, one of which may go on asking with a token that has ended. */
export const WRONG_TOKENS = 300
const SECONDS = 300
/** Tries over the limit wait this long, ms, for those before them: forty guests of one office may come in one second. */
const PATIENCE = 1_000
const LOOK_AGAIN = 25
/** How many addresses are remembered to wait for; forgetting them only waits for nobody. */
const MOST_ADDRESSES = 10_000

/** Slows down whoever guesses secrets, by address. */
export interface Throttle {
  /**
   * Counts a try before it is judged, so that many at once are counted as well; refused while too many wrong ones came
   * from this address. What may still turn out to be right is waited for.
   */
  attempt(address: string): Promise<Result<void>>
  /** Takes a try that was right, or that was none, out of the count. */
  forgive(address: string): Promise<void>
}

export function createThrottle(points = WRONG_TRIES): Throttle {
  const limiter = new RateLimiterMemory({ points, duration: SECONDS })
  /** When the last try of an address was let through, which may not be judged yet. */
  const granted = new Map<string, number>()
  const isWaiting = (address: string): boolean =>
    performance.now() - (granted.get(address) ?? Number.NEGATIVE_INFINITY) < PATIENCE
  const take = (address: string): Promise<RateLimiterRes> =>
    limiter.consume(address).catch((reason: unknown) => {
      if (reason instanceof RateLimiterRes) return reason
      throw reason
    })
  return {
    async attempt(address) {
      let used = await take(address)
      while (used.consumedPoints > points && isWaiting(address)) {
        await limiter.reward(address)
        await new Promise(resolve => setTimeout(resolve, LOOK_AGAIN))
        used = await take(address)
      }
      if (used.consumedPoints <= points) {
        if (granted.size > MOST_ADDRESSES) granted.clear()
        granted.set(address, performance.now())
        return ok(undefined)
      }
      const minutes = Math.max(1, Math.ceil(used.msBeforeNext / 60_000))
      return refuse('access/throttled', `Too many wrong links or tokens. Try again in ${minutes} min.`)
    },
    async forgive(address) {
      await limiter.reward(address)
    },
  }
}
