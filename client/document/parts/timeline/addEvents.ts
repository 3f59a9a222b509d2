import type * as Y from 'yjs'
import { addItem } from '../../../../shared/document/edit.ts'
import type { RowKind, TimelineRow } from '../../../../shared/document/postmortem.ts'
import { readList } from '../../../../shared/document/read.ts'
import { EDIT } from '../../../../shared/document/schema.ts'
import { readCsv } from '../../../../shared/formats/csvTable.ts'
import { guessKind } from '../../../../shared/formats/rowKind.ts'
import { readSpokenTime, readTrailingTime } from '../../../../shared/formats/time/spokenTime.ts'
import { parseTimelineLines } from '../../../../shared/formats/time/timelineLines.ts'
import { newId } from '../newId.ts'
import { orderAfter } from './moveWithinTime.ts'
import { type TypedTime, timeContext } from './typedTime.ts'

/** An event that was typed or pasted and is not in the document yet. */
export interface NewEvent {
  readonly time: TypedTime | null
  readonly text: string
  readonly kind: RowKind
  /** Where it was pasted from, when that shows: what was said in a chat stays as it was said. */
  readonly source?: TimelineRow['source']
}

/** Reads one typed line, or a pasted list or table, against the row it follows and the incident's day (D7). */
export function readEvents(
  doc: Y.Doc,
  typed: string,
  after: string | null,
  today: number,
): readonly NewEvent[] {
  const line = typed.trim().replace(/\s+/g, ' ')
  if (line === '') return []
  const rows = readList(doc, 'timeline')
  const near = rows.find(row => row.id === after)?.at ?? ''
  const previous = rows.findLast(row => row.at !== '')?.at ?? ''
  const context = timeContext(doc, near || previous, today)
  if (/\n/.test(typed.trim())) {
    const { rows: read } = parseTimelineLines(tabbed(typed), { ...context, newId })
    return read.map(({ at, precision, text, kind, source }) => ({
      time: precision === 'unknown' ? null : { at, precision },
      text,
      kind,
      ...(source.type !== '' && { source }),
    }))
  }
  const read = readSpokenTime(line, context)
  const time = read.ok ? read.value : readTrailingTime(line, context)
  const text = time ? time.rest.trim() : line
  return [{ time, text, kind: guessKind(text) }]
}

/** Comma-separated values as the tab-separated ones that a spreadsheet copies; any other text as it is. */
export function tabbed(pasted: string): string {
  // A spreadsheet puts a cell that has line breaks between quotation marks.
  const isQuoted = /(^|[\t\n])"[^"]*(?:""[^"]*)*"(?=[\t\r\n]|$)/.test(pasted)
  if (pasted.includes('\t') && !isQuoted) return pasted
  const cells = readCsv(pasted).filter(row => row.some(cell => cell.trim() !== ''))
  const width = cells[0]?.length ?? 0
  if (width < 2 || cells.some(row => row.length !== width)) return pasted
  return cells.map(row => row.map(cell => cell.replace(/\s+/g, ' ').trim()).join('\t')).join('\n')
}

/** What became of the lines that were pasted, to be said before they are kept. */
export interface PasteReport {
  readonly lines: number
  readonly events: number
  readonly untimed: number
  /** Went on with the event above, or were the head of a table or the day of what follows. */
  readonly joined: number
}

export function pasteReport(pasted: string, events: readonly NewEvent[]): PasteReport {
  const lines = tabbed(pasted)
    .split(/\r?\n/)
    .filter(line => line.trim() !== '').length
  const untimed = events.filter(event => event.time === null).length
  return { lines, events: events.length, untimed, joined: Math.max(0, lines - events.length) }
}

/**
 * Adds events as one step of undo, and returns the id of the last. One without a time takes the place and the time of
 * the row it follows, or goes to the end with its time unknown.
 */
export function addEvents(doc: Y.Doc, events: readonly NewEvent[], after: string | null): string | null {
  let last: string | null = null
  doc.transact(() => {
    let follows = after
    for (const { time, text, kind, source } of events) {
      const said = { text, kind, ...(source && { source }) }
      const id = newId()
      const place = !time && follows ? orderAfter(doc, follows) : null
      if (time) addItem(doc, 'timeline', id, { at: time.at, precision: time.precision, ...said })
      else if (place?.at) addItem(doc, 'timeline', id, { ...place, precision: 'minute', ...said })
      else addItem(doc, 'timeline', id, { at: '', precision: 'unknown', ...said })
      if (follows) follows = id
      last = id
    }
  }, EDIT)
  return last
}
