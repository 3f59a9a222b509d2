import { setImmediate } from 'node:timers/promises'
import type { CommandType, MeetingCommand } from '../../shared/meeting/commands.ts'
import { isPrivate, type MeetingEvent, type RecordedEvent, SETTLES } from '../../shared/meeting/events.ts'
import { evolve } from '../../shared/meeting/evolve.ts'
import type { MeetingState } from '../../shared/meeting/state.ts'
import type { EventLog, StoredEvent } from '../store/meetings.ts'

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
  readonly keys: CommandKeys
  /** Kinds of which something is stored that the server's secret does not open (P7). */
  readonly unopened: ReadonlySet<string>
  /** Time of the last event; none that follows is earlier, whatever the clock says. */
  readonly lastAt: number
}

/** Commands are recognised by their keys as long as they are among so many newest of their meeting. */
const MOST_KEYS = 2_000

/** The keys of a meeting's newest commands. One of them goes with its journal from state to state. */
class CommandKeys {
  /** By key, the kind of the event that it is stored with; the oldest first. */
  readonly #kinds = new Map<string, MeetingEvent['type']>()

  has(key: string): boolean {
    return this.#kinds.has(key)
  }

  add(key: string, kind: MeetingEvent['type']): void {
    this.#kinds.set(key, kind)
    const [oldest] = this.#kinds.keys()
    if (oldest !== undefined && this.#kinds.size > MOST_KEYS) this.#kinds.delete(oldest)
  }

  /** Forgets what was stored with events of these kinds. */
  purge(kinds: readonly string[]): void {
    if (kinds.length === 0) return
    for (const [key, kind] of this.#kinds) if (kinds.includes(kind)) this.#kinds.delete(key)
  }
}

const emptyJournal = (): Journal => ({
  state: null,
  keys: new CommandKeys(),
  unopened: new Set(),
  lastAt: 0,
})

/** What goes with this event; the end of a meeting takes along what cannot be opened, so that a new start is possible. */
function settledBy({ unopened }: Journal, event: MeetingEvent): readonly string[] {
  if (isPrivate(event)) return []
  return [...(SETTLES[event.type] ?? []), ...(event.type === 'meetingEnded' ? unopened : [])]
}

function recorded(journal: Journal, seq: number, { at, event, key }: Stored): Journal {
  const settled = settledBy(journal, event)
  const { keys } = journal
  keys.purge(settled)
  if (key !== null) keys.add(key, event.type)
  const isSettled = settled.some(kind => journal.unopened.has(kind))
  const unopened = isSettled
    ? new Set([...journal.unopened].filter(kind => !settled.includes(kind)))
    : journal.unopened
  return { state: evolve(journal.state, { seq, at, event }), keys, unopened, lastAt: at }
}

/** An event that cannot be opened keeps its place and does nothing else. */
function passedOver(journal: Journal, { seq, kind }: StoredEvent): Journal {
  const state = journal.state && { ...journal.state, rev: seq }
  return { ...journal, state, unopened: new Set([...journal.unopened, kind]) }
}

const CARDS = SETTLES.cardsRevealed
/** What commands are decided by, or settle, of what is private. Ending a meeting is left out: see {@link settledBy}. */
const NEEDS: Partial<Record<CommandType, readonly string[] | undefined>> = {
  submitCard: CARDS,
  editCard: CARDS,
  withdrawCard: CARDS,
  passBrainstorm: CARDS,
  revealCards: [...(CARDS ?? []), ...(SETTLES.cardsInserted ?? [])],
  castVote: SETTLES.voteClosed,
  closeVote: SETTLES.voteClosed,
  answerClosing: SETTLES.meetingEnded,
}

/** True when the command would be decided without something that is there and cannot be opened (P7). */
export const needsUnopened = ({ unopened }: Journal, { type }: MeetingCommand): boolean =>
  NEEDS[type]?.some(kind => unopened.has(kind)) ?? false

/** Reads what is left of a meeting's events, as far as it can be opened. */
export async function readEvents(log: EventLog, postmortem: string): Promise<readonly RecordedEvent[]> {
  const rows = await log.read(postmortem)
  return rows.flatMap(({ seq, data }) => {
    if (data === null) return []
    const { at, event } = data as Stored
    return [{ seq, at, event }]
  })
}

/** After so many events others are let in: a long meeting takes a while to read. */
const AT_A_TIME = 1_000

/** Reads the journal of a postmortem's meeting. */
export async function readJournal(log: EventLog, postmortem: string): Promise<Journal> {
  const rows = await log.read(postmortem)
  let journal = emptyJournal()
  for (const [at, row] of rows.entries()) {
    if (at % AT_A_TIME === AT_A_TIME - 1) await setImmediate()
    journal = row.data === null ? passedOver(journal, row) : recorded(journal, row.seq, row.data as Stored)
  }
  return journal
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
  const purge = events.flatMap(event => settledBy(journal, event))
  const isStored = await log.append(postmortem, before, rows, purge)
  if (!isStored) return null
  return entries.reduce((next, entry, i) => recorded(next, before + i + 1, entry), journal)
}
