import { type Cell, createCell, type Observable } from './observable.ts'

/**
 * Which changes made here the server has not yet confirmed as committed (P2, P3). A change is confirmed when the sync
 * frame that carried it is; frames are counted anew on each socket, so whatever a lost socket left unconfirmed counts
 * as unsent until the next socket's step 2 carries it again.
 */
export interface Ledger {
  /** Changes that only this device is known to hold. */
  readonly waiting: Observable<number>
  /** A change was made here; `frame` is the number of the frame that carried it, null when no socket was open. */
  changed(frame: number | null): void
  /** Frame number `frame` was a step 2: it carries everything that was not sent before. */
  sentEverything(frame: number): void
  /** The server has committed the first `frames` sync frames of this socket. */
  confirmed(frames: number): void
  /** A new socket counts from one. */
  socketOpened(): void
}

/** A ledger that starts with `kept` changes which an earlier visit left unconfirmed. */
export function createLedger(kept: number): Ledger {
  const waiting: Cell<number> = createCell(kept)
  let unsent = kept
  let sent: { readonly frame: number; readonly changes: number }[] = []

  const total = (): number => sent.reduce((sum, { changes }) => sum + changes, 0)
  const count = (): void => waiting.set(unsent + total())

  return {
    waiting,
    changed(frame) {
      if (frame === null) unsent++
      else sent.push({ frame, changes: 1 })
      count()
    },
    sentEverything(frame) {
      if (unsent > 0) sent.push({ frame, changes: unsent })
      unsent = 0
    },
    confirmed(frames) {
      sent = sent.filter(({ frame }) => frame > frames)
      count()
    },
    socketOpened() {
      unsent += total()
      sent = []
    },
  }
}
