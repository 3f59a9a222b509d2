import { MINUTE, parseInstant } from '../base/time.ts'
import type { Postmortem, RowKind, TimelineRow } from '../document/postmortem.ts'
import type { Finding } from './finding.ts'
import { gathered } from './timelineMany.ts'
import { absentPeople, proposesFix } from './timelineWords.ts'
import { otherZone } from './timelineZones.ts'

/** A silence of more than this while the incident was open deserves a question. */
const LONGEST_GAP = 15 * MINUTE
/** Two sources may report one event so far apart. */
const SAME_EVENT = 2 * MINUTE

export interface TimelineContext {
  /** Names of those in the meeting; undefined leaves absent people unchecked. */
  readonly attendees?: readonly string[]
  /** Names that may occur in rows beside handles. */
  readonly people?: readonly string[]
}

/** What the timeline leaves open (checks, "Timeline"; what to notice in the review of the timeline). */
export function checkTimeline(postmortem: Postmortem, context: TimelineContext = {}): Finding[] {
  const { timeline } = postmortem
  if (timeline.length === 0) return []
  return [
    ...missingKinds(timeline),
    ...gathered([
      ...gaps(postmortem),
      ...duplicates(timeline),
      ...timeline.flatMap(row => rowFindings(row, postmortem, context)),
    ]),
  ]
}

const KINDS: readonly (readonly [RowKind, string, string])[] = [
  [
    'detect',
    'No event says how the incident was noticed.',
    'Who or what noticed it first, and what told them that it was abnormal?',
  ],
  [
    'mitigate',
    'No event says what ended the harm.',
    'Which step made it better for users, and when did they feel it?',
  ],
  ['resolve', 'No event says when it was over.', 'How did you know that it was over?'],
]

const missingKinds = (timeline: readonly TimelineRow[]): Finding[] =>
  KINDS.filter(([kind]) => !timeline.some(row => row.kind === kind)).map(([kind, reason, suggestion]) =>
    finding(`timeline/no-${kind}`, 'warn', null, reason, suggestion),
  )

function gaps({ timeline, startedAt, resolvedAt }: Postmortem): Finding[] {
  const timed = timeline.filter(row => row.precision === 'minute' && parseInstant(row.at) !== null)
  const from = parseInstant(startedAt) ?? instantOf(timed.find(row => row.kind === 'onset'))
  const until = parseInstant(resolvedAt) ?? instantOf(timed.findLast(row => row.kind === 'resolve'))
  return timed.flatMap((row, index) => {
    const before = timed[index - 1]
    if (!before) return []
    const earlier = Math.max(instantOf(before) ?? 0, from ?? instantOf(before) ?? 0)
    const later = Math.min(instantOf(row) ?? 0, until ?? instantOf(row) ?? 0)
    if (later - earlier <= LONGEST_GAP) return []
    const minutes = Math.round((later - earlier) / MINUTE)
    return [
      finding(
        'timeline/gap',
        'warn',
        row.id,
        `Nothing is written for ${minutes} minutes before this, while the incident was open.`,
        'What were people looking at or waiting for in that time?',
      ),
    ]
  })
}

const instantOf = (row: TimelineRow | undefined): number | null => parseInstant(row?.at)

function duplicates(timeline: readonly TimelineRow[]): Finding[] {
  return timeline.flatMap((row, index) => {
    const at = instantOf(row)
    const twin = timeline
      .slice(Math.max(0, index - 8), index)
      .find(other => at !== null && isSameEvent(row, other, at, instantOf(other)))
    if (!twin) return []
    return [
      finding(
        'timeline/duplicate',
        'info',
        row.id,
        'Two sources seem to report one event here.',
        'Is it one event? Then keep one event and name both sources.',
      ),
    ]
  })
}

const isSameEvent = (row: TimelineRow, other: TimelineRow, at: number, otherAt: number | null): boolean =>
  otherAt !== null &&
  Math.abs(at - otherAt) <= SAME_EVENT &&
  row.source.type !== other.source.type &&
  likeness(row.text, other.text) >= 0.6

/** Share of words that two texts have in common, from 0 to 1. */
function likeness(a: string, b: string): number {
  const words = (text: string): Set<string> => new Set(text.toLowerCase().match(/[\p{L}\p{N}]{2,}/gu) ?? [])
  const left = words(a)
  const right = words(b)
  const shared = [...left].filter(word => right.has(word)).length
  return shared === 0 ? 0 : shared / Math.min(left.size, right.size)
}

/** Rows of these kinds belong to the incident itself; changes and notes may lie before its start. */
const WITHIN: readonly RowKind[] = ['onset', 'detect', 'escalate', 'mitigate', 'resolve']

function rowFindings(row: TimelineRow, postmortem: Postmortem, context: TimelineContext): Finding[] {
  const found: Finding[] = []
  const add = (
    rule: string,
    severity: Finding['severity'],
    reason: string,
    suggestion: string,
    span: Finding['span'] = null,
  ): void => {
    found.push({ ...finding(rule, severity, row.id, reason, suggestion), span })
  }
  const at = parseInstant(row.at)
  const start = parseInstant(postmortem.startedAt)
  if (row.precision === 'unknown' || at === null) {
    add(
      'timeline/unknown-time',
      'warn',
      'Nobody has said when this happened.',
      'Before or after which other event was it?',
    )
  } else if (start !== null && row.precision === 'minute' && at < start && WITHIN.includes(row.kind)) {
    add(
      'timeline/before-start',
      'warn',
      'This lies before the stated start of the incident.',
      'Did it begin earlier than the header says, or is this time in another zone?',
    )
  }
  if (row.source.type === '' && row.source.url === '') {
    add('timeline/no-source', 'info', 'This event has no source.', 'Which message, alert or log shows it?')
  }
  const zone = otherZone(row.text, at)
  if (zone)
    add(
      'timeline/other-zone',
      'warn',
      'A time in this text reads as another zone than UTC.',
      'Which time was it in UTC?',
      zone,
    )
  const fix = proposesFix(row.text)
  if (fix)
    add(
      'timeline/fix-proposal',
      'info',
      'This proposes a fix, and fixes come later.',
      'Shall it go to the parking lot, and the event say what happened?',
      fix,
    )
  if (context.attendees) {
    for (const absent of absentPeople(row.text, context.attendees, context.people ?? [])) {
      add(
        'timeline/absent-person',
        'info',
        `${absent.name} is named here and is not in the meeting.`,
        'Who can tell their view, or shall we ask them before we go on?',
        absent.span,
      )
    }
  }
  return found
}

const finding = (
  rule: string,
  severity: Finding['severity'],
  id: string | null,
  reason: string,
  suggestion: string,
): Finding => ({ rule, severity, where: { in: 'timeline', id }, span: null, reason, suggestion })
