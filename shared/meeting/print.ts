import type { DocumentFacts, RowFact } from './facts.ts'
import type { DocumentPrint } from './state.ts'

/** FNV-1a over UTF-16 units: enough to tell that a row was changed, and nothing to read its text from. */
function fingerprint(text: string): string {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return (hash >>> 0).toString(36)
}

/** What was worked out of a row before: rows that have not changed are the same objects. */
const PRINTS = new WeakMap<object, string>()

function printOfRow(row: RowFact): string {
  const known = PRINTS.get(row)
  if (known !== undefined) return known
  const print = fingerprint(`${row.at}\n${row.text}`)
  PRINTS.set(row, print)
  return print
}

/** The document as it is now, for telling later what changed; holds no text (M18, D10). */
export const printOf = (facts: DocumentFacts): DocumentPrint => ({
  rows: Object.fromEntries(facts.timeline.map(row => [row.id, printOfRow(row)])),
  factors: facts.factors.map(factor => factor.id),
  actions: facts.actions.map(action => action.id),
})

export interface DocumentChanges {
  readonly rowsAdded: number
  /** Rows whose time or text is another than before. */
  readonly rowsCorrected: number
  readonly rowsRemoved: number
  readonly factorsAdded: number
  readonly actionsAdded: number
}

const added = (before: readonly string[], after: readonly string[]): number => {
  const known = new Set(before)
  return after.filter(id => !known.has(id)).length
}

/** What the meeting changed in the document between two prints. */
export function changesBetween(before: DocumentPrint, after: DocumentPrint): DocumentChanges {
  const rows = Object.keys(after.rows)
  const kept = rows.filter(id => id in before.rows)
  return {
    rowsAdded: rows.length - kept.length,
    rowsCorrected: kept.filter(id => before.rows[id] !== after.rows[id]).length,
    rowsRemoved: Object.keys(before.rows).length - kept.length,
    factorsAdded: added(before.factors, after.factors),
    actionsAdded: added(before.actions, after.actions),
  }
}
