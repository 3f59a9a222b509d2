import { randomUUID } from 'node:crypto'
import { now } from '../clock.ts'
import type { KeptVersion } from '../store/log.ts'
import type { Store } from '../store/store.ts'
import type { Editing } from './editing.ts'
import type { LiveDocument } from './liveDocument.ts'

export interface HistoryParts {
  readonly postmortem: string
  readonly document: LiveDocument
  readonly editing: Editing
  readonly store: Pick<Store, 'log' | 'versions'>
  /** The last row of the log that the document holds. */
  readonly seq: () => number
}

/** The versions of a room (D9), and their removal (D10): one after the other, so that none is kept past a removal. */
export class History {
  readonly #parts: HistoryParts
  #last: Promise<unknown> = Promise.resolve()

  constructor(parts: HistoryParts) {
    this.#parts = parts
  }

  /** Keeps the document as it is at this moment; resolves to the version's id once it is committed. */
  save(reason: string, who: string): Promise<string> {
    const { postmortem, document, editing, store, seq } = this.#parts
    const id = randomUUID()
    const editors = editing.take()
    const version = { id, postmortem, at: now(), reason, who: who || editors, seq: seq() }
    const state = document.encode(2)
    return this.#next(async () => {
      await store.versions.add(version, state)
      return id
    })
  }

  /** Replaces log and snapshots by the document as it is, and each version by what `clean` makes of it, at once. */
  purge(clean: (state: Uint8Array) => Uint8Array, settle: () => Promise<void>): Promise<void> {
    return this.#next(async () => {
      const { postmortem, document, store, seq } = this.#parts
      const kept: KeptVersion[] = []
      for (const version of await store.versions.list(postmortem)) {
        const state = await store.versions.state(postmortem, version.id)
        if (state) kept.unshift({ ...version, state: clean(state) })
      }
      await settle()
      await store.log.rewrite(postmortem, seq(), document.encode(2), kept)
    })
  }

  #next<T>(act: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(act, act)
    this.#last = turn.catch(() => {})
    return turn
  }
}
