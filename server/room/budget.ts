import { now } from '../clock.ts'
import type { Limits } from './limits.ts'

/** A frame costs 1, and 1 more for each of these bytes: a megabyte takes about a second of a socket's budget. */
const BYTES_PER_TOKEN = 16 * 1024
/** A socket that was stopped reads on when it may send this many frames again. */
const RESUME_AT = 20

/**
 * How much a socket may send (W8). Nothing is refused when it is used up: the socket is simply not read for a while,
 * so that no edit is lost and the sender's own connection slows it down.
 */
export class Budget {
  readonly #perSecond: number
  readonly #burst: number
  #tokens: number
  #at = now()

  constructor(limits: Limits) {
    this.#perSecond = limits.framesPerSecond
    this.#burst = limits.frameBurst
    this.#tokens = limits.frameBurst
  }

  /** Takes for one frame; returns for how many ms the socket should not be read, 0 for not at all. */
  take(bytes: number, weight = 1): number {
    this.#tokens -= weight * (1 + bytes / BYTES_PER_TOKEN)
    if (this.#tokens > 0) return 0
    const at = now()
    this.#tokens = Math.min(this.#burst, this.#tokens + ((at - this.#at) / 1_000) * this.#perSecond)
    this.#at = at
    return this.#tokens > 0 ? 0 : ((RESUME_AT - this.#tokens) / this.#perSecond) * 1_000
  }
}
