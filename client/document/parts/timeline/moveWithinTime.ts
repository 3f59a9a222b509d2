import type * as Y from 'yjs'
import { orderBetween, updateItem } from '../../../../shared/document/edit.ts'
import type { TimelineRow } from '../../../../shared/document/postmortem.ts'
import { readList } from '../../../../shared/document/read.ts'

/** Moves a row up or down among the rows of the very same time; false when it is already at that end. */
export function moveWithinTime(doc: Y.Doc, id: string, by: -1 | 1): boolean {
  const rows = readList(doc, 'timeline')
  const row = rows.find(each => each.id === id)
  if (!row) return false
  const peers = rows.filter(each => each.at === row.at)
  const from = peers.indexOf(row)
  const others = peers.filter(each => each !== row)
  const to = from + by
  if (to < 0 || to > others.length) return false
  const order = orderBetween(others[to - 1]?.order ?? '', others[to]?.order ?? '')
  updateItem(doc, 'timeline', id, { order })
  return true
}

/** Whether another row has the very same time, so that either may come first. */
export const sharesItsTime = (doc: Y.Doc, row: TimelineRow): boolean =>
  readList(doc, 'timeline').some(({ id, at }) => id !== row.id && at === row.at)

/** The order of a row that is to stand right after `id`, among the rows of its time. */
export function orderAfter(doc: Y.Doc, id: string): { readonly at: string; readonly order: string } | null {
  const rows = readList(doc, 'timeline')
  const row = rows.find(each => each.id === id)
  if (!row) return null
  const peers = rows.filter(each => each.at === row.at)
  const next = peers[peers.indexOf(row) + 1]
  return { at: row.at, order: orderBetween(row.order, next?.order ?? '') }
}
