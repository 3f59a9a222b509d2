import type { Postmortem } from '../../../shared/document/postmortem.ts'

/** What the meeting did to an item by the moment shown: it brought it in, or wrote it anew. */
export type ItemChange = 'added' | 'changed'

const LISTS = ['timeline', 'factors', 'actions'] as const

/** What an item says: to confirm an event, or to choose a factor, does not change it. */
const wordsOf = (item: object): string => JSON.stringify({ ...item, order: '', state: '', chosen: false })

/** Rows, factors and actions by id that differ from what the meeting began with. */
export function changesSince(before: Postmortem | null, now: Postmortem): ReadonlyMap<string, ItemChange> {
  const changes = new Map<string, ItemChange>()
  if (before === null) return changes
  for (const list of LISTS) {
    const known = new Map(before[list].map(item => [item.id, wordsOf(item)]))
    for (const item of now[list]) {
      const was = known.get(item.id)
      if (was === undefined) changes.set(item.id, 'added')
      else if (was !== wordsOf(item)) changes.set(item.id, 'changed')
    }
  }
  return changes
}
