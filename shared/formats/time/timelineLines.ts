import { generateNKeysBetween } from 'fractional-indexing'
import { DAY, HOUR, isoSecond } from '../../base/time.ts'
import type { TimelineRow } from '../../document/postmortem.ts'
import type { ImportedRows } from '../report.ts'
import { guessKind } from '../rowKind.ts'
import { findDay } from './days.ts'
import type { ReadTime } from './readTime.ts'
import { readSpokenTime, readTrailingTime, type SpokenContext } from './spokenTime.ts'

/** A row that is being read: a time, if one was found, and its lines of text. */
interface Draft {
  readonly time: ReadTime | null
  /** True for what somebody said in a chat. */
  readonly isSaid?: boolean
  /** How many cells of a table it was read from. */
  readonly cells: number
  readonly lines: string[]
}

const SPEAKER =
  /^(\S.{0,40}?)\s+\[?((?:(?:yesterday|today) at )?\d{1,2}:\d{2}(?:\s?[AP]M)?)\]?(?:\s*\(edited\))?$/i
const RULE = /^[|\s:=-]+$/
const HEADS = /^\W*(time|when|date|zeit|timestamp)\b/i

/**
 * Reads rows pasted from a chat, a table, a spreadsheet or a list: one row a line, its time first; `name 2:24 PM` above
 * a message; lines without a time go on with the row above, except for rows of a table. A line alone that is a day sets the day for those below.
 */
export function parseTimelineLines(
  text: string,
  context: SpokenContext & { newId: () => string },
): ImportedRows {
  const drafts: Draft[] = []
  let { reference, previous = context.reference } = context
  for (const line of text.split(/\r?\n/)) {
    const bare = line.replace(/^\s*(?:[-*+•·>]\s+|\d+[.)]\s+)/, '').trim()
    if (bare === '' || RULE.test(bare) || (drafts.length === 0 && HEADS.test(bare) && !/\d/.test(bare)))
      continue
    const draft = readLine(bare, { ...context, reference, previous })
    if (draft.time?.precision === 'day' && draft.lines.length === 0) {
      reference = Date.parse(draft.time.at) + 12 * HOUR
      previous = Number.NEGATIVE_INFINITY
      continue
    }
    const last = drafts.at(-1)
    // In a table every line is a row of its own, whether or not its time can be read.
    const isRow = draft.cells > 1 && last !== undefined && last.cells > 1
    if (!draft.time && last?.time && !isRow) last.lines.push(...draft.lines)
    else {
      const time = draft.time && afterMidnight(draft.time, previous)
      drafts.push({ ...draft, time })
      if (time) {
        previous = Date.parse(time.at)
        if (time.hasDay) reference = previous
      }
    }
  }
  return rowsOf(drafts, context.newId)
}

function readLine(line: string, context: SpokenContext): Draft {
  const speaker = SPEAKER.exec(line)
  const said = speaker ? readSpokenTime(speaker[2] ?? '', context) : null
  if (speaker && said?.ok) return { time: said.value, isSaid: true, cells: 1, lines: [`${speaker[1]}:`] }
  // In what a spreadsheet copies a bar is a letter like others.
  const pieces = line.includes('\t') ? line.split('\t') : line.replace(/^\||\|$/g, '').split(/(?<!\\)\|/)
  const cells = pieces.map(cell => cell.trim()).filter(Boolean)
  const { first, rest } = joinDay(cells)
  const time = readSpokenTime(first, context)
  const { length } = cells
  if (time.ok) return { time: time.value, cells: length, lines: [time.value.rest, ...rest].filter(Boolean) }
  const later = cells.slice(1, 3).findIndex(cell => readSpokenTime(cell, context).ok) + 1
  const inCell = later > 0 ? readSpokenTime(cells[later] ?? '', context) : null
  if (!inCell?.ok) {
    const behind = length === 1 ? readTrailingTime(line, context) : null
    return { time: behind, cells: length, lines: [behind ? behind.rest : cells.join(' — ')] }
  }
  return {
    time: inCell.value,
    cells: length,
    lines: [...cells.filter((_, index) => index !== later), inCell.value.rest].filter(Boolean),
  }
}

/** A spreadsheet often has the day and the time of day in two columns. */
function joinDay([first = '', second = '', ...rest]: readonly string[]): {
  first: string
  rest: readonly string[]
} {
  const day = findDay(first, null)
  if (day?.start === 0 && day.end === first.length && /^\d{1,2}:\d{2}/.test(second))
    return { first: `${first} ${second}`, rest }
  return { first, rest: second ? [second, ...rest] : rest }
}

/** A time without a day that is long before the row above belongs to the next day. */
function afterMidnight(time: ReadTime, previous: number): ReadTime {
  const at = Date.parse(time.at)
  if (time.hasDay || at >= previous - 12 * HOUR) return time
  return { ...time, at: isoSecond(at + DAY) }
}

function rowsOf(drafts: readonly Draft[], newId: () => string): ImportedRows {
  const keys = generateNKeysBetween(null, null, drafts.length)
  const rows = drafts.map(({ time, isSaid, lines }, index): TimelineRow => {
    const text = lines.join(' ').replace(/\s+/g, ' ').trim()
    return {
      id: newId(),
      at: time?.at ?? '',
      precision: time?.precision ?? 'unknown',
      order: keys[index] ?? '',
      text,
      kind: guessKind(text),
      source: { type: isSaid ? 'chat' : '', url: '' },
      state: 'draft',
    }
  })
  const without = rows.filter(row => row.at === '').length
  const notes =
    without > 0 ? [`${without} ${without === 1 ? 'line has' : 'lines have'} no time that could be read.`] : []
  return { rows, report: { recognised: { rows: rows.length }, notes } }
}
