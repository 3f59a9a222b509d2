import { fetchUpdates, IndexeddbPersistence, PREFERRED_TRIM_SIZE, storeState } from 'y-indexeddb'
import { Doc, encodeStateAsUpdate } from 'yjs'
import { createCell, type Observable } from './observable.ts'

/** How long opening a document waits for what this device has kept of it, in ms. */
const PATIENCE = 2_000
/** After a write that failed, how long until the whole document is tried to be written again, in ms. */
const AGAIN = 5_000

/** A document that the browser's database keeps. */
export interface KeptDocument {
  /** Resolves once the kept document is in the live one: true when it is, false when nothing can be kept. */
  readonly opened: Promise<boolean>
  /** Whether all that is in the document now would be there after a reload. */
  readonly isKeeping: Observable<boolean>
  /** A change is on its way into the database: it is not kept yet. */
  readonly isWriting: Observable<boolean>
  /** Replaces everything kept by the document as it is now: nothing of before stays readable. */
  rewrite(): Promise<void>
  close(): void
}

/**
 * The library's persistence, but each change is committed as it is written. A transaction that is left to commit by
 * itself waits for an answer of the database first, and a page that is left meanwhile takes the change with it.
 */
class Persistence extends IndexeddbPersistence {
  constructor(name: string, doc: Doc, onWrite: (transaction: IDBTransaction) => void) {
    super(name, doc)
    doc.off('update', this._storeUpdate)
    this._storeUpdate = (update, origin) => {
      if (!this.db || origin === this) return
      const transaction = this.db.transaction(['updates'], 'readwrite')
      transaction.objectStore('updates').add(update)
      transaction.commit()
      onWrite(transaction)
      if (++this._dbsize < PREFERRED_TRIM_SIZE) return
      clearTimeout(this._storeTimeoutId)
      this._storeTimeoutId = setTimeout(() => {
        // What fails is heard as the abort of its transaction.
        storeState(this, false).catch(() => {})
      }, this._storeTimeout)
    }
    doc.on('update', this._storeUpdate)
  }
}

/**
 * Keeps `doc` in the database `name`. A write that fails, for want of space for instance, is noticed, since what comes
 * after it means nothing without it; from then on the whole document is tried until it is written.
 */
export function keepDocument(name: string, doc: Doc): KeptDocument {
  const isKeeping = createCell(false)
  const isWriting = createCell(false)
  let underWay = 0
  const persistence = new Persistence(name, doc, transaction => {
    underWay++
    isWriting.set(true)
    const ended = (): void => {
      underWay--
      isWriting.set(underWay > 0)
    }
    transaction.addEventListener('complete', ended)
    transaction.addEventListener('abort', ended)
  })
  let again: ReturnType<typeof setTimeout> | undefined
  let isClosed = false

  const writeAll = async (): Promise<void> => {
    again = undefined
    await fetchUpdates(persistence, store => {
      store.add(encodeStateAsUpdate(doc))
      store.transaction.addEventListener('complete', () => isKeeping.set(again === undefined))
    })
  }
  const failed = (): void => {
    if (isClosed) return
    isKeeping.set(false)
    again ??= setTimeout(() => void writeAll().catch(failed), AGAIN)
  }
  const close = (): void => {
    isClosed = true
    clearTimeout(again)
    persistence.destroy().catch(() => {})
  }
  const refused = persistence._db.then(
    db => {
      db.addEventListener('abort', failed)
      // The browser took the database away, as when its data are cleared: nothing can be written any more.
      db.addEventListener('close', () => {
        isKeeping.set(false)
        close()
      })
      return new Promise<never>(() => {})
    },
    () => false,
  )
  const found = persistence.whenSynced.then(() => {
    isKeeping.set(again === undefined)
    return true
  })
  const rewrite = async (): Promise<void> => {
    await persistence.whenSynced
    await storeState(persistence, true)
  }
  const late = new Promise<false>(resolve => setTimeout(() => resolve(false), PATIENCE))
  return { opened: Promise.race([found, refused, late]), isKeeping, isWriting, rewrite, close }
}

/** Reads what the database `name` keeps into a document of its own, which is kept nowhere. */
export async function readKeptDocument(name: string): Promise<Doc> {
  const doc = new Doc()
  const persistence = new IndexeddbPersistence(name, doc)
  await persistence.whenSynced
  await persistence.destroy()
  return doc
}
