import * as Y from 'yjs'
import { createCell, type Observable } from './observable.ts'

/** What others changed while this device was offline. */
export interface Meanwhile {
  /** Rows, sections and header facts that differ. */
  readonly changes: number
}

export interface MeanwhileWatch {
  readonly last: Observable<Meanwhile | null>
  /** The connection is lost: what comes from now on until {@link MeanwhileWatch.settle} was missed. */
  begin(): void
  /** The connection is back: what comes within a moment still counts as missed. */
  settle(): void
  forget(): void
  stop(): void
}

/** The server answers with a state that it kept, and the latest edits right behind it, in ms. */
const CATCH_UP = 300

/** Counts what a reconnection brought, in places that a person knows: one row, one section, one fact is one change. */
export function watchMeanwhile(doc: Y.Doc, remote: unknown): MeanwhileWatch {
  const last = createCell<Meanwhile | null>(null)
  let places: Set<string> | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  const collect = (transaction: Y.Transaction): void => {
    if (!places || transaction.origin !== remote) return
    for (const [type, keys] of transaction.changed) {
      for (const key of keys) places.add(placeOf(doc, type as unknown as SharedType, key))
    }
  }
  doc.on('afterTransaction', collect)
  return {
    last,
    begin() {
      clearTimeout(timer)
      places ??= new Set()
    },
    settle() {
      clearTimeout(timer)
      timer = setTimeout(() => {
        if (places && places.size > 0) last.set({ changes: places.size })
        places = null
      }, CATCH_UP)
    },
    forget: () => last.set(null),
    stop() {
      clearTimeout(timer)
      doc.off('afterTransaction', collect)
    },
  }
}

type SharedType = Y.AbstractType<unknown>

/** `root/row` for maps, `root` for rich text. */
function placeOf(doc: Y.Doc, type: SharedType, key: string | null): string {
  let row = key ?? ''
  let at = type
  while (at._item) {
    row = at._item.parentSub ?? ''
    at = at._item.parent as SharedType
  }
  const root = [...doc.share].find(([, value]) => (value as unknown) === at)?.[0] ?? ''
  return at instanceof Y.Map ? `${root}/${row}` : root
}
