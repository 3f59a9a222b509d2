import { availableParallelism } from 'node:os'
import { Piscina } from 'piscina'
import { ok, type Result, refuse } from '../../shared/base/result.ts'
import { SECOND } from '../../shared/base/time.ts'
import { Turns } from '../../shared/base/turns.ts'
import type { Postmortem } from '../../shared/document/postmortem.ts'
import type { JobName, Jobs, Task } from './jobs.ts'

/** A job that takes longer, ms, is ended with its thread. */
const LONGEST = 20 * SECOND
/** Jobs that one person may have running or waiting, and all people together. */
const PER_PERSON = 4
const IN_ALL = 64
/** Jobs with a large input that run, wait, or are being sent. */
const LARGE_IN_ALL = 10
const LARGE_PER_PERSON = 2
/** One core is left to the thread that relays. */
const THREADS = Math.min(2, Math.max(1, availableParallelism() - 1))
const MEMORY_MB = 768

/** Who asks for a job, and how long they wait for it. */
export interface Asker {
  readonly person: string
  /** Aborted when the asker hangs up: the job ends. */
  readonly signal: AbortSignal
}

/**
 * Worker threads for everything whose cost follows from what somebody sent: the thread that relays does none of it.
 * Refused with `work/busy` when too much waits, and with `work/too-costly` when a job takes too long or too much.
 */
export interface Work {
  run<N extends JobName>(job: N, input: Jobs[N]['input'], asker: Asker): Promise<Result<Jobs[N]['result']>>
  /**
   * The same for a job whose input is so large that only one of them is in memory: `gather` is called when its turn
   * comes. One person has two such jobs at most; each counts until its answer was sent.
   */
  runLarge<N extends JobName>(
    job: N,
    gather: () => Promise<Jobs[N]['input']>,
    asker: Asker,
  ): Promise<Result<Jobs[N]['result']>>
  /** Ends what is under way. */
  close(): Promise<void>
}

const BUSY = refuse(
  'work/busy',
  'The server is busy with other requests like this one. Try again in a moment.',
)
const TOO_COSTLY = refuse(
  'work/too-costly',
  'This took too long or too much memory, and was stopped. Nothing was changed. Try a smaller piece.',
)
const GONE = refuse('work/stopped', 'This was stopped before it was done. Nothing was changed.')

export function createWork(): Work {
  const pool = new Piscina<Task, unknown>({
    filename: new URL('./worker.ts', import.meta.url).href,
    minThreads: 0,
    maxThreads: THREADS,
    idleTimeout: 30 * SECOND,
    maxQueue: IN_ALL,
    resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB, stackSizeMb: 4 },
  })
  const running = new Map<string, number>()
  let large: readonly string[] = []
  const turns = new Turns()

  const perform = async <N extends JobName>(
    job: N,
    input: Jobs[N]['input'],
    signal: AbortSignal,
  ): Promise<Result<Jobs[N]['result']>> => {
    const late = AbortSignal.timeout(LONGEST)
    try {
      const result = await pool.run({ job, input: packed(input) } as Task, {
        signal: AbortSignal.any([signal, late]),
      })
      return ok(result as Jobs[N]['result'])
    } catch (error) {
      if (signal.aborted) return GONE
      if (late.aborted || isOutOfMemory(error)) return TOO_COSTLY
      if (error instanceof Error && /queue/i.test(error.message)) return BUSY
      throw error
    }
  }
  const run: Work['run'] = async (job, input, asker) => {
    const count = running.get(asker.person) ?? 0
    if (count >= PER_PERSON) return BUSY
    running.set(asker.person, count + 1)
    try {
      return await perform(job, input, asker.signal)
    } finally {
      const left = (running.get(asker.person) ?? 1) - 1
      if (left > 0) running.set(asker.person, left)
      else running.delete(asker.person)
    }
  }
  return {
    run,
    async runLarge(job, gather, asker) {
      if (asker.signal.aborted) return GONE
      const own = large.filter(person => person === asker.person).length
      if (own >= LARGE_PER_PERSON || large.length >= LARGE_IN_ALL) return BUSY
      large = [...large, asker.person]
      const forget = (): void => {
        const at = large.indexOf(asker.person)
        large = large.filter((_, index) => index !== at)
      }
      asker.signal.addEventListener('abort', forget, { once: true })
      return turns.take('large', async () => (asker.signal.aborted ? GONE : run(job, await gather(), asker)))
    },
    close: () => pool.destroy(),
  }
}

/** A postmortem as JSON, once for as long as it stays the same: a text crosses to a worker faster than an object. */
const PACKED = new WeakMap<object, string>()

function packed(input: object): object {
  const { postmortem } = input as { readonly postmortem?: Postmortem }
  if (postmortem === undefined) return input
  const json = PACKED.get(postmortem) ?? JSON.stringify(postmortem)
  PACKED.set(postmortem, json)
  return { ...input, postmortem: json }
}

const isOutOfMemory = (error: unknown): boolean =>
  error instanceof RangeError ||
  (error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY')
