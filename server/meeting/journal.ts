import { isPrivate, type MeetingEvent, type RecordedEvent, SETTLES } from '../../shared/meeting/events.ts'
import { evolve } from '../../shared/meeting/evolve.ts'
import type { MeetingState } from '../../shared/meeting/state.ts'
import type { EventLog } from '../store/meetings.ts'

/** What is stored of an event: `key` is the command's, so that the same key takes effect once (M2). */
interface Stored {
  readonly at: number
  readonly event: MeetingEvent
  readonly key: string | null
}

/**
 * A meeting as its log tells it. A key lives and goes with its event: after a purge nothing that is stored or held
 * here connects a person to a card, ballot or answer (M10–M12).
 */
export interface Journal {
  readonly state: MeetingState | null
  readonly keys: ReadonlyMap<string, MeetingEvent['type']>
  /** Time of the last event; none that follows is earlier, whatever the clock says. */
  readonly lastAt: number
}

const EMPTY: Journal = { state: null, keys: new Map(), lastAt: 0 }

const settledBy = (event: MeetingEvent): readonly string[] =>
  isPrivate(event) ? [] : (SETTLES[event.type] ?? [])

function recorded(journal: Journal, seq: number, { at, event, key }: Stored): Journal {
  const settled = settledBy(event)
  const keys = new Map([...journal.keys].filter(([, kind]) => !settled.includes(kind)))
  if (key !== null) keys.set(key, event.type)
  return { state: evolve(journal.state, { seq, at, event }), keys, lastAt: at }
}

/** Reads what is left of a meeting's events. */
export async function readEvents(log: EventLog, postmortem: string): Promise<readonly RecordedEvent[]> {
  const rows = await log.read(postmortem)
  return rows.map(({ seq, data }) => {
    const { at, event } = data as Stored
    return { seq, at, event }
  })
}

/** Reads the journal of a postmortem's meeting. */
export async function readJournal(log: EventLog, postmortem: string): Promise<Journal> {
  const rows = await log.read(postmortem)
  return rows.reduce((journal, { seq, data }) => recorded(journal, seq, data as Stored), EMPTY)
}

/**
 * Appends events under the journal's next numbers and answers the journal with them, or null when somebody else
 * was faster. What the events settle is purged in the same transaction. `key` goes with the first of `own`.
 */
export async function appendEvents(
  log: EventLog,
  postmortem: string,
  journal: Journal,
  events: readonly MeetingEvent[],
  now: number,
  keyed: { readonly event: MeetingEvent; readonly key: string } | null,
): Promise<Journal | null> {
  const at = Math.max(now, journal.lastAt)
  const entries = events.map(event => ({ at, event, key: keyed?.event === event ? keyed.key : null }))
  const rows = entries.map(data => ({ kind: data.event.type, private: isPrivate(data.event), data }))
  const before = journal.state?.rev ?? 0
  const isStored = await log.append(postmortem, before, rows, events.flatMap(settledBy))
  if (!isStored) return null
  return entries.reduce((next, entry, i) => recorded(next, before + i + 1, entry), journal)
}
