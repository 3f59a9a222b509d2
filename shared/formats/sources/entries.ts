import { generateNKeysBetween } from 'fractional-indexing'
import { ok, type Result, refuse } from '../../base/result.ts'
import { isoSecond, parseInstant } from '../../base/time.ts'
import type { RowKind, TimelineRow } from '../../document/postmortem.ts'
import type { ImportedRows } from '../report.ts'

/** One event of another tool; `at` is an instant in any ISO form, or ms since the epoch. */
export interface Entry {
  readonly at: string | number | null | undefined
  readonly text: string
  readonly kind: RowKind
  readonly url?: string | null | undefined
}

const MOST_TEXT = 1000

/** Rows of a tool's events in the order of time; the same event told twice is one row, and what has no time is counted. */
export function rowsOf(
  entries: readonly Entry[],
  type: string,
  newId: () => string,
  notes: readonly string[] = [],
): ImportedRows {
  const timed = entries.flatMap(entry => {
    const at = typeof entry.at === 'number' ? entry.at : parseInstant(entry.at)
    return at === null || Number.isNaN(new Date(at).getTime()) ? [] : [{ ...entry, at }]
  })
  const once = new Map(timed.map(entry => [`${entry.at} ${entry.text}`, entry]))
  const sorted = [...once.values()].sort((a, b) => a.at - b.at)
  const keys = generateNKeysBetween(null, null, sorted.length)
  const rows = sorted.map(
    ({ at, text, kind, url }, index): TimelineRow => ({
      id: newId(),
      at: isoSecond(at),
      precision: 'minute',
      order: keys[index] ?? '',
      text: oneLine(text),
      kind,
      source: { type, url: url ?? '' },
      state: 'draft',
    }),
  )
  const skipped = entries.length - timed.length
  const said = skipped > 0 ? [`${skipped} of ${entries.length} entries have no time and were left out.`] : []
  return { rows, report: { recognised: { rows: rows.length }, notes: [...notes, ...said] } }
}

function oneLine(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim()
  return line.length > MOST_TEXT ? `${line.slice(0, MOST_TEXT).replace(/\s+\S*$/, '')} …` : line
}

/** The values of a JSON file; an array stands for many, anything else for itself. */
export function readJson(text: string): Result<readonly unknown[]> {
  try {
    const value: unknown = JSON.parse(text)
    return ok(Array.isArray(value) ? value : [value])
  } catch {
    return refuse(
      'import/not-json',
      'The file is not JSON, so nothing was imported. Export it again as JSON.',
    )
  }
}

/** The refusal of a file that holds nothing of what its source should hold. */
export const nothingFound = (what: string) =>
  refuse(
    'import/nothing-found',
    `The file holds no ${what}, so nothing was imported. Is it from another tool?`,
  )
