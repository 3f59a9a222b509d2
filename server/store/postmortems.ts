import type { Postmortem } from '../../shared/document/postmortem.ts'

export const POSTMORTEM_STATUSES = ['draft', 'published'] as const
export type PostmortemStatus = (typeof POSTMORTEM_STATUSES)[number]

/** What the library knows of a postmortem without opening its document. */
export interface PostmortemRow {
  readonly id: string
  readonly title: string
  readonly status: PostmortemStatus
  readonly createdAt: number
  readonly createdBy: string
  readonly updatedAt: number
  readonly publishedAt: number | null
  /** Out of the library's default list since then; null when it is in it. */
  readonly archivedAt: number | null
  /** The fictional example: it counts in no list of actions and no trend. */
  readonly isExample: boolean
  /** In "Recently deleted" since then; null when it is not. */
  readonly deletedAt: number | null
  /** The person who deleted it, or ''. */
  readonly deletedBy: string
  /** The log's sequence number that `index` was read at; 0 when it was never read. */
  readonly indexedSeq: number
  /** The document's plain values at `indexedSeq`, for search and trends. */
  readonly index: Postmortem | null
}

/** A saved state of a document, to be compared and restored (D9). */
export interface VersionRow {
  readonly id: string
  readonly postmortem: string
  readonly at: number
  /** Why it was kept, for people: a step of the meeting, a publication, an interval of editing. */
  readonly reason: string
  /** Who caused it, or everyone who wrote since the version before, apart by spaces; '' for the server alone. */
  readonly who: string
  readonly seq: number
}

/** Whatever is deleted is there for {@link PostmortemStore.deleted} alone. */
export interface PostmortemStore {
  /** False when there is one with this id. */
  add(row: PostmortemRow): Promise<boolean>
  get(id: string): Promise<PostmortemRow | null>
  /** All, the latest change first. */
  list(): Promise<PostmortemRow[]>
  /** What is deleted and can be restored, the latest first. */
  deleted(): Promise<PostmortemRow[]>
  /** Keeps what was read at `seq`, with its title, unless something later is kept. */
  saveIndex(id: string, seq: number, index: Postmortem, updatedAt: number): Promise<void>
  setStatus(id: string, status: PostmortemStatus, publishedAt: number | null): Promise<void>
  setArchived(id: string, archivedAt: number | null): Promise<void>
  /** Deletes it until it is restored (`deletedAt` null) or removed. */
  setDeleted(id: string, deletedAt: number | null, deletedBy: string): Promise<void>
  /** Removes the postmortem and everything that belongs to it, for good. */
  remove(id: string): Promise<void>
}

export interface VersionStore {
  add(version: VersionRow, state: Uint8Array): Promise<void>
  /** Newest first. */
  list(postmortem: string): Promise<VersionRow[]>
  /** The state (Yjs V2), or null. */
  state(postmortem: string, id: string): Promise<Uint8Array | null>
}
