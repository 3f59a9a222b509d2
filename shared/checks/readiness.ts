import { HOUR, parseInstant } from '../base/time.ts'
import type { Facts, Postmortem, SectionName } from '../document/postmortem.ts'
import { sectionText } from './blocks.ts'
import type { Finding, Place } from './finding.ts'

/** One thing that a draft has or misses before its meeting. */
export interface ReadinessItem {
  readonly id: ReadinessId
  readonly done: boolean
  /** Where to go to fill it in. */
  readonly where: Place
  /** Key of its text in the screens' messages: `readiness.<id>`. */
  readonly label: `readiness.${ReadinessId}`
}

export type ReadinessId =
  | 'title'
  | 'severity'
  | 'started'
  | 'detected'
  | 'mitigated'
  | 'resolved'
  | 'summary'
  | 'impact'
  | 'before-onset'
  | 'sources'
  | 'factors'
  | 'went-well'
  | 'earlier-actions'
  | 'circulated'

/** What the document itself cannot tell. An item whose answer is undefined is left out. */
export interface ReadinessContext {
  /** Server time, ms since the epoch. */
  readonly now: number
  /** When the draft was sent round, in ms; null when it was not. */
  readonly circulatedAt?: number | null
  /** Planned start of the meeting, in ms. */
  readonly meetingAt?: number | null
  readonly earlierActionsListed?: boolean
}

const LEAST_FACTORS = 3
const CIRCULATED_BEFORE = 24 * HOUR

/** The checklist before the meeting, derived from the document (facilitation, "Readiness"). */
export function readiness(postmortem: Postmortem, context: ReadinessContext): ReadinessItem[] {
  const { title, severity, startedAt, detectedAt, mitigatedAt, resolvedAt, factors } = postmortem
  const isIncident = postmortem.kind === 'incident'
  return [
    item('title', title.trim() !== '', { in: 'facts', field: 'title' }),
    item('severity', severity !== '', { in: 'facts', field: 'severity' }),
    item('started', isInstant(startedAt), { in: 'facts', field: 'startedAt' }),
    item('detected', isInstant(detectedAt), { in: 'facts', field: 'detectedAt' }),
    ...(isIncident
      ? [
          item('mitigated', isInstant(mitigatedAt), { in: 'facts', field: 'mitigatedAt' }),
          item('resolved', isInstant(resolvedAt), { in: 'facts', field: 'resolvedAt' }),
        ]
      : []),
    item('summary', sectionText(postmortem.summary) !== '', section('summary')),
    item('impact', hasNumber(sectionText(postmortem.impact)), section('impact')),
    item('before-onset', beginsBeforeOnset(postmortem), { in: 'timeline', id: null }),
    item('sources', hasSources(postmortem), { in: 'timeline', id: firstWithoutSource(postmortem) }),
    item('factors', factors.filter(factor => factor.text.trim() !== '').length >= LEAST_FACTORS, {
      in: 'factors',
      id: null,
    }),
    item('went-well', sectionText(postmortem.wentWell) !== '', section('wentWell')),
    ...outside(context),
  ]
}

function outside({ now, circulatedAt, meetingAt, earlierActionsListed }: ReadinessContext): ReadinessItem[] {
  const items: ReadinessItem[] = []
  if (earlierActionsListed !== undefined) {
    items.push(item('earlier-actions', earlierActionsListed, { in: 'facts', field: 'services' }))
  }
  if (circulatedAt !== undefined) {
    const isEarly = circulatedAt !== null && (meetingAt ?? now) - circulatedAt >= CIRCULATED_BEFORE
    items.push(item('circulated', isEarly, { in: 'facts', field: 'reviewers' }))
  }
  return items
}

const item = (id: ReadinessId, done: boolean, where: Place): ReadinessItem => ({
  id,
  done,
  where,
  label: `readiness.${id}`,
})

const section = (name: SectionName): Place => ({ in: 'section', section: name, block: 0 })

const isInstant = (value: string): boolean => parseInstant(value) !== null

const NUMBER =
  /\d|\b(?:all|every|no|none|one|two|three|four|five|six|seven|eight|nine|ten|twelve|half|third|quarter|dozen|hundred|thousand|million)\b/i

const hasNumber = (text: string): boolean => NUMBER.test(text)

/** The first row lies before the onset: what was normal, and what changed. */
function beginsBeforeOnset({ timeline, startedAt }: Postmortem): boolean {
  const first = parseInstant(timeline.find(row => parseInstant(row.at) !== null)?.at)
  const onset = parseInstant(startedAt) ?? parseInstant(timeline.find(row => row.kind === 'onset')?.at)
  return first !== null && onset !== null && first < onset
}

const hasSource = (row: Postmortem['timeline'][number]): boolean =>
  row.source.type !== '' || row.source.url !== ''

/** Sources stand behind at least half of the rows. */
const hasSources = ({ timeline }: Postmortem): boolean =>
  timeline.length > 0 && timeline.filter(hasSource).length * 2 >= timeline.length

const firstWithoutSource = ({ timeline }: Postmortem): string | null =>
  timeline.find(row => !hasSource(row))?.id ?? null

/** By when the review of an incident is due, and how much is left; negative is late. */
export interface ReviewDue {
  readonly dueAt: number
  readonly leftMs: number
  readonly isLate: boolean
}

const REVIEW_WITHIN = 72 * HOUR

/** SEV1 and SEV2 are reviewed within 72 hours of their resolution; null when nothing is due. */
export function reviewDue(facts: Pick<Facts, 'severity' | 'resolvedAt'>, now: number): ReviewDue | null {
  const resolved = parseInstant(facts.resolvedAt)
  if (resolved === null || (facts.severity !== 'SEV1' && facts.severity !== 'SEV2')) return null
  const dueAt = resolved + REVIEW_WITHIN
  return { dueAt, leftMs: dueAt - now, isLate: now > dueAt }
}

const MISSING: Readonly<Record<ReadinessId, readonly [reason: string, suggestion: string]>> = {
  title: ['It has no title.', 'What would people search for?'],
  severity: ['It has no severity.', 'Which severity was declared?'],
  started: ['The start is missing.', 'When did users first feel it?'],
  detected: ['The time of detection is missing.', 'When did the first person or alert notice?'],
  mitigated: ['The time of mitigation is missing.', 'When did the harm to users end?'],
  resolved: ['The time of resolution is missing.', 'When was it over?'],
  summary: ['The summary is empty.', 'What happened, to whom, and what ended it, in three sentences?'],
  impact: ['The impact has no number.', 'How many users, requests or orders, and for how long?'],
  'before-onset': [
    'The timeline does not begin before the onset.',
    'What was normal, and what changed before it began?',
  ],
  sources: [
    'Most events of the timeline have no source.',
    'Which messages, alerts and graphs can be linked?',
  ],
  factors: ['There are fewer than three candidate factors.', 'What else had to be true for this to happen?'],
  'went-well': ['Nothing is written under what went well.', 'What helped, and should be kept?'],
  'earlier-actions': [
    'Earlier actions of the same service are not listed.',
    'Which earlier action should have mattered here?',
  ],
  circulated: ['The draft was not sent round 24 hours before the meeting.', 'Who should read it beforehand?'],
}

/** What is missing before the meeting, as findings; their rules are `readiness/<id>`. */
export const readinessFindings = (items: readonly ReadinessItem[]): Finding[] =>
  items
    .filter(one => !one.done)
    .map(({ id, where }) => ({
      rule: `readiness/${id}`,
      severity: 'info',
      where,
      span: null,
      reason: MISSING[id][0],
      suggestion: MISSING[id][1],
    }))
