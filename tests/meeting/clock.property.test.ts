import fc from 'fast-check'
import { expect, it } from 'vitest'
import { MINUTE, SECOND } from '../../shared/base/time.ts'
import type { MeetingCommand } from '../../shared/meeting/commands.ts'
import { fold } from '../../shared/meeting/evolve.ts'
import { remainingMs } from '../../shared/meeting/timer.ts'
import { CAROL, type MeetingTable, running } from '../support/meetingTable.ts'

/** Another one each run; a failure says it too, and `SEED` repeats it. */
const SEED = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31))

/** The clocks as somebody with a stopwatch would keep them: time is counted while it passes, never derived (M6). */
interface Watch {
  now: number
  current: number
  planned: number[]
  spent: number[]
  entered: boolean[]
  isPaused: boolean
  breakLeft: number
  /** What an undo puts back, which ran on meanwhile, and how long it still may (M22). */
  undo: { watch: Watch; left: number } | null
}

function pass(watch: Watch, ms: number): void {
  watch.now += ms
  if (watch.undo) {
    pass(watch.undo.watch, ms)
    watch.undo.left -= ms
  }
  if (watch.isPaused) return
  const rest = Math.min(watch.breakLeft, ms)
  watch.breakLeft -= rest
  watch.spent[watch.current] = (watch.spent[watch.current] ?? 0) + ms - rest
}

function go(watch: Watch, to: number): void {
  Object.assign(watch, { current: to, isPaused: false, breakLeft: 0, undo: null })
  watch.entered[to] = true
}

/** Does to the watch what the command says; false when the meeting has to refuse it. */
function obey(watch: Watch, command: MeetingCommand): boolean {
  const { current, planned, spent } = watch
  switch (command.type) {
    case 'advanceStep': {
      if (current === planned.length - 1) return false
      const watchBefore = structuredClone({ ...watch, undo: null })
      go(watch, current + 1)
      watch.undo = { watch: watchBefore, left: 10 * SECOND }
      return true
    }
    case 'undoAdvance':
      if (!watch.undo || watch.undo.left < 0) return false
      Object.assign(watch, watch.undo.watch)
      return true
    case 'returnToStep':
      if (!watch.entered[Number(command.step)]) return false
      if (command.step !== current) go(watch, Number(command.step))
      return true
    case 'pauseTimer':
      if (!watch.isPaused) Object.assign(watch, { isPaused: true, breakLeft: 0, undo: null })
      return true
    case 'resumeTimer':
      if (watch.isPaused || watch.breakLeft > 0)
        Object.assign(watch, { isPaused: false, breakLeft: 0, undo: null })
      return true
    case 'takeBreak':
      Object.assign(watch, { isPaused: false, breakLeft: command.minutes * MINUTE, undo: null })
      return true
    case 'extendTimer':
      planned[current] = Math.max(0, (planned[current] ?? 0) + command.minutes * MINUTE)
      watch.undo = null
      return true
    case 'borrowMinutes': {
      const from = Number(command.from)
      const left = (planned[from] ?? 0) - (spent[from] ?? 0) - MINUTE
      if (from <= current || command.minutes * MINUTE > left) return false
      planned[from] = (planned[from] ?? 0) - command.minutes * MINUTE
      planned[current] = (planned[current] ?? 0) + command.minutes * MINUTE
      watch.undo = null
      return true
    }
    default:
      throw new Error(`${command.type} is no command of the clocks`)
  }
}

class Press implements fc.Command<Watch, MeetingTable> {
  readonly #command: MeetingCommand
  readonly #waitMs: number

  constructor(command: MeetingCommand, waitMs: number) {
    this.#command = command
    this.#waitMs = waitMs
  }

  readonly check = (): boolean => true

  run(watch: Watch, table: MeetingTable): void {
    pass(watch, this.#waitMs)
    table.now += this.#waitMs
    const code = table.give(CAROL, this.#command)
    expect(code === null, `${this.#command.type}: ${code}`).toBe(obey(watch, this.#command))
    const { current, timer, steps, undoUntil } = table.view(CAROL)
    expect(current).toBe(watch.current)
    expect(steps.map(step => step.durationMs)).toEqual(watch.planned)
    expect(steps.map(step => step.spentMs)).toEqual(watch.spent)
    expect(undoUntil === null).toBe(watch.undo === null || watch.undo.left <= 0)
    if (!timer) throw new Error('a running meeting has a timer')
    const left = (watch.planned[watch.current] ?? 0) - (watch.spent[watch.current] ?? 0)
    expect(remainingMs(timer, table.now)).toBe(left)
    // A server that starts anew on the log goes on with the same clocks (M6).
    expect(fold(table.log)).toEqual(table.meeting)
  }

  readonly toString = (): string => `${this.#waitMs / SECOND} s later ${JSON.stringify(this.#command)}`
}

const wait = fc.oneof(
  fc.nat(12).map(s => s * SECOND),
  fc.nat(9).map(m => m * MINUTE),
)
const whole = (min: number, max: number) => fc.integer({ min, max })
const command: fc.Arbitrary<MeetingCommand> = fc.oneof(
  { weight: 3, arbitrary: fc.constant<MeetingCommand>({ type: 'advanceStep', override: 'on' }) },
  { weight: 3, arbitrary: fc.constantFrom<MeetingCommand>({ type: 'undoAdvance' }, { type: 'pauseTimer' }) },
  { weight: 2, arbitrary: fc.constant<MeetingCommand>({ type: 'resumeTimer' }) },
  whole(0, 8).map((step): MeetingCommand => ({ type: 'returnToStep', step })),
  whole(1, 20).map((minutes): MeetingCommand => ({ type: 'takeBreak', minutes })),
  whole(-5, 30).map((minutes): MeetingCommand => ({ type: 'extendTimer', minutes: minutes || 1 })),
  fc.record({ type: fc.constant('borrowMinutes' as const), from: whole(0, 8), minutes: whole(1, 6) }),
)

it('[M6] [M7] [M22] [M23] however the clocks are pressed, they agree with a stopwatch to the millisecond', () => {
  console.log(`seed ${SEED}`)
  const presses = [fc.tuple(command, wait).map(([given, ms]) => new Press(given, ms))]
  fc.assert(
    fc.property(fc.commands(presses, { maxCommands: 60, size: 'max' }), list => {
      fc.modelRun(() => {
        const real = running()
        const { steps } = real.view(CAROL)
        const model: Watch = {
          now: real.now,
          current: 0,
          planned: steps.map(step => step.durationMs),
          spent: steps.map(() => 0),
          entered: steps.map((_, at) => at === 0),
          isPaused: false,
          breakLeft: 0,
          undo: null,
        }
        return { model, real }
      }, list)
    }),
    { numRuns: 200, seed: SEED },
  )
}, 60_000)
