import * as Y from 'yjs'

/**
 * Puts aside what waits in a document for text that it lacks, as after a write to this device that failed: in the
 * answer to a server's question it would be a gap, which is refused (W6). What this returns puts it back, for when
 * the server's text is here.
 */
export function putPendingAside(doc: Y.Doc): () => void {
  const { store } = doc
  const aside = [store.pendingStructs?.update, store.pendingDs]
  store.pendingStructs = null
  store.pendingDs = null
  return () => {
    for (const update of aside.splice(0)) if (update) Y.applyUpdateV2(doc, update)
  }
}
