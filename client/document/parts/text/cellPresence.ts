import type { Awareness } from 'y-protocols/awareness'
import * as Y from 'yjs'
import type { ListName } from '../../../../shared/document/schema.ts'

/** Someone else's caret in a single-line cell; {@link caretIndex} says where its ends are now. */
export interface CellCaret {
  readonly client: number
  readonly name: string
  readonly colour: string
  readonly anchor: unknown
  readonly head: unknown
}

/** The field of the awareness state that says which cell its person is in. */
const FIELD = 'cell'

interface Said {
  readonly list: ListName
  readonly id: string
  readonly anchor: unknown
  readonly head: unknown
}

/** Tells the others where the caret stands in a cell. */
export function announceCaret(
  awareness: Awareness,
  cell: { readonly list: ListName; readonly id: string },
  text: Y.Text,
  anchor: number,
  head: number,
): void {
  const place = (index: number): unknown =>
    Y.relativePositionToJSON(Y.createRelativePositionFromTypeIndex(text, Math.min(index, text.length), -1))
  const said: Said = { ...cell, anchor: place(anchor), head: place(head) }
  const before = awareness.getLocalState()?.[FIELD]
  if (JSON.stringify(before) !== JSON.stringify(said)) awareness.setLocalStateField(FIELD, said)
}

/** Tells the others that one has left the cell, unless one is already in another. */
export function withdrawCaret(awareness: Awareness, cell: { list: ListName; id: string }): void {
  const said = awareness.getLocalState()?.[FIELD] as Said | null | undefined
  if (said && said.list === cell.list && said.id === cell.id) awareness.setLocalStateField(FIELD, null)
}

/** Which cells the others are in, as one store for all cells of a document. */
export interface CellPresence {
  /** Others in this cell; the same array until someone moves. */
  at(list: ListName, id: string): readonly CellCaret[]
  subscribe(onChange: () => void): () => void
}

const NOBODY: readonly CellCaret[] = []
const stores = new WeakMap<Awareness, CellPresence>()

/** The one store of an awareness: 300 cells share a single listener. */
export function cellPresence(awareness: Awareness): CellPresence {
  const known = stores.get(awareness)
  if (known) return known
  const store = openCellPresence(awareness)
  stores.set(awareness, store)
  return store
}

function openCellPresence(awareness: Awareness): CellPresence {
  const listeners = new Set<() => void>()
  let cells = new Map<string, readonly CellCaret[]>()
  const refresh = (): void => {
    const next = readCells(awareness)
    for (const [key, carets] of next) {
      const before = cells.get(key)
      if (before && JSON.stringify(before) === JSON.stringify(carets)) next.set(key, before)
    }
    cells = next
    for (const listener of listeners) listener()
  }
  return {
    at: (list, id) => cells.get(`${list}/${id}`) ?? NOBODY,
    subscribe: onChange => {
      if (listeners.size === 0) {
        awareness.on('change', refresh)
        cells = readCells(awareness)
      }
      listeners.add(onChange)
      return () => {
        listeners.delete(onChange)
        if (listeners.size === 0) awareness.off('change', refresh)
      }
    },
  }
}

function readCells(awareness: Awareness): Map<string, readonly CellCaret[]> {
  const cells = new Map<string, CellCaret[]>()
  for (const [client, state] of awareness.getStates()) {
    const said = state[FIELD] as Said | null | undefined
    if (client === awareness.clientID || !said || typeof said.id !== 'string') continue
    const caret = readCaret(client, state, said)
    if (!caret) continue
    const key = `${said.list}/${said.id}`
    const others = cells.get(key)
    if (others) others.push(caret)
    else cells.set(key, [caret])
  }
  return cells
}

/** Where one end of a caret is in its text. What a client sent may be anything: unreadable counts as the start. */
export function caretIndex(doc: Y.Doc, place: unknown): number {
  try {
    const relative = Y.createRelativePositionFromJSON(place)
    return Y.createAbsolutePositionFromRelativePosition(relative, doc)?.index ?? 0
  } catch {
    return 0
  }
}

function readCaret(client: number, state: Record<string, unknown>, said: Said): CellCaret | null {
  const user = state.user as { name?: unknown; color?: unknown } | undefined
  const name = typeof user?.name === 'string' ? user.name : ''
  if (name === '') return null
  const colour = typeof user?.color === 'string' ? user.color : ''
  const isHex = /^#[0-9a-f]{6}$/i.test(colour)
  return { client, name, colour: isHex ? colour : '#5c6773', anchor: said.anchor, head: said.head }
}
