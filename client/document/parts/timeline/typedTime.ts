import type * as Y from 'yjs'
import { parseInstant } from '../../../../shared/base/time.ts'
import type { TimelineRow } from '../../../../shared/document/postmortem.ts'
import { readFacts, readList } from '../../../../shared/document/read.ts'
import type { ReadTime } from '../../../../shared/formats/time/readTime.ts'
import { readSpokenTime, type SpokenContext } from '../../../../shared/formats/time/spokenTime.ts'

/** A time as somebody typed it, read (D7). */
export type TypedTime = Pick<ReadTime, 'at' | 'precision'>

/**
 * What a typed time is read against: the day of the row it stands by, else that of the incident, else `today`; times
 * that name no zone are UTC, as the table is.
 */
export function timeContext(doc: Y.Doc, near: string, today: number): SpokenContext {
  const rows = readList(doc, 'timeline')
  const reference =
    parseInstant(near) ?? parseInstant(readFacts(doc).startedAt) ?? parseInstant(lastTimed(rows)?.at) ?? today
  return { reference, timeZone: '', previous: reference, today }
}

/** Reads a time that stands alone; null when it is none, or more than a time. */
export function readTypedTime(typed: string, context: SpokenContext): TypedTime | null {
  const read = readSpokenTime(typed, context)
  return read.ok && read.value.rest.trim() === '' ? read.value : null
}

const lastTimed = (rows: readonly TimelineRow[]): TimelineRow | undefined =>
  rows.findLast(row => row.at !== '')
