import { MINUTE } from '../../base/time.ts'
import type { StepPlan } from '../agenda.ts'
import type { EventOf } from '../events.ts'
import type { MeetingState, Step } from '../state.ts'

/** Steps in the order of the plan; an id is the kind, with a number from the second of a kind on. */
export function stepsOf(plans: readonly StepPlan[]): readonly Step[] {
  return plans.map((plan, index) => {
    const nth = plans.slice(0, index + 1).filter(other => other.kind === plan.kind).length
    const plannedMs = Math.round(plan.minutes * MINUTE)
    return {
      id: nth === 1 ? plan.kind : `${plan.kind}-${nth}`,
      kind: plan.kind,
      title: plan.title,
      prompts: plan.prompts,
      plannedMs,
      timer: { durationMs: plannedMs, startedAt: null, pausedAt: null, spentMs: 0 },
      entered: false,
      left: false,
    }
  })
}

/** The state that the first event of a meeting makes. */
export const openedState = (event: EventOf<'meetingOpened'>, at: number, seq: number): MeetingState => ({
  rev: seq,
  conflictRev: seq,
  stepRev: seq,
  epoch: 1,
  epochRev: seq,
  status: 'lobby',
  plan: event.plan,
  steps: stepsOf(event.plan.steps),
  current: null,
  startedAt: null,
  endedAt: null,
  endedHow: null,
  actedAt: at,
  undo: null,
  overrides: [],
  spotlight: null,
  onStage: {},
  people: [{ ...event.by, duty: null, joinedAt: at }],
  lead: event.by.id,
  steppedDown: [],
  roleLocked: false,
  hands: [],
  spoken: {},
  speaker: null,
  finished: {},
  cards: { held: [], passed: [], crowd: 0, shuffled: [], revealRev: 0, revealed: [], authors: null },
  vote: { phase: 'none' },
  paces: {},
  unsigned: { held: [], given: {} },
  parked: [],
  learnings: [],
  asked: { answers: {}, count: null },
  outcomeDue: false,
  learningsWritten: 0,
  toneAcknowledged: false,
  timelineConfirmed: false,
  earlier: [],
  accepted: {},
  publishOn: null,
  closing: { answers: {}, counts: null },
  before: null,
  after: null,
})
