import type { Logger } from 'pino'
import * as Y from 'yjs'
import { SECOND } from '../../shared/base/time.ts'
import type { Postmortem } from '../../shared/document/postmortem.ts'
import { readPostmortem } from '../../shared/document/read.ts'
import { seedUpdateFrom } from '../../shared/document/seed.ts'
import type { Rooms } from '../room/api.ts'
import type { PostmortemRow, PostmortemStatus } from '../store/postmortems.ts'
import type { Store } from '../store/store.ts'
import type { Commit } from './commits.ts'

/** How long after an edit the index is brought up to date, unless somebody asks for it sooner. */
const REFRESH_AFTER = 2 * SECOND

/** A postmortem with its document's plain values. */
export type Indexed = PostmortemRow & { readonly index: Postmortem }

/**
 * Every postmortem as plain values, for lists, search, actions and trends, so that none of them opens a document.
 * Invariants: what {@link Library.list} answers holds every edit committed before it was asked; an index that a crash
 * left behind is brought up to date at the next start.
 */
export interface Library {
  /** All postmortems, the latest change first. */
  list(): Promise<readonly Indexed[]>
  /** All postmortems as they were read last, in no order; what changed moments ago may be missing. */
  known(): readonly Indexed[]
  /** Starts a document from plain values, once, under the server's client id (D2). */
  create(postmortem: Postmortem, createdBy: string, options?: NewDocument): Promise<PostmortemRow>
  setStatus(id: string, status: PostmortemStatus): Promise<PostmortemRow | null>
  setArchived(id: string, isArchived: boolean): Promise<void>
  /** Takes a postmortem out of everything until it is restored or removed. */
  delete(id: string, by: string): Promise<void>
  /** Brings back what was deleted, as it was. */
  restore(row: PostmortemRow): Promise<void>
  /** Takes a postmortem away for good, with all that belongs to it. */
  remove(id: string): Promise<void>
  /** To be told of every commit, see {@link watchCommits}. */
  heard(commit: Commit): void
  /** Stops the timers; what is not indexed yet is at the next start. */
  close(): void
}

/** What a worker made of plain values: the document's first update (V1), and what is read of it. */
export interface PreparedDocument {
  readonly update: Uint8Array
  readonly index: Postmortem
}

/** How a document starts, besides what is in it. */
export interface NewDocument {
  /** Made from the same values by a worker. */
  readonly prepared?: PreparedDocument | undefined
  readonly isExample?: boolean
}

export interface LibraryParts {
  readonly store: Store
  readonly rooms: Rooms
  readonly logger: Logger
  readonly now: () => number
}

/** The library of a store, with whatever changed since it was last indexed read again. */
export async function openLibrary({ store, rooms, logger, now }: LibraryParts): Promise<Library> {
  const rows = new Map((await store.postmortems.list()).map(row => [row.id, row]))
  const behind = new Map<string, number>()
  let timer: NodeJS.Timeout | undefined
  let running: Promise<void> | undefined

  for (const row of rows.values()) {
    const [later] = await store.log.readSince(row.id, row.indexedSeq, 1)
    if (later || !row.index) behind.set(row.id, later?.seq ?? row.indexedSeq)
  }

  const refreshOne = async (id: string, seq: number): Promise<void> => {
    const room = await rooms.open(id)
    if (!room.ok) return
    const index = room.value.read()
    const updatedAt = now()
    await store.postmortems.saveIndex(id, seq, index, updatedAt)
    const row = rows.get(id)
    if (row) rows.set(id, { ...row, title: index.title, index, indexedSeq: seq, updatedAt })
  }

  const refreshAll = async (): Promise<void> => {
    for (const [id, seq] of [...behind]) {
      behind.delete(id)
      try {
        await refreshOne(id, seq)
      } catch (error) {
        if (!behind.has(id)) behind.set(id, seq)
        logger.error({ err: error, room: id }, 'a postmortem could not be indexed')
      }
    }
  }

  /** One at a time; a later call waits for what is under way and then for its own. */
  const refresh = async (): Promise<void> => {
    clearTimeout(timer)
    timer = undefined
    await running
    if (behind.size === 0) return
    running ??= refreshAll().finally(() => {
      running = undefined
    })
    await running
  }

  return {
    async list() {
      await refresh()
      return [...rows.values()].filter(isIndexed).sort((a, b) => b.updatedAt - a.updatedAt)
    },
    known: () => [...rows.values()].filter(isIndexed),
    async create(postmortem, createdBy, { prepared, isExample = false } = {}) {
      const at = now()
      const { id } = postmortem
      const update = prepared?.update ?? seedUpdateFrom(postmortem)
      await store.log.seed(id, update, at)
      const row: PostmortemRow = {
        id,
        title: postmortem.title,
        status: 'draft',
        createdAt: at,
        createdBy,
        updatedAt: at,
        publishedAt: null,
        archivedAt: null,
        isExample,
        deletedAt: null,
        deletedBy: '',
        indexedSeq: 1,
        index: prepared?.index ?? plainOf(update, id),
      }
      await store.postmortems.add(row)
      rows.set(id, row)
      return row
    },
    async setStatus(id, status) {
      const row = rows.get(id)
      if (!row) return null
      const publishedAt = status === 'published' ? now() : null
      await store.postmortems.setStatus(id, status, publishedAt)
      const changed = { ...row, status, publishedAt }
      rows.set(id, changed)
      return changed
    },
    async setArchived(id, isArchived) {
      const archivedAt = isArchived ? now() : null
      await store.postmortems.setArchived(id, archivedAt)
      const row = rows.get(id)
      if (row) rows.set(id, { ...row, archivedAt })
    },
    async delete(id, by) {
      await refresh()
      await store.postmortems.setDeleted(id, now(), by)
      rows.delete(id)
      behind.delete(id)
    },
    async restore(row) {
      await store.postmortems.setDeleted(row.id, null, '')
      rows.set(row.id, { ...row, deletedAt: null, deletedBy: '' })
      const [later] = await store.log.readSince(row.id, row.indexedSeq, 1)
      if (later) behind.set(row.id, later.seq)
    },
    async remove(id) {
      await store.postmortems.remove(id)
      rows.delete(id)
      behind.delete(id)
    },
    heard({ heads }) {
      for (const [id, seq] of heads) behind.set(id, seq)
      timer ??= setTimeout(() => void refresh(), REFRESH_AFTER).unref()
    },
    close() {
      clearTimeout(timer)
    },
  }
}

const isIndexed = (row: PostmortemRow): row is Indexed => row.index !== null

function plainOf(update: Uint8Array, id: string): Postmortem {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, update)
  const postmortem = readPostmortem(doc, id)
  doc.destroy()
  return postmortem
}
