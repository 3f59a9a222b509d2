import { MINUTE, parseInstant } from '../../../../shared/base/time.ts'
import type { TimelineRow } from '../../../../shared/document/postmortem.ts'
import { utcDay } from './clockTexts.ts'

/** A line of the timeline as it is drawn: a day, a quiet stretch, or a row. */
export type TableLine =
  | { readonly line: 'day'; readonly key: string; readonly at: string }
  | { readonly line: 'unknown'; readonly key: string }
  | { readonly line: 'gap'; readonly key: string; readonly ms: number }
  | { readonly line: 'row'; readonly key: string; readonly row: TimelineRow }

/** A stretch without rows that is long enough to be pointed out. */
export const GAP = 15 * MINUTE

/** The rows with a line where a day begins, where nothing was written for over 15 minutes, and before unknown times. */
export function tableLines(rows: readonly TimelineRow[]): readonly TableLine[] {
  const lines: TableLine[] = []
  let day = ''
  let before: number | null = null
  let isUnknown = false
  for (const row of rows) {
    const at = parseInstant(row.at)
    if (at === null || row.precision === 'unknown') {
      if (!isUnknown && lines.length > 0) lines.push({ line: 'unknown', key: 'unknown' })
      isUnknown = true
    } else {
      const gap = before !== null && row.precision === 'minute' ? at - before : 0
      if (gap > GAP) lines.push({ line: 'gap', key: `gap ${row.id}`, ms: gap })
      const today = utcDay(row.at)
      if (today !== day) lines.push({ line: 'day', key: `day ${today} ${row.id}`, at: row.at })
      day = today
      if (row.precision === 'minute') before = at
    }
    lines.push({ line: 'row', key: row.id, row })
  }
  return lines
}
