import type { Finding, Place } from '../../../shared/checks/finding.ts'
import { itemDots, voteItems } from '../../../shared/document/factorGroups.ts'
import type { Postmortem } from '../../../shared/document/postmortem.ts'
import type { StepKind } from '../../../shared/meeting/agenda.ts'
import { isActionsLate } from '../../../shared/meeting/timer.ts'
import type { MeetingView } from '../../../shared/meeting/view.ts'

/** Something the software noticed about the course of the meeting; shown to facilitators alone. */
export type CourseNotice =
  | { readonly code: 'unanswered'; readonly count: number }
  | { readonly code: 'fewCategories' | 'halfVoted' | 'ties' | 'actionsLate' | 'dutyMissing' }
  | { readonly code: 'ownerLoad'; readonly owner: string; readonly count: number }
  | { readonly code: 'nobodyAsked'; readonly names: readonly string[] }

const MOST_FOR_ONE = 3

/** What to notice in the current step: only what the step is about, and only what can still be changed in it. */
export function courseNotices(
  view: MeetingView,
  postmortem: Postmortem,
  now: number,
): readonly CourseNotice[] {
  const kind = view.steps[view.current ?? -1]?.kind
  switch (kind) {
    case 'opening':
      return view.people.some(person => person.duty === 'scribe') ? [] : [{ code: 'dutyMissing' }]
    case 'brainstorm': {
      const missing = view.cards.of - view.cards.answered
      return missing > 0 ? [{ code: 'unanswered', count: missing }] : []
    }
    case 'group':
      return groupNotices(view, postmortem)
    case 'vote':
      return voteNotices(view, postmortem)
    case 'actions':
      return [
        ...(isActionsLate(kind, view.timer, postmortem, now) ? [{ code: 'actionsLate' } as const] : []),
        ...ownerNotices(postmortem),
      ]
    case 'learn': {
      const names = view.asked.waiting.flatMap(id => view.people.find(person => person.id === id)?.name ?? [])
      return names.length > 0 ? [{ code: 'nobodyAsked', names }] : []
    }
    default:
      return []
  }
}

function groupNotices(view: MeetingView, { factors }: Postmortem): readonly CourseNotice[] {
  const revealed = new Set(view.progress.revealedFactors)
  const cards = factors.filter(factor => revealed.has(factor.id))
  const categories = new Set(cards.flatMap(card => card.category || []))
  return cards.length > 1 && categories.size < 2 ? [{ code: 'fewCategories' }] : []
}

function voteNotices({ vote }: MeetingView, { factors }: Postmortem): readonly CourseNotice[] {
  if (vote.phase === 'open') return vote.voted * 2 < vote.of ? [{ code: 'halfVoted' }] : []
  if (vote.phase !== 'closed' || !vote.tally) return []
  const tally = vote.tally
  const dots = voteItems(factors)
    .map(item => itemDots(item, tally))
    .sort((a, b) => b - a)
  const cut = dots[MOST_FOR_ONE - 1] ?? 0
  return cut > 0 && dots[MOST_FOR_ONE] === cut ? [{ code: 'ties' }] : []
}

function ownerNotices({ actions }: Postmortem): readonly CourseNotice[] {
  const counts = new Map<string, number>()
  for (const { owner } of actions)
    if (owner.trim() !== '') counts.set(owner.trim(), (counts.get(owner.trim()) ?? 0) + 1)
  return [...counts].flatMap(([owner, count]) =>
    count > MOST_FOR_ONE ? [{ code: 'ownerLoad', owner, count } as const] : [],
  )
}

const PLACES: Readonly<Record<StepKind, readonly Place['in'][]>> = {
  opening: ['facts', 'section'],
  timeline: ['timeline'],
  brainstorm: [],
  group: ['factors', 'whys'],
  vote: ['factors', 'whys'],
  actions: ['actions'],
  learn: [],
  close: ['actions'],
}

/** Findings about what the step works on; the readiness list is the lobby's, not the meeting's. */
export const findingsFor = (kind: StepKind, findings: readonly Finding[]): readonly Finding[] =>
  findings.filter(({ where, rule }) => PLACES[kind].includes(where.in) && !rule.startsWith('readiness/'))
