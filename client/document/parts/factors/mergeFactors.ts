import type * as Y from 'yjs'
import { addItem, removeItem, updateItem } from '../../../../shared/document/edit.ts'
import type { Factor } from '../../../../shared/document/postmortem.ts'
import { readList } from '../../../../shared/document/read.ts'
import { EDIT } from '../../../../shared/document/schema.ts'

/**
 * Makes one factor of two: `into` keeps both texts and events, whys and actions of `from` follow it. Answers how to
 * take that back whatever was done since, or null when one of the two is gone.
 */
export function mergeFactors(doc: Y.Doc, from: string, into: string): (() => void) | null {
  const factors = readList(doc, 'factors')
  const gone = factors.find(factor => factor.id === from)
  const kept = factors.find(factor => factor.id === into)
  if (!gone || !kept || from === into) return null
  const whys = readList(doc, 'whys').filter(why => why.parents.includes(from))
  const actions = readList(doc, 'actions').filter(action => action.factors.includes(from))
  const merged = united(kept, gone)
  doc.transact(() => {
    updateItem(doc, 'factors', into, merged)
    for (const { id, parents } of whys) updateItem(doc, 'whys', id, { parents: moved(parents, from, into) })
    for (const action of actions)
      updateItem(doc, 'actions', action.id, { factors: moved(action.factors, from, into) })
    removeItem(doc, 'factors', from)
  }, EDIT)
  return () => {
    const { id, ...fields } = gone
    doc.transact(() => {
      addItem(doc, 'factors', id, fields)
      const now = readList(doc, 'factors').find(factor => factor.id === into)
      if (now) updateItem(doc, 'factors', into, parted(now, merged, kept))
      const back = (ids: readonly string[], before: readonly string[]): string[] =>
        movedBack(ids, from, before.includes(into) ? null : into)
      for (const { id: why, parents } of whys) {
        const there = readList(doc, 'whys').find(each => each.id === why)
        if (there) updateItem(doc, 'whys', why, { parents: back(there.parents, parents) })
      }
      for (const { id: action, factors: before } of actions) {
        const there = readList(doc, 'actions').find(each => each.id === action)
        if (there) updateItem(doc, 'actions', action, { factors: back(there.factors, before) })
      }
    }, EDIT)
  }
}

type Merged = Pick<Factor, 'text' | 'rows' | 'chosen' | 'category' | 'group'>

/** The kept factor as it was before, except for what somebody changed in it since: that is left as it is now. */
function parted(now: Factor, merged: Merged, kept: Factor): Merged {
  const added = merged.rows.filter(row => !kept.rows.includes(row))
  return {
    text: now.text === merged.text ? kept.text : now.text,
    rows: now.rows.filter(row => !added.includes(row)),
    chosen: now.chosen === merged.chosen ? kept.chosen : now.chosen,
    category: now.category === merged.category ? kept.category : now.category,
    group: now.group === merged.group ? kept.group : now.group,
  }
}

const united = (kept: Factor, gone: Factor): Merged => ({
  text: joined(kept.text.trim(), gone.text.trim()),
  rows: [...new Set([...kept.rows, ...gone.rows])],
  chosen: kept.chosen || gone.chosen,
  category: kept.category || gone.category,
  group: kept.group || gone.group,
})

/** Words that the other already has are not said twice. */
function joined(kept: string, added: string): string {
  if (added === '' || kept.toLowerCase().includes(added.toLowerCase())) return kept
  return kept === '' ? added : `${kept.replace(/[.;]$/, '')}; ${added}`
}

const moved = (ids: readonly string[], from: string, into: string): string[] => [
  ...new Set(ids.map(id => (id === from ? into : id))),
]

/** Links with one of them back; `without` leaves, where only the merge had led there. */
const movedBack = (ids: readonly string[], back: string, without: string | null): string[] => [
  ...new Set([...ids.filter(id => id !== without), back]),
]
