import { HOUR } from '../../shared/base/time.ts'
import type { AuditRow } from '../store/audit.ts'
import type { Audit } from './audit.ts'

/** Refusals that are counted at a time; beyond that the oldest count is written down early. */
const MOST_COUNTED = 10_000

/** One refusal that was written down, and how often it was repeated since. */
interface Count {
  readonly who: string
  readonly postmortem: string
  readonly detail: AuditRow['detail']
  readonly since: number
  times: number
}

/** Requests that were refused, in the audit log: a flood of them adds two rows an hour, not one for each. */
export interface Refusals {
  /** Writes the refusal down before the answer is given; the same again by the same person is counted for an hour. */
  note(who: string, postmortem: string, detail: AuditRow['detail']): Promise<void>
  /** Writes down counts whose hour is over, each as one row with `times`. */
  settle(): Promise<void>
  /** Writes down all counts, as the server stops. */
  close(): Promise<void>
}

export function createRefusals(audit: Audit, now: () => number): Refusals {
  /** By who was refused what; the oldest first. */
  const counts = new Map<string, Count>()
  const write = async (key: string, count: Count): Promise<void> => {
    if (counts.get(key) === count) counts.delete(key)
    const { who, postmortem, detail, times } = count
    if (times > 0) await audit(who, 'access/refused', postmortem, { ...detail, times })
  }
  const writeAll = async (isDue: (count: Count) => boolean): Promise<void> => {
    for (const [key, count] of [...counts]) if (isDue(count)) await write(key, count)
  }

  return {
    async note(who, postmortem, detail) {
      const key = JSON.stringify([who, postmortem, detail])
      const known = counts.get(key)
      if (known && now() - known.since < HOUR) {
        known.times++
        return
      }
      // In its place before anything is waited for, so that many at once are counted as well.
      const count = { who, postmortem, detail, since: now(), times: 0 }
      counts.delete(key)
      counts.set(key, count)
      const [oldest] = counts.size > MOST_COUNTED ? counts : []
      try {
        if (known) await write(key, known)
        if (oldest) await write(...oldest)
        await audit(who, 'access/refused', postmortem, detail)
      } catch (error) {
        // Not on record: the next one is to be written down.
        if (counts.get(key) === count) counts.delete(key)
        throw error
      }
    },
    settle: () => writeAll(({ since }) => now() - since >= HOUR),
    close: () => writeAll(() => true),
  }
}
