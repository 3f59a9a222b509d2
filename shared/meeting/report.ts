import type { RecordedEvent } from './events.ts'
import { fold } from './evolve.ts'
import { type DocumentFacts, isAccepted, uncoveredFactors } from './facts.ts'
import { changesBetween, type DocumentChanges, printOf } from './print.ts'
import type { MeetingState } from './state.ts'
import { spentMs } from './timer.ts'

/** The action checks' verdict by action id; what has none is not counted. */
export type Verdicts = Readonly<Record<string, 'pass' | 'revise' | 'reject'>>

/** What came of a meeting (M18). People are a count, never a list. */
export interface MeetingReport {
  readonly startedAt: number
  /** null while it runs. */
  readonly endedAt: number | null
  /** It ended itself because it was left open (M26). */
  readonly endedAlone: boolean
  readonly plannedMs: number
  readonly spentMs: number
  readonly steps: readonly {
    readonly title: string
    readonly plannedMs: number
    readonly spentMs: number
  }[]
  readonly overrides: readonly {
    readonly step: string
    readonly reason: string
    readonly open: readonly string[]
  }[]
  readonly changes: DocumentChanges
  readonly factors: { readonly total: number; readonly chosen: number; readonly uncovered: number }
  readonly actions: {
    readonly total: number
    readonly accepted: number
    readonly quality: { readonly pass: number; readonly revise: number; readonly reject: number }
  }
  readonly vote: { readonly voters: number; readonly tally: Readonly<Record<string, number>> } | null
  /** At least this many people contributed; those of silent steps are known as a number only. */
  readonly contributors: number
  readonly learnings: readonly string[]
  readonly parked: readonly string[]
  /** The two closing questions, counted when the meeting ended; null before. The sums are null below three answers. */
  readonly closing: {
    readonly answered: number
    readonly learned: number | null
    readonly again: number | null
  } | null
  readonly publishOn: string | null
}

/** The most people that any trace left in public proves to have contributed. */
function contributorCount(state: MeetingState, events: readonly RecordedEvent[]): number {
  const known = new Set<string>()
  for (const { event } of events) if (event.type === 'personCalledOn') known.add(event.person)
  const voters = state.vote.phase === 'closed' ? state.vote.voters : 0
  const { authors } = state.cards
  return Math.max(
    known.size,
    authors ?? 0,
    voters,
    state.asked.count ?? 0,
    state.closing.counts?.answered ?? 0,
  )
}

const countVerdicts = (verdicts: Verdicts, facts: DocumentFacts, verdict: Verdicts[string]): number =>
  facts.actions.filter(action => verdicts[action.id] === verdict).length

/**
 * The report of a meeting, from its events and the document as it is now; null before the start. Changes of the
 * document count until the end of the meeting, what was edited later does not (M18).
 */
export function reportOf(
  events: readonly RecordedEvent[],
  facts: DocumentFacts,
  verdicts: Verdicts,
  now: number,
): MeetingReport | null {
  const state = fold(events)
  if (!state?.before || state.startedAt === null) return null
  const steps = state.steps.map(({ title, plannedMs, timer }) => ({
    title,
    plannedMs,
    spentMs: spentMs(timer, now),
  }))
  return {
    startedAt: state.startedAt,
    endedAt: state.endedAt,
    endedAlone: state.endedHow === 'left-open',
    plannedMs: steps.reduce((sum, step) => sum + step.plannedMs, 0),
    spentMs: steps.reduce((sum, step) => sum + step.spentMs, 0),
    steps,
    overrides: state.overrides.map(({ step, reason, open }) => ({
      step: state.steps[step]?.title ?? '',
      reason,
      open,
    })),
    changes: changesBetween(state.before, state.after ?? printOf(facts)),
    factors: {
      total: facts.factors.length,
      chosen: facts.factors.filter(factor => factor.chosen).length,
      uncovered: uncoveredFactors(facts).length,
    },
    actions: {
      total: facts.actions.length,
      accepted: facts.actions.filter(action => isAccepted(action, state.accepted)).length,
      quality: {
        pass: countVerdicts(verdicts, facts, 'pass'),
        revise: countVerdicts(verdicts, facts, 'revise'),
        reject: countVerdicts(verdicts, facts, 'reject'),
      },
    },
    vote: state.vote.phase === 'closed' ? { voters: state.vote.voters, tally: state.vote.tally } : null,
    contributors: contributorCount(state, events),
    learnings: state.learnings.map(({ text }) => text),
    parked: state.parked.map(({ text }) => text),
    closing: state.closing.counts,
    publishOn: state.publishOn,
  }
}
