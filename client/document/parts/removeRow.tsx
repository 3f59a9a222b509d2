import type * as Y from 'yjs'
import { addItem, type ItemFields, removeItem } from '../../../shared/document/edit.ts'
import { readList } from '../../../shared/document/read.ts'
import type { Items, ListName } from '../../../shared/document/schema.ts'
import type { Connection } from '../../connection/connection.ts'
import { undoToast } from '../../ui/undoToast.tsx'

/** Deletes a row at once and offers to take that back for a while, whatever was done since. */
export function removeRow(
  { doc, undo }: Pick<Connection, 'doc' | 'undo'>,
  list: ListName,
  id: string,
  words: { readonly removed: string; readonly undo: string },
): void {
  const row = readList(doc, list).find(each => each.id === id)
  if (!row) return
  undo.stopCapturing()
  removeItem(doc, list, id)
  undo.stopCapturing()
  const step = undo.undoStack.at(-1)
  const restore = (): void => {
    if (step && undo.undoStack.at(-1) === step) undo.undo()
    else bringBack(doc, list, row)
  }
  undoToast(words.removed, { label: words.undo, act: restore })
}

function bringBack<L extends ListName>(doc: Y.Doc, list: L, row: Items[L]): void {
  const { id, ...fields } = row
  addItem(doc, list, id, fields as ItemFields<L>)
}
