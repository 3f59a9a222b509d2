import type { Finding, Place } from '../../../shared/checks/finding.ts'
import { proposesFix } from '../../../shared/checks/timelineWords.ts'
import { itemDots, voteItems } from '../../../shared/document/factorGroups.ts'
import type { Postmortem } from '../../../shared/document/postmortem.ts'
import type { StepKind } from '../../../shared/meeting/agenda.ts'
import { isActionsLate, spentMs } from '../../../shared/meeting/timer.ts'
import type { MeetingView, PersonView } from '../../../shared/meeting/view.ts'
import type { Edit } from './edits.ts'
import { THRESHOLDS } from './thresholds.ts'

/** Something the software noticed about the course of the meeting; shown to facilitators alone, never as a ranking. */
export type CourseNotice =
  | { readonly code: 'fewCategories' | 'halfVoted' | 'ties' | 'actionsLate' | 'dutyMissing' }
  | { readonly code: 'toneSkipped' | 'oneVoice' | 'unpublished' }
  | { readonly code: 'earlierOverdue'; readonly count: number }
  | { readonly code: 'late' | 'notHeard' | 'unanswered' | 'nobodyAsked'; readonly names: readonly string[] }
  | { readonly code: 'notAccepted'; readonly names: readonly string[] }
  | { readonly code: 'learningIsAction'; readonly text: string }
  /** `factor` is the card, which goes when it is parked. */
  | { readonly code: 'cardIsFix'; readonly text: string; readonly factor: string }

/** What the notices are worked out from. */
export interface Course {
  readonly view: MeetingView
  readonly postmortem: Postmortem
  readonly now: number
  readonly edits: readonly Edit[]
  /** Earlier actions that are overdue and have no status yet. */
  readonly earlierOverdue: number
  /** Since when the number of people who were asked in the round has stood still. */
  readonly askedSince: number
}

const BY_KIND: Readonly<Record<StepKind, (course: Course) => readonly CourseNotice[]>> = {
  opening: ({ view, earlierOverdue }) => [
    ...when(!view.people.some(({ duty }) => duty === 'scribe'), { code: 'dutyMissing' }),
    ...when(earlierOverdue > 0, { code: 'earlierOverdue', count: earlierOverdue }),
  ],
  timeline: course => [...oneVoice(course), ...notHeard(course)],
  brainstorm: ({ view, now }) => {
    const names = namesOf(view, view.cards.waiting)
    return when(names.length > 0 && isHalfOver(view, now), { code: 'unanswered', names })
  },
  group: course => [...fewCategories(course), ...fixCards(course), ...oneVoice(course), ...notHeard(course)],
  vote: course => voteNotices(course),
  actions: course => [
    ...when(isActionsLate('actions', course.view.timer, course.postmortem, course.now), {
      code: 'actionsLate',
    }),
    ...oneVoice(course),
    ...notHeard(course),
  ],
  learn: course => learnNotices(course),
  close: ({ view, postmortem }) => {
    const open = postmortem.actions.filter(
      ({ id, status }) => !view.acceptedActions.includes(id) && status !== 'declined' && status !== 'done',
    )
    const names = [...new Set(open.flatMap(({ owner }) => owner.trim() || []))]
    return [
      ...when(names.length > 0, { code: 'notAccepted', names }),
      ...when(view.publishOn === null, { code: 'unpublished' }),
    ]
  },
}

/** What to notice in the current step: only what the step is about, and only what can still be changed in it. */
export function courseNotices(course: Course): readonly CourseNotice[] {
  const { view, now } = course
  const kind = view.steps[view.current ?? -1]?.kind
  if (view.status !== 'running' || kind === undefined) return []
  const late = view.people.filter(
    ({ connected, lateAt, role }) =>
      connected && role !== 'viewer' && lateAt !== null && now - lateAt < THRESHOLDS.lateFor,
  )
  const opening = view.steps.findIndex(step => step.kind === 'opening')
  const isPastOpening = opening >= 0 && (view.current ?? 0) > opening
  return [
    ...when(isPastOpening && !view.progress.toneAcknowledged, { code: 'toneSkipped' }),
    ...when(late.length > 0, { code: 'late', names: late.map(({ name }) => name) }),
    ...BY_KIND[kind](course),
  ]
}

const when = (isSo: boolean, notice: CourseNotice): readonly CourseNotice[] => (isSo ? [notice] : [])

const namesOf = (view: MeetingView, ids: readonly string[]): readonly string[] =>
  ids.flatMap(id => view.people.find(person => person.id === id)?.name ?? [])

const isHalfOver = ({ timer }: MeetingView, now: number): boolean =>
  timer !== null && spentMs(timer, now) >= timer.durationMs * THRESHOLDS.halfOfStep

/** Those who are asked to speak and write: a facilitator and a scribe write for others. */
const isVoice = ({ connected, role, duty, facilitator }: PersonView): boolean =>
  connected && role !== 'viewer' && duty !== 'observer' && duty !== 'scribe' && !facilitator

