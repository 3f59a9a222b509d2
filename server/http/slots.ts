import { ok, type Result, refuse } from '../../shared/base/result.ts'

/** Requests of one person that are carried out at a time; more wait for these. */
const AT_A_TIME = 8
/** Requests of one person that may wait. */
const MOST_WAITING = 400

interface Queue {
  running: number
  readonly waiting: (() => void)[]
}

/**
 * Turns for the requests of each person: whoever sends hundreds at once waits for themselves, and others are answered in
 * between.
 */
export class Slots {
  readonly #queues = new Map<string, Queue>()

  /** Resolves to what gives the turn back once it has come; refused when too many wait already. */
  async take(person: string): Promise<Result<() => void>> {
    const queue = this.#queues.get(person) ?? { running: 0, waiting: [] }
    this.#queues.set(person, queue)
    if (queue.running < AT_A_TIME) queue.running++
    else if (queue.waiting.length >= MOST_WAITING) return TOO_MANY
    else await new Promise<void>(resolve => queue.waiting.push(resolve))
    return ok(() => {
      const next = queue.waiting.shift()
      if (next) next()
      else if (--queue.running === 0) this.#queues.delete(person)
    })
  }
}

const TOO_MANY = refuse(
  'access/throttled',
  'You asked too much at the same time. Wait until some of it is answered, and try again.',
)
