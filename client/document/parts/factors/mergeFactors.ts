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
      // What somebody wrote into it since is left; the words of the other stand twice then.
      if (now?.text === merged.text) updateItem(doc, 'factors', into, { text: kept.text })
      const { rows, chosen, category, group } = kept
      updateItem(doc, 'factors', into, { rows, chosen, category, group })
      for (const why of whys) updateItem(doc, 'whys', why.id, { parents: why.parents })
      for (const action of actions) updateItem(doc, 'actions', action.id, { factors: action.factors })
    }, EDIT)
  }
}

const united = (kept: Factor, gone: Factor): Partial<Omit<Factor, 'id'>> & { readonly text: string } => ({
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
