import type { RootContent } from 'mdast'
import type { RowKind } from '../../../document/postmortem.ts'
import { findDay } from '../../time/days.ts'
import { readTime } from '../../time/readTime.ts'
import { type Gathered, keep } from './gathered.ts'
import { lineOf } from './lines.ts'
import type { Clock } from './timelineRows.ts'

type InstantField = 'startedAt' | 'detectedAt' | 'mitigatedAt' | 'resolvedAt'

const EVENTS: readonly (readonly [RegExp, RowKind, InstantField | null])[] = [
  [/declared|escalated/i, 'escalate', null],
  [/detected|aware|noticed|identified|alerted/i, 'detect', 'detectedAt'],
  [/repaired|mitigated/i, 'mitigate', 'mitigatedAt'],
  [/resolved|ended|closed/i, 'resolve', 'resolvedAt'],
  [/fault|occur|start|began/i, 'onset', 'startedAt'],
]

/** Reads lists such as “First detected 2021-06-09 13:15”: each is a row, and most are facts of the header too. */
export function readKeyEvents(nodes: readonly RootContent[], clock: Clock, gathered: Gathered): void {
  for (const node of nodes) {
    if (node.type !== 'list') keep(gathered, 'Key events', [node])
    else {
      for (const { children } of node.children) {
        const [line, ...rest] = children
        if (line?.type === 'paragraph') readEvent(lineOf(line.children), clock, gathered)
        if (rest.length > 0) keep(gathered, 'Key events', rest)
      }
    }
  }
}

function readEvent(line: string, clock: Clock, gathered: Gathered): void {
  const day = findDay(line, null)
  const time = day ? readTime(line.slice(day.start), { reference: day.wall, timeZone: clock.zone }) : null
  const before = day ? line.slice(0, day.start).replace(/[\s:–-]+$/, '') : line
  const text = [before, time?.ok ? time.value.rest : ''].filter(Boolean).join(' ') || line
  const [, kind = 'note', field = null] = EVENTS.find(([sign]) => sign.test(text)) ?? []
  if (!time?.ok || time.value.precision !== 'minute') {
    const at = time?.ok ? time.value.at : ''
    gathered.rows.push({
      at,
      precision: at ? 'day' : 'unknown',
      text,
      kind: 'note',
      source: { type: '', url: '' },
    })
    return
  }
  const { at } = time.value
  clock.reference = Date.parse(at)
  gathered.rows.push({ at, precision: 'minute', text, kind, source: { type: '', url: '' } })
  if (field) gathered.facts[field] ??= at
}
