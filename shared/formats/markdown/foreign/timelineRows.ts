import type { List, Paragraph, PhrasingContent, RootContent, Table } from 'mdast'
import { DAY, HOUR, isoSecond, MINUTE, SECOND } from '../../../base/time.ts'
import { sourceTypeOf } from '../../links.ts'
import { guessKind } from '../../rowKind.ts'
import { findDay } from '../../time/days.ts'
import { type ReadTime, readTime } from '../../time/readTime.ts'
import { readSpokenTime } from '../../time/spokenTime.ts'
import { ZONE } from '../../time/zones.ts'
import { type Gathered, keep, type ReadRow } from './gathered.ts'
import { lineOf, linkedLine, sourceLines, wordsOf } from './lines.ts'

/** Where reading a timeline stands: the zone and day that times without their own are of. */
export interface Clock {
  zone: string
  /** An instant of the day, in ms; null while no day is known. */
  reference: number | null
  previous: number | null
  /** The instant that `T+5m` counts from, in ms; null while none was stated. */
  readonly zero: number | null
}

/** A time at the start of inline nodes, with the nodes after it; null when they begin with none. */
interface TimedLine {
  readonly time: ReadTime
  readonly text: string
  readonly url: string
}

const STATEMENT = /^(?:\(|\*)?(?:all )?(?:the )?times? (?:are |is |listed |given |shown )*(?:in |= )?/i

/** Reads “All times in CET” and the like into the clock; false for a paragraph that says something else. */
export function readStatement(node: RootContent, clock: Clock, gathered: Gathered): boolean {
  if (node.type !== 'paragraph') return false
  const line = lineOf(node.children)
  const match = STATEMENT.exec(line)
  const zone = match && line.length < 100 ? ZONE.exec(line.slice(match[0].length))?.[0] : undefined
  if (!zone) return false
  clock.zone = zone
  const day = findDay(line, null)
  if (day) clock.reference = day.wall + 12 * HOUR
  gathered.notes.push(zone === 'UTC' ? line : `“${line}”: they are stored in UTC.`)
  return true
}

const AROUND_A_DAY =
  /^[^\p{L}\p{N}]*(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch|(?:day|tag|jour) \d{1,2})?[^\p{L}\p{N}]*$/iu

/** A line that is a day and nothing else: times below it are of that day. False for any other line. */
export function readDayMarker(words: string, clock: Clock, gathered: Gathered): boolean {
  if (words.length > 60) return false
  const year = clock.reference === null ? null : new Date(clock.reference).getUTCFullYear()
  const day = findDay(words, year)
  if (!day || !AROUND_A_DAY.test(words.slice(0, day.start) + words.slice(day.end))) return false
  clock.reference = day.wall + 12 * HOUR
  clock.previous = null
  gathered.notes.push(`“${words}” was read as the day of the times below it.`)
  return true
}

/** Reads one block of a timeline into rows; false for a block that holds none. */
export function readBlock(node: RootContent, clock: Clock, gathered: Gathered): boolean {
  if (node.type === 'table') return readTable(node, clock, gathered)
  if (node.type === 'code') {
    const lines = node.value.split('\n').filter(line => line.trim() !== '')
    const nodes = lines.map((value): PhrasingContent[] => [{ type: 'text', value: value.trim() }])
    if (nodes.length === 0 || !nodes.every(line => timedLine(line, clock))) return false
    for (const line of nodes) addRow(line, [], clock, gathered)
    return true
  }
  if (node.type === 'list') {
    if (readGroups(node, clock, gathered)) return true
    const timed = node.children.map(item => startsWithTime(item.children[0], clock))
    if (!timed.some(Boolean)) return false
    for (const item of node.children) {
      const [line, ...rest] = item.children
      if (line?.type === 'paragraph') addRow(line.children, rest, clock, gathered)
      else keep(gathered, 'Timeline', item.children)
    }
    return true
  }
  if (node.type !== 'paragraph' || !startsWithTime(node, clock)) return false
  const lines = sourceLines(node.children)
  const every = lines.every(line => timedLine(line, clock) !== null)
  for (const line of every ? lines : [node.children]) addRow(line, [], clock, gathered)
  return true
}

const COUNTED =
  /^T ?([+\u2212-]) ?((?:\d{1,4} ?(?:hours?|hrs?|h|minutes?|mins?|min|m|seconds?|secs?|s)? ?){1,3})(?!\w)/i
const UNITS: Readonly<Record<string, number>> = { h: HOUR, m: MINUTE, s: SECOND }

/** `T+1h05m`, `T-10 min`: counted from an instant that the report states. */
function countedTime(text: string, zero: number): ReadTime | null {
  const match = COUNTED.exec(text)
  if (!match) return null
  const amount = [...(match[2] ?? '').matchAll(/(\d+) ?([hms]?)/gi)].reduce(
    (sum, [, count, unit = '']) => sum + Number(count) * (UNITS[unit.toLowerCase()] ?? MINUTE),
    0,
  )
  const at = isoSecond(zero + (match[1] === '+' ? amount : -amount))
  const rest = text.slice(match[0].length).replace(/^[\s:–—-]+/, '')
  return { at, precision: 'minute', rest, zone: '', hasDay: true }
}

/** A list of phases (`Detection`, `Resolution`), each with a list of timed items below it; false for any other. */
function readGroups(list: List, clock: Clock, gathered: Gathered): boolean {
  const groups = list.children.map(({ children: [label, below, ...others] }) =>
    label?.type === 'paragraph' &&
    below?.type === 'list' &&
    others.length === 0 &&
    !startsWithTime(label, clock) &&
    below.children.some(item => startsWithTime(item.children[0], clock))
      ? { label, below }
      : null,
  )
  if (groups.length === 0 || groups.includes(null)) return false
  for (const group of groups) {
    if (!group) continue
    keep(gathered, 'Timeline', [group.label])
    readBlock(group.below, clock, gathered)
  }
  return true
}

const startsWithTime = (node: RootContent | undefined, clock: Clock): boolean =>
  node?.type === 'paragraph' && timedLine(node.children, clock) !== null

function timedLine(nodes: readonly PhrasingContent[], clock: Clock): TimedLine | null {
  const { text, url } = linkedLine(nodes)
  const counted = clock.zero === null ? null : countedTime(text, clock.zero)
  if (counted) return { time: counted, text: counted.rest, url }
  const time = readSpokenTime(text, { reference: clock.reference ?? 0, timeZone: clock.zone })
  if (!time.ok || (clock.reference === null && !isWhole(time.value))) return null
  return { time: time.value, text: time.value.rest, url }
}

/** Whether a time names its day with the year; without one it would be of the year that clocks began to count. */
const isWhole = ({ hasDay, at }: ReadTime): boolean => hasDay && at >= '1980'

/** Adds the row that a line and the blocks below it tell; one whose time cannot be read keeps it in its text. */
export function addRow(
  line: readonly PhrasingContent[],
  below: readonly RootContent[],
  clock: Clock,
  gathered: Gathered,
): void {
  const timed = timedLine(line, clock)
  const { text, url } = timed ?? linkedLine(line)
  const joined = joinBelow(text, below)
  const row = rowOf(timed?.time ?? null, joined.text, url, clock)
  gathered.rows.push(row)
  if (!timed) gathered.notes.push(`No time could be read for “${shorten(joined.text)}”.`)
  if (joined.rest.length > 0) keep(gathered, `Timeline: ${shorten(lineOf(line))}`, joined.rest)
}

/** The first words of a text, for naming it. */
export const shorten = (text: string): string =>
  text.length > 60 ? `${text.slice(0, 60).replace(/\s+\S*$/, '')}…` : text

const MOST = 500

/** Short paragraphs go on with the row's own line; anything longer, and code, tables and pictures, stay apart. */
function joinBelow(
  text: string,
  below: readonly RootContent[],
): { text: string; rest: readonly RootContent[] } {
  const plain = below.every(node => node.type === 'paragraph' && !hasPicture(node))
  const lines = below.map(node => (node.type === 'paragraph' ? lineOf(node.children) : wordsOf(node)))
  const whole = [text, ...lines].filter(Boolean).join(' ')
  if (plain && whole.length <= MOST) return { text: whole, rest: [] }
  const [first, ...rest] = below
  if (text === '' && first?.type === 'paragraph' && !hasPicture(first))
    return { text: lineOf(first.children), rest }
  return { text, rest: below }
}

const hasPicture = (node: Paragraph): boolean => node.children.some(child => child.type === 'image')

function rowOf(time: ReadTime | null, text: string, url: string, clock: Clock): ReadRow {
  const source = { type: url ? sourceTypeOf(url) : '', url }
  if (!time) return { at: '', precision: 'unknown', text, kind: guessKind(text), source }
  // A zone that one row names holds for the rows after it.
  clock.zone ||= time.zone
  let at = Date.parse(time.at)
  const { previous } = clock
  if (time.precision === 'minute') {
    if (!time.hasDay && previous !== null && at < previous - 12 * HOUR) at += DAY
    clock.previous = at
    clock.reference = at
  }
  return { at: isoSecond(at), precision: time.precision, text, kind: guessKind(text), source }
}

/** The row that a heading such as `### 13:44` tells, with the blocks below it; false for a heading without a time. */
export function readTimedHeading(
  heading: readonly PhrasingContent[],
  nodes: readonly RootContent[],
  clock: Clock,
  gathered: Gathered,
): boolean {
  const timed = timedLine(heading, clock)
  // A heading that is a day alone holds for the rows below it.
  if (!timed || (timed.time.precision === 'day' && timed.text === '')) return false
  addRow(heading, nodes, clock, gathered)
  return true
}

const TIME_HEAD =
  /\b(time|when|date|timestamp|hour|uhrzeit|zeit|zeitpunkt|wann|heure|horodatage|quand|hora|fecha|ora|quando|tijd|tid)\b/i

/** A table with a column of times; its other columns are joined. A day column before it is read together with it. */
function readTable(table: Table, clock: Clock, gathered: Gathered): boolean {
  const [head, ...body] = table.children
  const heads = head?.children.map(cell => lineOf(cell.children)) ?? []
  const named = heads.findIndex(text => TIME_HEAD.test(text))
  const times = named < 0 ? columnOfTimes(table, clock) : named
  if (times < 0) return false
  const zone = /\(([^)]+)\)/.exec(heads[times] ?? '')?.[1]
  if (zone && ZONE.exec(zone)?.[0] === zone) clock.zone = zone
  // Cells from a spreadsheet come without a heading row: the first is an event as well.
  const isHeaded = named >= 0 || !beginsWithTime(heads[times] ?? '', clock)
  for (const row of head && !isHeaded ? [head, ...body] : body) {
    const cells = row.children.map(cell => cell.children)
    const stamp = lineOf(cells[times] ?? [])
    const second = lineOf(cells[times + 1] ?? [])
    const isSplit = TIME_HEAD.test(heads[times + 1] ?? '') && /^\d{1,2}:\d{2}/.test(second)
    const others = cells.filter((_, index) => index !== times && !(isSplit && index === times + 1))
    readTableRow(isSplit ? `${stamp} ${second}` : stamp, others, clock, gathered)
  }
  return true
}

