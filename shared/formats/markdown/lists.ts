import type {
  ActionItem,
  Factor,
  ParkedIdea,
  Postmortem,
  TimelineRow,
  Why,
} from '../../document/postmortem.ts'
import { partsOf } from '../instants.ts'
import { hasForeignScheme } from '../links.ts'
import { STATUS_LABELS } from '../words.ts'
import { escapePlain, writePlain } from './plainText.ts'
import { writeMdast } from './richMarkdown.ts'

/** Ids of items as a reader sees them: T1 for the first row, F2 for the second factor, W3, A4. */
export type Numbers = ReadonlyMap<string, string>

/** The numbers of everything in a postmortem that something else may link to. */
export const numbersOf = ({ timeline, factors, whys }: Postmortem): Numbers =>
  new Map([
    ...timeline.map((row, index) => [row.id, `T${index + 1}`] as const),
    ...factors.map((factor, index) => [factor.id, `F${index + 1}`] as const),
    ...whys.map((why, index) => [why.id, `W${index + 1}`] as const),
  ])

const links = (ids: readonly string[], numbers: Numbers): string =>
  ids.flatMap(id => numbers.get(id) ?? []).join(', ')

/** A column of a table: its heading, a cell for each item, and whether it is left out when all cells are empty. */
interface Column<T> {
  readonly head: string
  readonly cell: (item: T, index: number) => string
  readonly optional?: boolean
}

function writeTable<T>(items: readonly T[], columns: readonly Column<T>[]): string {
  if (items.length === 0) return ''
  const shown = columns.filter(
    ({ cell, optional }) => !optional || items.some((item, index) => cell(item, index)),
  )
  const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
  return [
    row(shown.map(({ head }) => head)),
    row(shown.map(() => '---')),
    ...items.map((item, index) => row(shown.map(({ cell }) => cell(item, index)))),
  ].join('\n')
}

/** The timeline as a table; times alone when all rows are of the incident's own day. */
export function writeTimeline({ timeline, factors, startedAt }: Postmortem): string {
  const ownDay = partsOf(startedAt)?.day ?? ''
  const oneDay = timeline.every(row => row.at === '' || (ownDay !== '' && partsOf(row.at)?.day === ownDay))
  const linked = new Set(factors.flatMap(factor => factor.rows))
  return writeTable<TimelineRow>(timeline, [
    {
      head: '#',
      cell: (_, index) => (timeline.some(row => linked.has(row.id)) ? `T${index + 1}` : ''),
      optional: true,
    },
    { head: 'Time (UTC)', cell: row => writeTime(row, oneDay) },
    { head: 'Event', cell: row => writePlain(row.text) },
    { head: 'Kind', cell: row => (row.kind === 'note' ? '' : row.kind), optional: true },
    { head: 'Source', cell: row => writeSource(row.source), optional: true },
    { head: 'State', cell: row => (row.state === 'draft' ? '' : row.state), optional: true },
  ])
}

/** The sign for a time that nobody knows. */
export const NO_TIME = '–'

function writeTime({ at, precision }: TimelineRow, oneDay: boolean): string {
  const parts = partsOf(at)
  if (at === '') return precision === 'unknown' ? NO_TIME : `${NO_TIME} (${precision})`
  if (!parts) return `${writePlain(at)} (${precision})`
  if (precision === 'day' && parts.time === '00:00') return parts.day
  const time = oneDay ? parts.time : `${parts.day} ${parts.time}`
  return precision === 'minute' ? time : `${time} (${precision})`
}

/** A source as a link named by its type; an address that no page may open stands as code. */
function writeSource({ type, url }: TimelineRow['source']): string {
  if (url === '') return writeType(type)
  if (hasForeignScheme(url) || /[\s\p{Cc}|]/u.test(url))
    return `${type ? `${writeType(type)} ` : ''}(${writePlain(url)})`
  const text = type ? writeType(type) : UNNAMED
  if (SIMPLE_ADDRESS.test(url)) return `[${text}](${url})`
  const link = writeMdast([
    { type: 'paragraph', children: [{ type: 'link', url, children: [{ type: 'text', value: '·' }] }] },
  ])
  return link.replace('[·]', () => `[${text}]`)
}

/** An address that needs no escaping between parentheses. */
const SIMPLE_ADDRESS = /^https?:\/\/[\w./:?=#+,@-]+$/

/** A type never turns into a link by itself. */
const writeType = (type: string): string => (/^[\w -]+$/.test(type) ? writePlain(type) : escapePlain(type))

/** What a link without a type is called. */
export const UNNAMED = '↗'

/** Factors as a numbered list, with what is known about each below it. */
export const writeFactors = (factors: readonly Factor[], numbers: Numbers): string =>
  writeNumbered(factors, factor => [
    [
      factor.category && `Category: ${factor.category}`,
      factor.chosen && 'chosen',
      factor.rows.some(id => numbers.has(id)) && `explains ${links(factor.rows, numbers)}`,
    ]
      .filter(Boolean)
      .join(' · '),
    factor.group && `Group: ${writePlain(factor.group)}`,
    factor.waiver && `No action: ${writePlain(factor.waiver)}`,
  ])

/** The graph of whys as a numbered list; each says which whys or factors it answers. */
export const writeWhys = (whys: readonly Why[], numbers: Numbers): string =>
  writeNumbered(whys, why => [
    [
      why.parents.some(id => numbers.has(id)) && `Answers ${links(why.parents, numbers)}`,
      why.systemic && 'systemic',
    ]
      .filter(Boolean)
      .join(' · '),
    why.evidence && `Evidence: ${writePlain(why.evidence)}`,
  ])

function writeNumbered<T extends { text: string }>(
  items: readonly T[],
  detailsOf: (item: T) => readonly (string | false)[],
): string {
  return items
    .map((item, index) => {
      const number = `${index + 1}. `
      const details = detailsOf(item).filter(detail => detail !== '' && detail !== false)
      return [
        `${number}${writePlain(item.text) || EMPTY}`,
        ...details.map(detail => `${' '.repeat(number.length)}- ${detail}`),
      ].join('\n')
    })
    .join('\n')
}

/** Stands where an item has no text yet, so that its details do not move up to it. */
export const EMPTY_TEXT = '\u200b'
const EMPTY = '&#x200b;'

/** Actions as the lesson's table, with the columns that are in use. */
export const writeActions = (actions: readonly ActionItem[], numbers: Numbers): string =>
  writeTable(actions, [
    { head: '#', cell: (_, index) => String(index + 1) },
    { head: 'Action', cell: action => writePlain(action.text) },
    { head: 'Owner', cell: action => writePlain(action.owner) },
    { head: 'Due', cell: action => writePlain(action.due) },
    { head: 'Status', cell: action => STATUS_LABELS[action.status] },
    { head: 'Reason', cell: action => writePlain(action.reason), optional: true },
    { head: 'Type', cell: action => action.type, optional: true },
    { head: 'Tracker', cell: action => writePlain(action.tracker), optional: true },
    { head: 'Factors', cell: action => links(action.factors, numbers), optional: true },
  ])

/** Parked ideas as bullets. */
export const writeParked = (parked: readonly ParkedIdea[]): string =>
  parked.map(({ text }) => `- ${writePlain(text) || EMPTY}`).join('\n')
