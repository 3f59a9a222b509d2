import { Piscina } from 'piscina'
import { ok, type Result, refuse } from '../../shared/base/result.ts'
import { SECOND } from '../../shared/base/time.ts'
import type { JobName, Jobs, Task } from './jobs.ts'

/** A job that takes longer, ms, is ended with its thread. */
const LONGEST = 20 * SECOND
/** Jobs that one person may have running or waiting, and all people together. */
const PER_PERSON = 4
const IN_ALL = 64
const THREADS = 2
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

  const perform = async <N extends JobName>(
    job: N,
    input: Jobs[N]['input'],
    signal: AbortSignal,
  ): Promise<Result<Jobs[N]['result']>> => {
    const late = AbortSignal.timeout(LONGEST)
    try {
      const result = await pool.run({ job, input } as Task, { signal: AbortSignal.any([signal, late]) })
      return ok(result as Jobs[N]['result'])
    } catch (error) {
      if (signal.aborted) return GONE
      if (late.aborted || isOutOfMemory(error)) return TOO_COSTLY
      if (error instanceof Error && /queue/i.test(error.message)) return BUSY
      throw error
    }
  }
  return {
    async run(job, input, asker) {
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
    },
    close: () => pool.destroy(),
  }
}

const isOutOfMemory = (error: unknown): boolean =>
  error instanceof RangeError ||
  (error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY')
