import type { LogBatch, UpdateLog } from '../store/log.ts'

/** A room as the commit sees it. */
export interface CommitSource {
  /** Hands over what waits to be committed, once; null when nothing does. */
  takeBatch(): LogBatch | null
  /** What was taken last is durable, the batch as row `seq`; null when there was no batch. */
  committed(seq: number | null): void
  /** What was taken last was not written: it waits again, before what came since. */
  failed(): void
  /** The store stopped or started working again (P3). */
  storeFailing(failing: boolean): void
}

/** Others may join the commit of the first change for this long, ms (P2 allows 50). */
const WINDOW = 45
const RETRY_FIRST = 250
const RETRY_LONGEST = 5_000

/**
 * One commit at a time for all rooms: whatever was accepted since the last one goes into the next (P2). While the
 * store fails nothing is given up; it is tried again, ever more slowly.
 */
export class GroupCommit {
  readonly #log: UpdateLog
  readonly #rooms: () => Iterable<CommitSource>
  readonly #onFailure: (error: unknown) => void
  #dirty = new Set<CommitSource>()
  #timer: ReturnType<typeof setTimeout> | null = null
  #running: Promise<void> | null = null
  #retryAfter = 0

  /** `rooms` are told when the store stops or starts working; `onFailure` hears of each failed attempt. */
  constructor(log: UpdateLog, rooms: () => Iterable<CommitSource>, onFailure: (error: unknown) => void) {
    this.#log = log
    this.#rooms = rooms
    this.#onFailure = onFailure
  }

  /** True from a failed commit until one succeeds. */
  get isFailing(): boolean {
    return this.#retryAfter > 0
  }

  /** This room has something to commit. */
  mark(room: CommitSource): void {
    this.#dirty.add(room)
    if (!this.#timer && !this.#running) this.#schedule(WINDOW)
  }

  /** Commits at once and resolves when nothing is left to commit, or when an attempt failed. */
  async flush(): Promise<void> {
    do {
      if (this.#running) await this.#running
      else await this.#run()
    } while (this.#dirty.size > 0 && !this.isFailing)
  }

  #schedule(delay: number): void {
    if (this.#timer) clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.#run(), delay)
  }

  #run(): Promise<void> {
    if (this.#timer) clearTimeout(this.#timer)
    this.#timer = null
    this.#running ??= this.#commit().finally(() => {
      this.#running = null
      if (this.#dirty.size > 0) this.#schedule(this.#retryAfter || WINDOW)
    })
    return this.#running
  }

  async #commit(): Promise<void> {
    const rooms = [...this.#dirty]
    this.#dirty = new Set()
    const taken = rooms.map(room => ({ room, batch: room.takeBatch() }))
    const batches = taken.flatMap(({ batch }) => (batch ? [batch] : []))
    const seqs = await this.#append(batches)
    let next = 0
    for (const { room, batch } of taken) {
      if (seqs) room.committed(batch ? (seqs[next++] ?? null) : null)
      else {
        room.failed()
        this.#dirty.add(room)
      }
    }
  }

  /** The rows that the batches became, or null when the store failed. */
  async #append(batches: readonly LogBatch[]): Promise<number[] | null> {
    if (batches.length === 0) return []
    try {
      const seqs = await this.#log.append(batches)
      this.#recovered()
      return seqs
    } catch (error) {
      this.#retryAfter = Math.min(this.#retryAfter * 2 || RETRY_FIRST, RETRY_LONGEST)
      this.#onFailure(error)
      for (const room of this.#rooms()) room.storeFailing(true)
      return null
    }
  }

  #recovered(): void {
    if (this.#retryAfter === 0) return
    this.#retryAfter = 0
    for (const room of this.#rooms()) room.storeFailing(false)
  }
}
