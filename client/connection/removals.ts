import * as Y from 'yjs'
import type { Device } from './device.ts'
import { createCell, type Observable } from './observable.ts'

/** What a device does about texts that were removed for good (D10). */
export interface Removals {
  /** What undo had brought back here while others removed a text, and was therefore not sent; '' when nothing was. */
  readonly withheld: Observable<string>
  forgetWithheld(): void
  /** How many removals what this page shows has followed. */
  known(): number
  /** The server says how often texts were removed: whoever knows another number keeps older text. */
  told(count: number): void
  /** Before the server is answered with what it does not hold: `vector` is what it holds. */
  beforeAnswer(vector: Uint8Array): void
  /** This page now has what the server has. */
  settled(): void
}

type Keeper = Pick<Device, 'knownRemovals' | 'noteRemovals' | 'rewrite'>

/**
 * Sees to it that removed words do not outlive their removal on this device, and do not come back from it: undo is
 * forgotten, deleted text freed, and what the device keeps is written anew. What was typed here offline is new text, and
 * stays. What undo brought back and the server does not hold is taken back unsent: nobody can tell whether that was it.
 * `remote` is the origin of what must not be sent.
 */
export function watchRemovals(doc: Y.Doc, undo: Y.UndoManager, device: Keeper, remote: unknown): Removals {
  const withheld = createCell('')
  let known = device.knownRemovals
  let last = known
  const isBehind = (): boolean => last !== known
  return {
    withheld,
    forgetWithheld: () => withheld.set(''),
    known: () => known,
    told(count) {
      last = count
    },
    beforeAnswer(vector) {
      if (!isBehind()) return
      const texts = takeBackRestored(doc, undo, Y.decodeStateVector(vector), remote)
      if (texts.length > 0) withheld.set([withheld.get(), ...texts].filter(Boolean).join('\n'))
    },
    settled() {
      if (!isBehind()) return
      known = last
      undo.clear()
      free(doc)
      const count = known
      void device.rewrite().then(() => device.noteRemovals(count))
    },
  }
}

/** Frees the content of everything deleted; undo, which had asked to keep some of it, is empty by now. */
function free(doc: Y.Doc): void {
  for (const structs of doc.store.clients.values()) {
    for (const struct of structs) if (struct instanceof Y.Item) struct.keep = false
  }
  Y.tryGc(Y.createDeleteSetFromStructStore(doc.store), doc.store, doc.gcFilter)
}

/** Deletes what undo restored and the server does not hold; resolves to its texts. */
function takeBackRestored(
  doc: Y.Doc,
  undo: Y.UndoManager,
  held: ReadonlyMap<number, number>,
  remote: unknown,
): string[] {
  const copies = Y.createDeleteSet()
  for (const structs of doc.store.clients.values()) {
    for (const struct of structs) {
      if (!(struct instanceof Y.Item) || !struct.redone) continue
      const { client, clock } = struct.redone
      if (clock < (held.get(client) ?? 0)) continue
      const ranges = copies.clients.get(client) ?? []
      copies.clients.set(client, [...ranges, { clock, len: struct.length }])
    }
  }
  if (copies.clients.size === 0) return []
  for (const ranges of copies.clients.values()) ranges.sort((a, b) => a.clock - b.clock)
  undo.clear()
  const texts: string[] = []
  doc.transact(transaction => {
    Y.iterateDeletedStructs(transaction, copies, item => {
      const text = item instanceof Y.Item && !item.deleted ? wordsOf(item) : ''
      if (!(item instanceof Y.Item) || text === '') return
      texts.push(text)
      // Undo had asked to keep it readable.
      item.keep = false
      item.delete(transaction)
    })
  }, remote)
  return texts
}

/** The words of an item; '' for structure, and for single words such as a state, which say nothing of anybody. */
function wordsOf({ content }: Y.Item): string {
  if (content instanceof Y.ContentString) return content.str
  const [value] = content instanceof Y.ContentAny ? content.arr : []
  return typeof value === 'string' && /\s/.test(value) ? value : ''
}
