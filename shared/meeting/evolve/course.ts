import type { MeetingPlan, MeetingState, Step } from '../state.ts'
import { startTimer, stopTimer } from '../timer.ts'
import type { EventHandlers } from './handlers.ts'
import { stepsOf } from './opened.ts'

/** Changes one step by position. */
export const withStep = (state: MeetingState, index: number, change: (step: Step) => Step): MeetingState => ({
  ...state,
  steps: state.steps.map((step, i) => (i === index ? change(step) : step)),
})

const stop = (step: Step, at: number): Step => ({ ...step, timer: stopTimer(step.timer, at, false) })
const start = (step: Step, at: number): Step => ({
  ...step,
  entered: true,
  timer: startTimer(step.timer, at),
})

/** Stops the clock of the step that is left and starts the other's; the spotlight goes out, and nobody has the word. */
function moved(state: MeetingState, to: number, at: number): MeetingState {
  const from = state.current
  const stopped = from === null ? state : withStep(state, from, step => stop(step, at))
  return {
    ...withStep(stopped, to, step => start(step, at)),
    current: to,
    spotlight: null,
    speaker: null,
    paces: {},
    undo: null,
  }
}

/** A meeting that nobody scheduled begins when it is started; logs of older versions do not say, and keep their times. */
const startedPlan = (plan: MeetingPlan, at: number): MeetingPlan =>
  plan.isScheduled === false
    ? { ...plan, scheduledStart: at, scheduledEnd: at + plan.scheduledEnd - plan.scheduledStart }
    : plan

/** The course of the meeting: opened, started, from step to step, ended, reopened. */
export const courseEvents: EventHandlers<
  | 'planChanged'
  | 'meetingStarted'
  | 'meetingEnded'
  | 'meetingReopened'
  | 'stepAdvanced'
  | 'stepReturned'
  | 'advanceUndone'
> = {
  planChanged: (state, { plan }) => ({ ...state, plan, steps: stepsOf(plan.steps) }),
  meetingStarted: (state, { before }, at) => ({
    ...moved(state, 0, at),
    status: 'running',
    plan: startedPlan(state.plan, at),
    startedAt: at,
    before,
  }),
  meetingEnded: (state, { how, after, closing, asked }, at) => ({
    ...withStep(state, state.current ?? 0, step => stop(step, at)),
    status: 'ended',
    endedAt: at,
    endedHow: how,
    outcomeDue: true,
    undo: null,
    hands: [],
    speaker: null,
    after,
    closing: { answers: {}, counts: closing },
    asked: { answers: {}, count: asked ?? null },
    paces: {},
    unsigned: { ...state.unsigned, given: {} },
  }),
  meetingReopened: (state, _event, at) => ({
    ...withStep(state, state.current ?? 0, step => start(step, at)),
    status: 'running',
    endedAt: null,
    endedHow: null,
    after: null,
  }),
  stepAdvanced: (state, { from, to, override }, at) => ({
    ...withStep(moved(state, to, at), from, step => ({ ...step, left: true })),
    overrides: override ? [...state.overrides, { step: from, ...override, at }] : state.overrides,
    undo: {
      until: at + UNDO_MS,
      current: from,
      steps: state.steps,
      spotlight: state.spotlight,
      overrides: state.overrides,
    },
  }),
  stepReturned: (state, { to }, at) => moved(state, to, at),
  advanceUndone: state => {
    if (state.undo === null) return state
    const { until: _until, ...before } = state.undo
    return { ...state, ...before, paces: {}, spotlight: state.spotlight ?? before.spotlight, undo: null }
  },
}

/** How long an advance can be undone (M22). */
export const UNDO_MS = 10_000
