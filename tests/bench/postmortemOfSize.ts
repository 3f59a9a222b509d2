import type { Doc } from 'yjs'
import { addItem } from '../../shared/document/edit.ts'
import { CATEGORIES, ROW_KINDS } from '../../shared/document/postmortem.ts'

/** Rows of the timeline of a document at the size that D8 names. */
export const ROWS = 300
const OTHERS = 60

export const rowId = (at: number): string => `row-${String(at).padStart(3, '0')}`

/** Fills a document with 300 events, 60 factors and 60 actions. */
export function postmortemOfSize(doc: Doc): void {
  const start = Date.parse('2026-05-27T13:00:00Z')
  for (let at = 0; at < ROWS; at++) {
    addItem(doc, 'timeline', rowId(at), {
      at: new Date(start + at * 45_000).toISOString(),
      precision: 'minute',
      text: `Event ${at}: the pool of the payments service stood at ${at % 100} % on node ${at % 7}`,
      kind: ROW_KINDS[at % ROW_KINDS.length] ?? 'note',
    })
  }
  for (let at = 0; at < OTHERS; at++) {
    const category = CATEGORIES[at % CATEGORIES.length] ?? ''
    addItem(doc, 'factors', `factor-${at}`, {
      text: `Condition ${at} was not measured by any alert`,
      category,
    })
    addItem(doc, 'actions', `action-${at}`, {
      text: `Add an alert that pages when condition ${at} holds for 5 minutes`,
      owner: `Person ${at % 9}`,
      factors: [`factor-${at}`],
    })
  }
}