/** The first column in which every cell below the first begins with a time; -1 when there is none. */
function columnOfTimes({ children: [head, ...body] }: Table, clock: Clock): number {
  const columns = Math.min(head?.children.length ?? 0, 8)
  for (let column = 0; column < columns; column++) {
    const cells = body.map(row => lineOf(row.children[column]?.children ?? []))
    if (cells.length > 0 && cells.every(cell => beginsWithTime(cell, clock))) return column
  }
  return -1
}

function beginsWithTime(text: string, clock: Clock): boolean {
  const time = readTime(text, { reference: clock.reference ?? 0, timeZone: clock.zone })
  return time.ok && time.value.precision === 'minute'
}

function readTableRow(
  stamp: string,
  cells: readonly PhrasingContent[][],
  clock: Clock,
  gathered: Gathered,
): void {
  const nodes = cells
    .filter(cell => lineOf(cell) !== '')
    .flatMap((cell, index) => [...(index > 0 ? [DASH] : []), ...cell])
  const { text, url } = linkedLine(nodes)
  if (stamp === '' && text === '') return
  const time = readTime(stamp, { reference: clock.reference ?? 0, timeZone: clock.zone })
  const isKnown = time.ok && (clock.reference !== null || isWhole(time.value))
  const whole = [isKnown ? time.value.rest : stamp, text].filter(Boolean).join(' — ')
  gathered.rows.push(rowOf(isKnown ? time.value : null, whole, url, clock))
  if (!isKnown) gathered.notes.push(`The time “${stamp}” could not be read; it was kept in the row’s text.`)
  else if (time.value.precision === 'day') gathered.notes.push(`“${stamp}” names a day without a time.`)
}

const DASH: PhrasingContent = { type: 'text', value: ' — ' }

/** True for a list or paragraph whose lines nearly all begin with a time of day: a timeline, whatever its heading says. */
export function isTimelineBlock(node: RootContent, clock: Clock): boolean {
  if (node.type === 'paragraph') {
    const lines = sourceLines(node.children)
    return lines.length >= 3 && lines.every(line => isToTheMinute(line, clock))
  }
  if (node.type !== 'list' || node.children.length < 3) return false
  const timed = node.children.filter(
    ({ children: [line] }) => line?.type === 'paragraph' && isToTheMinute(line.children, clock),
  )
  return timed.length >= node.children.length * 0.8
}

const isToTheMinute = (line: readonly PhrasingContent[], clock: Clock): boolean =>
  timedLine(line, clock)?.time.precision === 'minute'
