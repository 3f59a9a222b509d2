import { generateNKeysBetween } from 'fractional-indexing'
import {
  ACTION_STATUSES,
  ACTION_TYPES,
  type ActionItem,
  CATEGORIES,
  type Factor,
  type Facts,
  type ParkedIdea,
  PRECISIONS,
  type RichText,
  ROW_KINDS,
  ROW_STATES,
  type SectionName,
  type TimelineRow,
  type Why,
} from '../../document/postmortem.ts'
import { partsOf } from '../instants.ts'
import { STATUS_LABELS } from '../words.ts'
import { NO_TIME, UNNAMED } from './lists.ts'

/** The tables and lists of an export as they stand in the file: cells by their heading, items with their details. */
export interface OwnDetails {
  readonly timeline: Record<string, string>[]
  readonly factors: OwnItem[]
  readonly whys: OwnItem[]
  readonly actions: Record<string, string>[]
  readonly parked: string[]
}
interface OwnItem {
  readonly text: string
  readonly details: readonly string[]
}

/** A postmortem without ids of its own: items are linked by the numbers that stand in the file. */
export interface OwnPostmortem extends OwnLists {
  readonly facts: Partial<Facts>
  readonly sections: Partial<Record<SectionName, RichText>>
}
export interface OwnLists {
  readonly timeline: readonly TimelineRow[]
  readonly factors: readonly Factor[]
  readonly whys: readonly Why[]
  readonly actions: readonly ActionItem[]
  readonly parked: readonly ParkedIdea[]
}

/** Items with the numbers of the file as their ids: T1, F2, W3, A4, P5. */
export function linkUp(details: OwnDetails, startedAt: string): OwnLists {
  const keys = (items: readonly unknown[]): string[] => generateNKeysBetween(null, null, items.length)
  const day = partsOf(startedAt)?.day ?? ''
  const order = {
    timeline: keys(details.timeline),
    factors: keys(details.factors),
    whys: keys(details.whys),
    actions: keys(details.actions),
    parked: keys(details.parked),
  }
  return {
    timeline: details.timeline.map((cells, index) => ({
      id: `T${index + 1}`,
      ...readTime(cells['Time (UTC)'] ?? '', day),
      order: order.timeline[index] ?? '',
      text: cells.Event ?? '',
      kind: oneOf(ROW_KINDS, cells.Kind) ?? 'note',
      source: readSource(cells.Source ?? ''),
      state: oneOf(ROW_STATES, cells.State) ?? 'draft',
    })),
    factors: details.factors.map((item, index) => ({
      id: `F${index + 1}`,
      text: item.text,
      category:
        oneOf(
          CATEGORIES,
          flags(item)
            .find(flag => flag.startsWith('Category: '))
            ?.slice(10),
        ) ?? '',
      group: detail(item, 'Group: '),
      order: order.factors[index] ?? '',
      chosen: flags(item).includes('chosen'),
      waiver: detail(item, 'No action: '),
      rows: numbersIn(
        flags(item).find(flag => flag.startsWith('explains ')),
        'T',
      ),
    })),
    whys: details.whys.map((item, index) => ({
      id: `W${index + 1}`,
      text: item.text,
      parents: numbersIn(
        flags(item).find(flag => flag.startsWith('Answers ')),
        'FW',
      ),
      evidence: detail(item, 'Evidence: '),
      systemic: flags(item).includes('systemic'),
      order: order.whys[index] ?? '',
    })),
    actions: details.actions.map((cells, index) => ({
      id: `A${index + 1}`,
      text: cells.Action ?? '',
      owner: cells.Owner ?? '',
      due: cells.Due ?? '',
      status: ACTION_STATUSES.find(status => STATUS_LABELS[status] === cells.Status) ?? 'open',
      reason: cells.Reason ?? '',
      tracker: cells.Tracker ?? '',
      type: oneOf(ACTION_TYPES, cells.Type) ?? '',
      factors: numbersIn(cells.Factors, 'F'),
      order: order.actions[index] ?? '',
    })),
    parked: details.parked.map((text, index) => ({
      id: `P${index + 1}`,
      text,
      order: order.parked[index] ?? '',
    })),
  }
}

const oneOf = <T extends string>(allowed: readonly T[], value: string | undefined): T | undefined =>
  allowed.find(word => word === value)

/** Details with free text begin with its name; the flags of an item stand together on a line of their own. */
const NAMED = ['Group: ', 'No action: ', 'Evidence: ']
const flags = ({ details }: OwnItem): string[] =>
  details.filter(line => !NAMED.some(name => line.startsWith(name))).flatMap(line => line.split(' · '))
const detail = ({ details }: OwnItem, name: string): string =>
  details.find(line => line.startsWith(name))?.slice(name.length) ?? ''

const numbersIn = (text: string | undefined, letters: string): string[] =>
  [...(text ?? '').matchAll(/\b[A-Z]\d+\b/g)]
    .map(([number]) => number)
    .filter(number => letters.includes(number.charAt(0)))

/** Reads a cell of the time column, whose times alone are of the incident's day. */
function readTime(cell: string, ownDay: string): Pick<TimelineRow, 'at' | 'precision'> {
  const [, stated = '', word] = /^(.*?)(?: \((\w+)\))?$/s.exec(cell) ?? []
  const precision = oneOf(PRECISIONS, word)
  if (stated === NO_TIME || stated === '') return { at: '', precision: precision ?? 'unknown' }
  if (/^\d{4}-\d\d-\d\d$/.test(stated)) return { at: `${stated}T00:00:00Z`, precision: 'day' }
  const match = /^(?:(\d{4}-\d\d-\d\d) )?(\d\d:\d\d)(:\d\d)?$/.exec(stated)
  if (!match) return { at: stated, precision: precision ?? 'minute' }
  return { at: `${match[1] ?? ownDay}T${match[2]}${match[3] ?? ':00'}Z`, precision: precision ?? 'minute' }
}

function readSource(cell: string): TimelineRow['source'] {
  const [words = '', url] = cell.split('\n')
  if (url !== undefined) return { type: words === UNNAMED ? '' : words, url }
  const match = /^(?:([^(]*) )?\((.+)\)$/s.exec(cell)
  return match ? { type: match[1] ?? '', url: match[2] ?? '' } : { type: cell, url: '' }
}
