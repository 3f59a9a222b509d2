/**
 * What a room has accepted and the store has not committed yet, in order, and who is to be told when it is (P2).
 * Between {@link Outbox.take} and {@link Outbox.settle} or {@link Outbox.putBack}, one batch is under way.
 */
export class Outbox<S> {
  #updates: Uint8Array[] = []
  #writers = new Map<S, number>()
  #own: (() => void)[] = []
  #taken: Uint8Array[] = []
  #takenWriters = new Map<S, number>()
  #takenOwn: (() => void)[] = []
  #ownEdits: Promise<void> | null = null

  get isEmpty(): boolean {
    return this.#updates.length === 0 && this.#taken.length === 0
  }

  /** Resolves when the server's own edits are committed; null when none waits. */
  get ownEdits(): Promise<void> | null {
    return this.#ownEdits
  }

  add(update: Uint8Array): void {
    this.#updates.push(update)
  }

  /** The first `frames` frames of this writer are safe as soon as everything added so far is. */
  addWriter(writer: S, frames: number): void {
    this.#writers.set(writer, frames)
  }

  /** Adds an edit by the server; resolves when it is committed. */
  addOwn(update: Uint8Array): Promise<void> {
    this.#updates.push(update)
    const committed = new Promise<void>(resolve => this.#own.push(resolve))
    this.#ownEdits = committed
    return committed
  }

  /** The writer is gone and need not be told. */
  forget(writer: S): void {
    this.#writers.delete(writer)
    this.#takenWriters.delete(writer)
  }

  take(): { readonly updates: readonly Uint8Array[]; readonly bytes: number } {
    this.#taken = this.#updates
    this.#takenWriters = this.#writers
    this.#takenOwn = this.#own
    this.#updates = []
    this.#writers = new Map()
    this.#own = []
    return { updates: this.#taken, bytes: this.#taken.reduce((sum, update) => sum + update.byteLength, 0) }
  }

  /** What was taken is committed: hands back who is to be told, and how many of their frames are safe. */
  settle(): ReadonlyMap<S, number> {
    const writers = this.#takenWriters
    const own = this.#takenOwn
    this.#taken = []
    this.#takenWriters = new Map()
    this.#takenOwn = []
    for (const resolve of own) resolve()
    if (this.#own.length === 0) this.#ownEdits = null
    return writers
  }

  /** What was taken was not committed: it comes first in the next batch. */
  putBack(): void {
    this.#updates = [...this.#taken, ...this.#updates]
    this.#writers = new Map([...this.#takenWriters, ...this.#writers])
    this.#own = [...this.#takenOwn, ...this.#own]
    this.#taken = []
    this.#takenWriters = new Map()
    this.#takenOwn = []
  }
}
