import type * as Y from 'yjs'
import { BOUNDS } from '../base/bounds.ts'
import { commentsOf, LISTS, type ListName, listOf } from './schema.ts'

/** What grows by an entry at a time, and has a bound. */
export type Growing = ListName | 'comments'

const GROWING: readonly Growing[] = [...LISTS, 'comments']

const mapOf = (doc: Y.Doc, list: Growing): Y.Map<Y.Map<unknown>> =>
  list === 'comments' ? commentsOf(doc) : listOf(doc, list)

/** Whether a list has room for `more` entries (BOUNDS). */
export function hasRoom(doc: Y.Doc, list: Growing, more = 1): boolean {
  const map = mapOf(doc, list)
  const { most } = BOUNDS[list]
  // What was deleted is counted here, so that a list far from full costs nothing to ask.
  return map._map.size + more <= most || map.size + more <= most
}

/**
 * Entries that a transaction added to lists beyond what they may hold: as many of the added as there are too many.
 * Costs what was added, unless a list is at its bound.
 */
export function excessIn(transaction: Y.Transaction): { readonly client: number; readonly clock: number }[] {
  return GROWING.flatMap(list => {
    const map = mapOf(transaction.doc, list)
    const names = transaction.changed.get(map as unknown as Y.AbstractType<Y.YEvent<Y.Map<unknown>>>)
    const { most } = BOUNDS[list]
    if (!names || map._map.size <= most) return []
    const excess = map.size - most
    const added = [...names].flatMap(name => {
      const item = name === null ? undefined : map._map.get(name)
      const isNew =
        item && !item.deleted && item.id.clock >= (transaction.beforeState.get(item.id.client) ?? 0)
      return isNew && isFirst(item, transaction) ? [{ client: item.id.client, clock: item.id.clock }] : []
    })
    return excess > 0 ? added.slice(-excess) : []
  })
}

/** Whether nothing stood under this name before: an entry that was written anew makes no list longer. */
function isFirst(item: Y.Item, { beforeState }: Y.Transaction): boolean {
  for (let left = item.left; left; left = left.left)
    if (left.id.clock < (beforeState.get(left.id.client) ?? 0)) return false
  return true
}
