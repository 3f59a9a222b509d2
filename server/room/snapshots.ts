/** A snapshot is made when the log has grown by this many rows, or bytes, since the last one. */
const ROWS = 500
const BYTES = 1024 * 1024

/** When a snapshot of a room is due, and the one that is being written. */
export class Snapshots {
  readonly #write: () => Promise<void>
  #rows: number
  #bytes = 0
  #running: Promise<void> | null = null

  /** `rows` stand in the log since the last snapshot; `write` makes one, and never rejects. */
  constructor(rows: number, write: () => Promise<void>) {
    this.#rows = rows
    this.#write = write
  }

  /** So many bytes are on their way into the log. */
  noteBytes(bytes: number): void {
    this.#bytes += bytes
  }

  /** Another row is in the log. */
  noteRow(): void {
    this.#rows++
  }

  /** Writes one when it is due. */
  keepUp(): void {
    if (this.#rows >= ROWS || this.#bytes >= BYTES) this.#take()
  }

  /** Resolves once all of the log is in a snapshot, so that the next opening is quick. */
  async finish(): Promise<void> {
    if (this.#rows > 0) this.#take()
    await this.#running
  }

  /** Resolves once none is being written. */
  async idle(): Promise<void> {
    await this.#running
  }

  /** The log was replaced by one snapshot. */
  reset(): void {
    this.#rows = 0
    this.#bytes = 0
  }

  #take(): void {
    this.reset()
    this.#running = this.#write()
  }
}
