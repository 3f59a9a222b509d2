import type { MeetingState, Timer } from '../state.ts'
import { startTimer, stopTimer } from '../timer.ts'
import { withStep } from './course.ts'
import type { EventHandlers } from './handlers.ts'

const withTimer = (state: MeetingState, index: number | null, change: (timer: Timer) => Timer) =>
  index === null
    ? state
    : { ...withStep(state, index, step => ({ ...step, timer: change(step.timer) })), undo: null }

const lengthened =
  (ms: number) =>
  (timer: Timer): Timer => ({ ...timer, durationMs: timer.durationMs + ms })

/** What happens to the clocks of the steps (M6, M7, M23). */
export const clockEvents: EventHandlers<
  'timerPaused' | 'timerResumed' | 'timerExtended' | 'timersRebalanced' | 'minutesBorrowed' | 'breakTaken'
> = {
  timerPaused: (state, _event, at) => withTimer(state, state.current, timer => stopTimer(timer, at, true)),
  timerResumed: (state, _event, at) => withTimer(state, state.current, timer => startTimer(timer, at)),
  timerExtended: (state, { ms }) => withTimer(state, state.current, lengthened(ms)),
  timersRebalanced: (state, { durations }) => ({
    ...state,
    undo: null,
    steps: state.steps.map((step, i) => ({
      ...step,
      timer: { ...step.timer, durationMs: durations[i] ?? step.timer.durationMs },
    })),
  }),
  minutesBorrowed: (state, { from, to, ms }) =>
    withTimer(withTimer(state, from, lengthened(-ms)), to, lengthened(ms)),
  breakTaken: (state, { until }, at) =>
    withTimer(state, state.current, timer => startTimer(stopTimer(timer, at, false), until)),
}
