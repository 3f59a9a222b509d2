/** How many frames may be settled behind one that is not; an answer of the client settles them all anyway. */
const MAX_AHEAD = 1_000

/**
 * The sync frames of one socket, counted from 1 as its client counts them, and how many of the first are settled: all
 * that they brought is accepted, and saved with the next commit (P2).
 */
export class Received {
  #count = 0
  #settled = 0
  readonly #ahead = new Set<number>()

  /** Another frame came in: its number. */
  next(): number {
    return ++this.#count
  }

  /** The first so many frames are settled. */
  get settled(): number {
    return this.#settled
  }

  settle(frame: number): void {
    if (frame > this.#settled && this.#ahead.size < MAX_AHEAD) this.#ahead.add(frame)
    this.#advance()
  }

  /** An answer was taken whole: it holds everything that its author had sent before. */
  settleUpTo(frame: number): void {
    this.#settled = Math.max(this.#settled, frame)
    for (const ahead of this.#ahead) if (ahead <= this.#settled) this.#ahead.delete(ahead)
    this.#advance()
  }

  #advance(): void {
    while (this.#ahead.delete(this.#settled + 1)) this.#settled++
  }
}
