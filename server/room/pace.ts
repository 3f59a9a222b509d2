/** A busy server gathers what it sends for this long, ms; a quiet one sends at once. */
const TICK = 3
/** Busy is more writes than this within {@link SPAN} ms. */
const BUSY = 4_000
const SPAN = 100

/** In a small room what belongs together is gathered for this long, ms: typing sends an edit, then a movement. */
const PAIR = 1
/** Rooms with fewer than this are small. In larger ones movements wait for the next edit anyway. */
const SMALL = 16

/** Something that has messages to write. */
export interface Flushable {
  /** How many it writes to. */
  readonly size: number
  /** Writes them; returns to how many. */
  flush(): number
}

/**
 * When messages leave. In a quiet time they leave within the same turn of the event loop, or a moment later where an
 * edit and the movement that goes with it would otherwise cost two writes for each recipient. When the server is busy they
 * leave a few milliseconds later, all rooms together and one write for each recipient: the kernel and those who read
 * wake up once for many messages.
 */
export class Pace {
  #waiting = new Set<Flushable>()
  #isScheduled = false
  #writes = 0
  #since = performance.now()
  #isBusy = false

  request(room: Flushable): void {
    this.#waiting.add(room)
    if (this.#isScheduled) return
    this.#isScheduled = true
    const wait = this.#isBusy ? TICK : room.size < SMALL ? PAIR : 0
    if (wait > 0) setTimeout(() => this.#run(), wait)
    else setImmediate(() => this.#run())
  }

  #run(): void {
    this.#isScheduled = false
    const waiting = this.#waiting
    this.#waiting = new Set()
    for (const room of waiting) this.#writes += room.flush()
    const elapsed = performance.now() - this.#since
    if (elapsed < SPAN) return
    this.#isBusy = (this.#writes / elapsed) * SPAN > BUSY
    this.#writes = 0
    this.#since += elapsed
  }
}
