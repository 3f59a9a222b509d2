import { MINUTE } from '../../base/time.ts'
import { refused } from '../refusals.ts'
import type { MeetingState, Timer } from '../state.ts'
import { breakUntil, clockOf, lendableMs, rebalanced } from '../timer.ts'
import { type CommandHandlers, events, findStep } from './decision.ts'

const currentTimer = (state: MeetingState): Timer | null => clockOf(state).timer

const isWithin = (minutes: number, least: number, most: number): boolean =>
  minutes >= least && minutes <= most && minutes !== 0

export const timers: CommandHandlers<
  'pauseTimer' | 'resumeTimer' | 'extendTimer' | 'rebalance' | 'borrowMinutes' | 'takeBreak'
> = {
  pauseTimer: state => (currentTimer(state)?.pausedAt === null ? events({ type: 'timerPaused' }) : events()),
  resumeTimer: (state, _command, { now }) => {
    const timer = currentTimer(state)
    const stands = timer?.pausedAt !== null || breakUntil(timer, now) !== null
    return stands ? events({ type: 'timerResumed' }) : events()
  },
  extendTimer: (state, { minutes }) => {
    if (!isWithin(minutes, -5, 30)) return refused('meeting/bad-minutes')
    const ms = Math.max(Math.round(minutes * MINUTE), -(currentTimer(state)?.durationMs ?? 0))
    return events({ type: 'timerExtended', ms })
  },
  rebalance: (state, _command, { now }) =>
    events({ type: 'timersRebalanced', durations: rebalanced(clockOf(state), now) }),
  borrowMinutes: (state, { from, minutes }) => {
    const to = state.current ?? 0
    const lender = findStep(state, from)
    const step = lender === null ? undefined : state.steps[lender]
    if (lender === null || lender <= to || !step) return refused('meeting/unknown-step')
    const ms = Math.round(minutes * MINUTE)
    if (ms <= 0 || ms > lendableMs(step.timer)) return refused('meeting/bad-minutes')
    return events({ type: 'minutesBorrowed', from: lender, to, ms })
  },
  takeBreak: (_state, { minutes }, { now }) =>
    isWithin(minutes, 1, 60)
      ? events({ type: 'breakTaken', until: now + Math.round(minutes * MINUTE) })
      : refused('meeting/bad-minutes'),
}