const recent = (edits: readonly Edit[], now: number): readonly Edit[] =>
  edits.filter(({ at }) => now - at < THRESHOLDS.editWindow)

/** One of those present does most of the writing; who it is does not matter for what to do about it. */
function oneVoice({ view, edits, now }: Course): readonly CourseNotice[] {
  const present = view.people.filter(({ connected, role }) => connected && role !== 'viewer')
  const all = recent(edits, now)
  if (present.length < THRESHOLDS.loudPeople || all.length < THRESHOLDS.loudEdits) return []
  const most = Math.max(
    0,
    ...view.people.filter(isVoice).map(({ id }) => all.filter(({ person }) => person === id).length),
  )
  return when(most > all.length * THRESHOLDS.loudShare, { code: 'oneVoice' })
}

/** Half of the step is over, and these neither spoke in it nor wrote anything lately. */
function notHeard({ view, edits, now }: Course): readonly CourseNotice[] {
  if (!isHalfOver(view, now)) return []
  const writers = new Set(recent(edits, now).map(({ person }) => person))
  const names = view.people
    .filter(person => isVoice(person) && !person.spoken && !writers.has(person.id))
    .map(({ name }) => name)
  return when(names.length > 0, { code: 'notHeard', names })
}

function fewCategories({ view, postmortem }: Course): readonly CourseNotice[] {
  const { factors } = postmortem
  const isRevealed = factors.some(({ id }) => view.progress.revealedFactors.includes(id))
  const categories = new Set(factors.flatMap(factor => factor.category || []))
  return when(isRevealed && factors.length > 1 && categories.size < 2, { code: 'fewCategories' })
}

/** Cards that say what to do rather than what was so: parked with one action, they come back with the actions (M15). */
function fixCards({ view, postmortem }: Course): readonly CourseNotice[] {
  const parked = new Set(view.parked.map(({ text }) => text))
  return postmortem.factors
    .filter(({ text }) => proposesFix(text) !== null && !parked.has(text))
    .map(({ id, text }) => ({ code: 'cardIsFix', text, factor: id }) as const)
}

function voteNotices({ view, postmortem, now }: Course): readonly CourseNotice[] {
  const { vote } = view
  if (vote.phase === 'open')
    return when(isHalfOver(view, now) && vote.voted * 2 <= vote.of && vote.of > 0, { code: 'halfVoted' })
  if (vote.phase !== 'closed' || !vote.tally) return []
  const tally = vote.tally
  const dots = voteItems(postmortem.factors)
    .map(item => itemDots(item, tally))
    .sort((a, b) => b - a)
  const cut = dots[THRESHOLDS.chosen - 1] ?? 0
  return when(cut > 0 && dots[THRESHOLDS.chosen] === cut, { code: 'ties' })
}

/** Nobody was asked for a while, and what is on the wall but belongs among the actions. */
function learnNotices({ view, now, askedSince }: Course): readonly CourseNotice[] {
  const names = namesOf(view, view.asked.waiting)
  const parked = new Set(view.parked.map(({ text }) => text))
  const actions = view.learnings.filter(({ text }) => proposesFix(text) !== null && !parked.has(text))
  return [
    ...when(names.length > 0 && now - askedSince >= THRESHOLDS.quietRound, { code: 'nobodyAsked', names }),
    ...actions.map(({ text }) => ({ code: 'learningIsAction', text }) as const),
  ]
}

const PLACES: Readonly<Record<StepKind, readonly Place['in'][]>> = {
  opening: ['facts', 'section'],
  timeline: ['timeline'],
  brainstorm: [],
  group: ['factors', 'whys'],
  vote: ['factors', 'whys'],
  actions: ['actions'],
  learn: [],
  close: [],
}

/** Fixes are welcome from the action step on; before it they are offered a place in the parking lot (M15). */
const FIX_RULE = 'timeline/fix-proposal'

/** The text that a finding offers to park, or null. */
export function parkable(finding: Finding, postmortem: Postmortem): string | null {
  const { rule, where } = finding
  if (rule !== FIX_RULE || !('id' in where)) return null
  return postmortem.timeline.find(({ id }) => id === where.id)?.text ?? null
}

/** What shows only when all actions are seen together comes before remarks on single ones. */
const OF_ALL: ReadonlySet<string> = new Set(['action/load', 'action/strength', 'action/coverage'])

/** Findings about what the step works on; the readiness list is the lobby's, not the meeting's. */
export function findingsFor(kind: StepKind, findings: readonly Finding[]): readonly Finding[] {
  const shown = findings.filter(
    ({ where, rule }) =>
      !rule.startsWith('readiness/') &&
      (PLACES[kind].includes(where.in) || (kind === 'actions' && OF_ALL.has(rule))),
  )
  return [...shown.filter(({ rule }) => OF_ALL.has(rule)), ...shown.filter(({ rule }) => !OF_ALL.has(rule))]
}
