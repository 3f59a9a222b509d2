import type { DocumentAtAnswer } from '../../shared/protocol/meetingApi.ts'
import type { LogRow } from '../store/log.ts'
import type { Store } from '../store/store.ts'

/** So many at once, so that the relay is never kept waiting for long. */
const ROWS_AT_ONCE = 500

/** Where the reading of the log begins: a state that holds every row up to `seq`. */
interface Base {
  readonly seq: number
  readonly at: number
  readonly state: Uint8Array | null
}

/** The stored pieces of a document as it was: a state (Yjs V2), and the updates (V1) that had followed by then. */
export interface StoredMoment extends Omit<DocumentAtAnswer, 'postmortem'> {
  readonly state: Uint8Array | null
  readonly updates: readonly Uint8Array[]
}

/**
 * The document as it was at `instant`, from the log of its changes: one commit is one moment (M20). A version that was
 * kept shortly before spares most of the reading. Null when there was no text yet, or when it was removed for good (D10).
 */
export async function documentAt(
  store: Pick<Store, 'log' | 'versions'>,
  postmortem: string,
  instant: number,
): Promise<StoredMoment | null> {
  const base = await baseOf(store, postmortem, instant)
  const updates: Uint8Array[] = []
  let { seq, at: keptAt } = base
  let until: number | null = null
  for (let rows = await rowsAfter(store, postmortem, seq); rows.length > 0; ) {
    const [first] = rows
    // A hole: what came before this row was removed, and nothing that is kept stands in for it.
    if (first && first.seq !== seq + 1) return null
    const due = rows.slice(0, countUntil(rows, instant))
    for (const row of due) updates.push(...row.updates)
    const last = due.at(-1)
    if (last) ({ seq, at: keptAt } = { seq: last.seq, at: Math.max(keptAt, last.at) })
    const next = rows[due.length]
    if (next) {
      until = next.at
      break
    }
    rows = await rowsAfter(store, postmortem, seq)
  }
  return seq === 0 ? null : { keptAt, until, state: base.state, updates }
}

const rowsAfter = ({ log }: Pick<Store, 'log'>, postmortem: string, seq: number): Promise<LogRow[]> =>
  log.readSince(postmortem, seq, ROWS_AT_ONCE)

/** How many rows from the start were committed by then; another node's clock may be a little ahead. */
function countUntil(rows: readonly LogRow[], instant: number): number {
  const later = rows.findIndex(row => row.at > instant)
  return later < 0 ? rows.length : later
}

/** The newest version that was kept by then, or the beginning. */
async function baseOf(
  { versions }: Pick<Store, 'versions'>,
  postmortem: string,
  instant: number,
): Promise<Base> {
  const kept = (await versions.list(postmortem)).find(version => version.at <= instant)
  const state = kept ? await versions.state(postmortem, kept.id) : null
  return kept && state ? { seq: kept.seq, at: kept.at, state } : { seq: 0, at: 0, state: null }
}
