import { generateNKeysBetween } from 'fractional-indexing'
import { ok } from '../../base/result.ts'
import { parseInstant } from '../../base/time.ts'
import { PRECISIONS, ROW_KINDS, ROW_STATES, type TimelineRow } from '../../document/postmortem.ts'
import { readCsv } from '../csvTable.ts'
import type { RowContext, RowReader } from '../report.ts'
import { readTime } from '../time/readTime.ts'
import { parseTimelineLines } from '../time/timelineLines.ts'
import { nothingFound } from './entries.ts'

const COLUMNS = {
  time: /^(time|date|when|timestamp|at|zeit)\b/i,
  text: /\b(event|what|description|text|message|action|summary|note)\b/i,
  kind: /^kind$/i,
  source: /^source$/i,
  url: /^(link|url)$/i,
  state: /^state$/i,
  precision: /^precision$/i,
}
type Column = keyof typeof COLUMNS

/** Reads a spreadsheet saved as CSV: columns by their heads when it has some, else one row a line. */
export const readCsvRows: RowReader = (text, context) => {
  const [head = [], ...body] = readCsv(text)
  const at = Object.fromEntries(
    Object.entries(COLUMNS).map(([name, sign]) => [name, head.findIndex(cell => sign.test(cell.trim()))]),
  ) as Record<Column, number>
  const lines = (at.time < 0 ? [head, ...body] : body).map(cells =>
    cells.map(cell => cell.replace(/\s+/g, ' ')),
  )
  if (lines.length === 0) return nothingFound('rows')
  const zone = /\(([^)]+)\)/.exec(head[at.time] ?? '')?.[1] ?? context.postmortem.timeZone
  const reference = parseInstant(context.postmortem.startedAt) ?? firstInstant(lines) ?? 0
  const known = new Set(Object.values(at).filter(index => index >= 0))
  const joined = lines.map(cells => {
    const rest = cells.filter((_, index) => !known.has(index))
    return at.time < 0 || at.text < 0
      ? cells.join('\t')
      : [cells[at.time], cells[at.text], ...rest].join('\t')
  })
  // Each line is read by itself, so that one without a time stays a row of its own.
  const rows = joined.flatMap((line, index) =>
    withColumns(readLine(line, reference, zone, context), lines[index] ?? [], at),
  )
  if (rows.length === 0) return nothingFound('rows')
  const without = rows.filter(row => row.at === '').length
  const notes = without > 0 ? [`${without} of ${rows.length} rows have no time that could be read.`] : []
  const keys = generateNKeysBetween(null, null, rows.length)
  const ordered = rows.map((row, index) => ({ ...row, order: keys[index] ?? '' }))
  return ok({ rows: ordered, report: { recognised: { rows: rows.length }, notes } })
}

const firstInstant = (lines: readonly (readonly string[])[]): number | null =>
  lines.flatMap(cells =>
    cells.flatMap(cell => {
      const time = readTime(cell, { reference: 0, timeZone: '' })
      return time.ok && time.value.hasDay ? [Date.parse(time.value.at)] : []
    }),
  )[0] ?? null

const readLine = (
  line: string,
  reference: number,
  timeZone: string,
  { newId }: RowContext,
): readonly TimelineRow[] => parseTimelineLines(line, { reference, timeZone, newId }).rows

/** Columns that state what else is guessed: kind, source, state, precision. */
function withColumns(
  rows: readonly TimelineRow[],
  cells: readonly string[],
  at: Record<Column, number>,
): TimelineRow[] {
  const cell = (name: Column): string => (at[name] < 0 ? '' : (cells[at[name]] ?? '')).trim()
  const state = ROW_STATES.find(word => word === cell('state'))
  const kind = ROW_KINDS.find(word => word === cell('kind'))
  const precision = PRECISIONS.find(word => word === cell('precision'))
  return rows.map(row => ({
    ...row,
    ...(kind && { kind }),
    ...(state && { state }),
    ...(precision && { precision }),
    source: { type: cell('source'), url: cell('url') },
  }))
}
