import { MINUTE, SECOND } from '../base/time.ts'
import type { StepKind } from './agenda.ts'
import { type DocumentFacts, uncoveredFactors } from './facts.ts'
import type { MeetingState, Timer } from './state.ts'

/** Time spent in a step so far; a break counts nothing, and a clock set back takes nothing away. */
export const spentMs = (timer: Timer, now: number): number =>
  timer.spentMs +
  (timer.startedAt === null || timer.pausedAt !== null ? 0 : Math.max(0, now - timer.startedAt))

/** What is left of a step; below zero it is overtime, counted up for all to see (M8). */
export const remainingMs = (timer: Timer, now: number): number => timer.durationMs - spentMs(timer, now)

/** When the break that is on ends, or null. */
export const breakUntil = (timer: Timer | null, now: number): number | null =>
  timer?.startedAt && timer.pausedAt === null && timer.startedAt > now ? timer.startedAt : null

export const startTimer = (timer: Timer, at: number): Timer => ({ ...timer, startedAt: at, pausedAt: null })

/** Stops the clock and keeps what was spent; `pausedAt` tells a pause from a step that is not the current one. */
export const stopTimer = (timer: Timer, at: number, paused: boolean): Timer => ({
  ...timer,
  spentMs: spentMs(timer, at),
  startedAt: null,
  pausedAt: paused ? at : null,
})

/** The clocks of a whole meeting; a `MeetingView` is one. */
export interface MeetingClock {
  readonly current: number | null
  readonly timer: Timer | null
  readonly steps: readonly { readonly durationMs: number; readonly spentMs: number }[]
  readonly schedule: { readonly start: number; readonly end: number }
}

export const clockOf = (state: MeetingState): MeetingClock => ({
  current: state.current,
  timer: state.current === null ? null : (state.steps[state.current]?.timer ?? null),
  steps: state.steps.map(step => step.timer),
  schedule: { start: state.plan.scheduledStart, end: state.plan.scheduledEnd },
})

const unspent = (step: { readonly durationMs: number; readonly spentMs: number }): number =>
  Math.max(0, step.durationMs - step.spentMs)

/** When the meeting will end if every step keeps to its minutes from now on (M23). */
export function projectedEnd(clock: MeetingClock, now: number): number {
  const later = clock.steps.slice((clock.current ?? -1) + 1).reduce((sum, step) => sum + unspent(step), 0)
  if (clock.timer === null) return Math.max(now, clock.schedule.start) + later
  const resumes = breakUntil(clock.timer, now) ?? now
  return resumes + Math.max(0, remainingMs(clock.timer, now)) + later
}

/** Milliseconds that the meeting will end after its scheduled end; below zero it will end early (M23). */
export const overMs = (clock: MeetingClock, now: number): number =>
  projectedEnd(clock, now) - clock.schedule.end

/** What a later step can lend: all it has not spent but one minute (M23). */
export const lendableMs = (step: { readonly durationMs: number; readonly spentMs: number }): number =>
  Math.max(0, unspent(step) - MINUTE)

/**
 * New durations, by position, that spread what is left until the scheduled end over the current and the later
 * steps, in proportion to what each still has, none below one minute and to the second (M7).
 */
export function rebalanced(clock: MeetingClock, now: number): Readonly<Record<number, number>> {
  const { current, timer } = clock
  if (current === null || timer === null) return {}
  const open = clock.steps.slice(current).map((step, offset) => {
    const spent = offset === 0 ? spentMs(timer, now) : step.spentMs
    const left = Math.max(MINUTE, step.durationMs - spent)
    return { index: current + offset, spent, left }
  })
  const total = Math.floor((clock.schedule.end - (breakUntil(timer, now) ?? now)) / SECOND) * SECOND
  const shares = spread(
    open.map(step => step.left),
    Math.max(total, open.length * MINUTE),
  )
  return Object.fromEntries(open.map((step, i) => [step.index, step.spent + (shares[i] ?? MINUTE)]))
}

/** Splits `total` in proportion to `weights` in whole seconds, each part at least one minute. */
function spread(weights: readonly number[], total: number): number[] {
  const shares: number[] = weights.map(() => 0)
  let free = weights.map((_, i) => i)
  let left = total
  for (;;) {
    const weight = free.reduce((sum, i) => sum + (weights[i] ?? 0), 0)
    const small = free.filter(i => (left * (weights[i] ?? 0)) / weight < MINUTE)
    if (small.length === 0) {
      for (const i of free) shares[i] = Math.floor((left * (weights[i] ?? 0)) / weight / SECOND) * SECOND
      break
    }
    for (const i of small) shares[i] = MINUTE
    left -= small.length * MINUTE
    free = free.filter(i => !small.includes(i))
    if (free.length === 0) break
  }
  const first = free[0] ?? 0
  shares[first] = (shares[first] ?? 0) + total - shares.reduce((sum, share) => sum + share, 0)
  return shares
}

export type TimerWarning = 'none' | 'five-minutes' | 'one-minute' | 'time-up'

/** Which warning the step's clock stands at (M8); a step of five minutes or less skips the first. */
export function timerWarning(timer: Timer, now: number): TimerWarning {
  const left = remainingMs(timer, now)
  if (left <= 0) return 'time-up'
  if (left <= MINUTE) return 'one-minute'
  return left <= 5 * MINUTE && timer.durationMs > 5 * MINUTE ? 'five-minutes' : 'none'
}

/** The last five minutes of the action step have begun and no chosen factor has an action yet (M8). */
export function isActionsLate(
  kind: StepKind | null,
  timer: Timer | null,
  facts: DocumentFacts,
  now: number,
): boolean {
  if (kind !== 'actions' || timer === null || remainingMs(timer, now) > 5 * MINUTE) return false
  const chosen = facts.factors.filter(factor => factor.chosen)
  const answered = new Set(facts.actions.flatMap(action => action.factors))
  return uncoveredFactors(facts).length > 0 && !chosen.some(factor => answered.has(factor.id))
}
