import type { VersionRow } from './postmortems.ts'

/** A version with its state (Yjs V2). */
export interface KeptVersion extends VersionRow {
  readonly state: Uint8Array
}

/** Updates of one postmortem that belong into one commit, in the order they were accepted. */
export interface LogBatch {
  readonly postmortem: string
  /** Yjs updates (V1). They become one row of the log: one commit is one moment of the replay (M20). */
  readonly updates: readonly Uint8Array[]
  /** Yjs client ids seen for the first time, with the person they belong to from now on (W6). */
  readonly clients: readonly ClientBinding[]
  /** What of these updates is nobody's, though its client id may be somebody's (W6). */
  readonly unattributed: readonly UnattributedRange[]
  /** Server time in ms. */
  readonly at: number
}

/** A Yjs client id of a document and the person who writes under it. */
export interface ClientBinding {
  readonly client: number
  readonly person: string
}

/** What stands under one Yjs client id from `clock` on, `length` places long, and was not written by its person. */
export interface UnattributedRange {
  readonly client: number
  readonly clock: number
  readonly length: number
}

/** One row of the log: what one commit brought to one postmortem. */
export interface LogRow {
  readonly seq: number
  readonly at: number
  readonly updates: readonly Uint8Array[]
}

/** Everything that is needed to open a document. */
export interface LoadedLog {
  /** The newest snapshot (Yjs V2), or null; it holds every row up to `seq`. */
  readonly snapshot: { readonly seq: number; readonly state: Uint8Array } | null
  /** The rows after the snapshot, in order. */
  readonly tail: readonly LogRow[]
  readonly clients: readonly ClientBinding[]
  readonly unattributed: readonly UnattributedRange[]
}

/**
 * The append-only log of document updates and the snapshots made from it (P1). Sequence numbers of a postmortem
 * start at 1, rise by 1 with every row, and become visible in that order. Rows outlive the snapshots made of them:
 * replay reads them (M20), and only {@link UpdateLog.rewrite} removes any.
 */
export interface UpdateLog {
  /** Commits all batches in one durable transaction; resolves to the new sequence number of each (P2). */
  append(batches: readonly LogBatch[]): Promise<number[]>
  /** Writes the first row of a postmortem; false, and nothing changed, when it has one already (D2). */
  seed(postmortem: string, update: Uint8Array, at: number): Promise<boolean>
  load(postmortem: string): Promise<LoadedLog>
  /** Rows after `seq`, oldest first, at most `limit` of them. */
  readSince(postmortem: string, seq: number, limit: number): Promise<LogRow[]>
  /** Keeps `state` (Yjs V2) as the newest snapshot, unless a newer one is there; older ones go with it (P5). */
  saveSnapshot(postmortem: string, seq: number, state: Uint8Array): Promise<void>
  /**
   * Replaces every row up to `seq` and all snapshots by `state` (Yjs V2), and all versions by these, in one transaction
   * and for good (D10).
   */
  rewrite(postmortem: string, seq: number, state: Uint8Array, versions: readonly KeptVersion[]): Promise<void>
}
