import type * as Y from 'yjs'
import { addItem } from '../../../../shared/document/edit.ts'
import type { RowKind } from '../../../../shared/document/postmortem.ts'
import { readList } from '../../../../shared/document/read.ts'
import { EDIT } from '../../../../shared/document/schema.ts'
import { guessKind } from '../../../../shared/formats/rowKind.ts'
import { readTime } from '../../../../shared/formats/time/readTime.ts'
import { parseTimelineLines } from '../../../../shared/formats/time/timelineLines.ts'
import { newId } from '../newId.ts'
import { orderAfter } from './moveWithinTime.ts'
import { type TypedTime, timeContext } from './typedTime.ts'

/** An event that was typed or pasted and is not in the document yet. */
export interface NewEvent {
  readonly time: TypedTime | null
  readonly text: string
  readonly kind: RowKind
}

/** Reads one typed line, or a pasted list or table, against the row it follows and the incident's day (D7). */
export function readEvents(
  doc: Y.Doc,
  typed: string,
  after: string | null,
  today: number,
): readonly NewEvent[] {
  const rows = readList(doc, 'timeline')
  const near = rows.find(row => row.id === after)?.at ?? ''
  const previous = rows.findLast(row => row.at !== '')?.at ?? ''
  const context = timeContext(doc, near || previous, today)
  if (/\n/.test(typed.trim())) {
    return parseTimelineLines(typed, { ...context, newId }).rows.map(({ at, precision, text, kind }) => ({
      time: precision === 'unknown' ? null : { at, precision },
      text,
      kind,
    }))
  }
  const line = typed.trim().replace(/\s+/g, ' ')
  if (line === '') return []
  const read = readTime(line, context)
  const text = read.ok ? read.value.rest.trim() : line
  return [{ time: read.ok ? read.value : null, text, kind: guessKind(text) }]
}

/**
 * Adds events as one step of undo, and returns the id of the last. One without a time takes the place and the time of
 * the row it follows, or goes to the end with its time unknown.
 */
export function addEvents(doc: Y.Doc, events: readonly NewEvent[], after: string | null): string | null {
  let last: string | null = null
  doc.transact(() => {
    let follows = after
    for (const { time, text, kind } of events) {
      const id = newId()
      const place = !time && follows ? orderAfter(doc, follows) : null
      if (time) addItem(doc, 'timeline', id, { at: time.at, precision: time.precision, text, kind })
      else if (place?.at) addItem(doc, 'timeline', id, { ...place, precision: 'minute', text, kind })
      else addItem(doc, 'timeline', id, { at: '', precision: 'unknown', text, kind })
      if (follows) follows = id
      last = id
    }
  }, EDIT)
  return last
}
