import type { Flushable, Pace } from './pace.ts'

/** Whatever messages are written to. */
export interface Recipient {
  /** True once it was sent the state that edits build on; until then edits pass it by, and are in that state. */
  readonly isCurrent: boolean
  write(messages: Buffer): void
}

interface Outgoing<R> {
  readonly message: Buffer
  /** Who brought it and needs it no more. */
  readonly from: R | null
  readonly isEdit: boolean
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
    this.#push({ message, from, isEdit: false })
  }

  /** Queues an edit for everyone but `from` who has what it builds on. */
  sendEdit(message: Buffer, from: R | null): void {
    this.#push({ message, from, isEdit: true })
  }

  /** Writes what is queued now; returns to how many recipients. */
  flush(): number {
    const queue = this.#queue
    if (queue.length === 0) return 0
    this.#queue = []
    const writers = new Set(queue.map(({ from }) => from))
    const all = joined(queue)
    for (const recipient of this.#recipients) {
      const { isCurrent } = recipient
      if (isCurrent && !writers.has(recipient)) recipient.write(all)
      else {
        const theirs = queue.filter(({ from, isEdit }) => from !== recipient && (isCurrent || !isEdit))
        if (theirs.length > 0) recipient.write(joined(theirs))
      }
    }
    return this.#recipients.size
  }

  #push(outgoing: Outgoing<R>): void {
    this.#queue.push(outgoing)
    this.#pace.request(this)
  }
}

const joined = <R>(queue: readonly Outgoing<R>[]): Buffer => {
  const [first] = queue
  return queue.length === 1 && first ? first.message : Buffer.concat(queue.map(({ message }) => message))
}
