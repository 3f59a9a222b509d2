import type { Flushable, Pace } from './pace.ts'

/** Whatever messages are written to. */
export interface Recipient {
  write(messages: Buffer): void
}

interface Outgoing<R> {
  readonly message: Buffer
  /** Who brought it and needs it no more. */
  readonly from: R | null
}

/**
 * Sends messages to all recipients of a room. What is queued between two flushes leaves in one write for each
 * recipient, so that the busier the room, the fewer the writes.
 */
export class FanOut<R extends Recipient> implements Flushable {
  readonly #pace: Pace
  readonly #recipients = new Set<R>()
  #queue: Outgoing<R>[] = []

  constructor(pace: Pace) {
    this.#pace = pace
  }

  get size(): number {
    return this.#recipients.size
  }

  get recipients(): ReadonlySet<R> {
    return this.#recipients
  }

  add(recipient: R): void {
    this.#recipients.add(recipient)
  }

  /** False when it was not there. */
  remove(recipient: R): boolean {
    return this.#recipients.delete(recipient)
  }

  /** Queues a message for everyone but `from`. */
  send(message: Buffer, from: R | null): void {
    this.#queue.push({ message, from })
    this.#pace.request(this)
  }

  /** Writes what is queued now; returns to how many recipients. */
  flush(): number {
    const queue = this.#queue
    if (queue.length === 0) return 0
    this.#queue = []
    const writers = new Set(queue.map(({ from }) => from))
    const all = joined(queue)
    for (const recipient of this.#recipients) {
      if (!writers.has(recipient)) recipient.write(all)
      else {
        const others = queue.filter(({ from }) => from !== recipient)
        if (others.length > 0) recipient.write(joined(others))
      }
    }
    return this.#recipients.size
  }
}

const joined = <R>(queue: readonly Outgoing<R>[]): Buffer => {
  const [first] = queue
  return queue.length === 1 && first ? first.message : Buffer.concat(queue.map(({ message }) => message))
}
