import { expect, it } from 'vitest'
import { emptyPostmortem } from '../../shared/document/seed.ts'
import { readCsv } from '../../shared/formats/csvTable.ts'
import { fromMarkdown } from '../../shared/formats/markdown/fromMarkdown.ts'
import { ROW_SOURCES } from '../../shared/formats/sources/rowSources.ts'
import { readTime } from '../../shared/formats/time/readTime.ts'
import { parseTimelineLines } from '../../shared/formats/time/timelineLines.ts'
import { matches, parseQuery, searchText } from '../../shared/library/search.ts'

/** Pieces that almost match something, many times over. */
const PIECES = [
  'a',
  ' ',
  '\n',
  '"',
  '<a ',
  '&',
  '[',
  '](',
  '`',
  '*',
  '|',
  '> ',
  '- ',
  '0',
  '14:22 ',
  '2026-05-2',
  'http://',
  'a@',
  '<!--',
  '(',
]

const newId = (): string => `id${++ids}`
let ids = 0
const empty = emptyPostmortem('x', { startedAt: '2026-05-27T14:00:00Z' })
const context = { newId, postmortem: empty }
const ROW = {
  id: 'r',
  at: '2026-05-27T14:22:00Z',
  precision: 'minute',
  order: 'a0',
  text: '',
  kind: 'note',
  source: { type: '', url: '' },
  state: 'draft',
} as const

/** What reads text from outside, by name; the other sources read theirs as PagerDuty's is read. */
const READERS: Readonly<Record<string, (text: string) => unknown>> = {
  time: text => readTime(text, { reference: 0, timeZone: '' }),
  lines: text => parseTimelineLines(text, { reference: 0, timeZone: 'UTC', newId }),
  query: text => matches(searchText(empty), parseQuery(text)),
  table: readCsv,
  report: text => fromMarkdown(text, { newId }),
  slack: text => ROW_SOURCES.slack?.(JSON.stringify([{ ts: '1779891720', text, username: text }]), context),
  pagerduty: text =>
    ROW_SOURCES.pagerduty?.(JSON.stringify([{ type: 'x', created_at: ROW.at, summary: text }]), context),
  grafana: text => ROW_SOURCES.grafana?.(JSON.stringify([{ time: 1, text }]), context),
  csv: text => ROW_SOURCES.csv?.(`Time,Event\n14:22,${text}\n`, context),
}

const MEGABYTE = 1_000_000
/** Three for each doubling would be 27; what grows in squares comes to 64. */
const MOST = 32
/** Below this, ms, a piece is too quick to tell how it grows. */
const QUICK = 40

const filled = (piece: string, size: number): string =>
  piece.repeat(Math.ceil(size / piece.length)).slice(0, size)

/** Milliseconds of the processor that reading takes, whatever else the machine does meanwhile. */
function time(read: (text: string) => unknown, text: string): number {
  const started = process.threadCpuUsage()
  read(text)
  const { user, system } = process.threadCpuUsage(started)
  return (user + system) / 1000
}

/** How many times longer eight times the text takes, at best of a few tries: 8 when it grows evenly, 64 in squares. */
function growth(read: (text: string) => unknown, piece: string, size: number): number {
  let [part, whole] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]
  // The clock of a thread ticks in milliseconds: what takes less than one tick would seem to grow without end.
  const ratio = (): number => whole / Math.max(part, QUICK / 8)
  for (let tries = 0; tries < 8; tries++) {
    part = Math.min(part, time(read, filled(piece, size / 8)))
    whole = Math.min(whole, time(read, filled(piece, size)))
    if (whole < QUICK || ratio() < MOST) break
  }
  return whole < QUICK ? 1 : ratio()
}

/** The first of these sizes that takes long enough is judged, so that what grows too fast is caught while it is small. */
const SIZES = [8_000, 60_000, 250_000, MEGABYTE] as const

it.each(Object.entries(READERS))(
  '%s: eight times as many near misses take about eight times as long',
  (_, read) => {
    for (const piece of PIECES) {
      const size = SIZES.find(size => time(read, filled(piece, size)) > QUICK) ?? MEGABYTE
      const ratio = growth(read, piece, size)
      expect([piece, size, ratio < MOST ? 'linear' : ratio]).toEqual([piece, size, 'linear'])
    }
  },
)
