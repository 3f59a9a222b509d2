import type { Logger } from 'pino'
import { MINUTE } from '../shared/base/time.ts'

/** Something that is done again and again while the server runs. */
export interface Chore {
  readonly name: string
  /** Ms between two runs; the first is one such time after the start, or at the start when it was missed before. */
  readonly every: number
  readonly run: () => Promise<unknown>
}

/** Chores of one server, done one after the other. */
export interface Upkeep {
  /** Does what is due by now; called each minute, and by tests that set the clock. */
  tick(): Promise<void>
  close(): Promise<void>
}

/** A chore that fails is logged and tried again when it is due the next time; the others go on. */
export function startUpkeep(chores: readonly Chore[], now: () => number, logger: Logger): Upkeep {
  const due = new Map(chores.map(chore => [chore, now()]))
  let running: Promise<void> = Promise.resolve()
  const doAll = async (): Promise<void> => {
    for (const chore of chores) {
      if (now() < (due.get(chore) ?? 0)) continue
      due.set(chore, now() + chore.every)
      await chore.run().catch(err => logger.error({ err, chore: chore.name }, 'a chore failed'))
    }
  }
  const tick = (): Promise<void> => {
    running = running.then(doAll)
    return running
  }
  const timer = setInterval(tick, MINUTE).unref()
  return {
    tick,
    async close() {
      clearInterval(timer)
      await running
    },
  }
}
