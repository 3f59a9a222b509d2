import { isTimelineLeft } from './exit.ts'
import type { DocumentFacts } from './facts.ts'
import { changesBetween, type DocumentChanges, printOf } from './print.ts'
import type { MeetingState } from './state.ts'

/** What a late arrival is told beside the whole state: also what changed in the document since the start (M17). */
export interface CatchUp extends DocumentChanges {
  readonly stepsDone: readonly { readonly title: string; readonly spentMs: number }[]
  /** What was decided: the chosen factors, and the reasons given for going on early. */
  readonly chosenFactors: readonly string[]
  readonly overrides: readonly string[]
}

/** The catch-up of a running meeting; null before the start. */
export function catchUpOf(state: MeetingState, facts: DocumentFacts): CatchUp | null {
  if (state.before === null) return null
  return {
    ...changesBetween(state.before, printOf(facts)),
    stepsDone: state.steps
      .filter(step => step.left)
      .map(step => ({ title: step.title, spentMs: step.timer.spentMs })),
    // The draft's candidates stay folded until the timeline was walked through (M5).
    chosenFactors: isTimelineLeft(state)
      ? facts.factors.filter(factor => factor.chosen).map(factor => factor.id)
      : [],
    overrides: state.overrides.map(override => override.reason),
  }
}

/** True for somebody who came while the meeting was running already. */
export function cameLate(state: MeetingState, person: string): boolean {
  const joinedAt = state.people.find(other => other.id === person)?.joinedAt ?? null
  return state.startedAt !== null && joinedAt !== null && joinedAt > state.startedAt
}
