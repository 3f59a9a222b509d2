import { createHash } from 'node:crypto'
import { DAY, HOUR, SECOND } from '../../shared/base/time.ts'
import { Turns } from '../../shared/base/turns.ts'
import type { MeetingCommand } from '../../shared/meeting/commands.ts'
import type { Situation } from '../../shared/meeting/decide/decision.ts'
import { endingEvents } from '../../shared/meeting/decide/lifecycle.ts'
import { roleChangeEvents } from '../../shared/meeting/decide/roles.ts'
import { decideInTime } from '../../shared/meeting/envelope.ts'
import {
  type Actor,
  isPrivate,
  type MeetingEvent,
  type PublicEvent,
  type RecordedEvent,
} from '../../shared/meeting/events.ts'
import { evolve } from '../../shared/meeting/evolve.ts'
import { leftOpenInstants } from '../../shared/meeting/leftOpen.ts'
import { viewsOf } from '../../shared/meeting/project.ts'
import { refused } from '../../shared/meeting/refusals.ts'
import type { MeetingState, MeetingStatus } from '../../shared/meeting/state.ts'
import type { MeetingView } from '../../shared/meeting/view.ts'
import type { MeetingAnswer } from '../../shared/protocol/meetingApi.ts'
import type { CommandRequest } from '../../shared/protocol/meetingCommands.ts'
import { appendEvents, type Journal, needsUnopened, readEvents, readJournal } from './journal.ts'
import {
  arrivals,
  type LiveMeeting,
  liveMeeting,
  noteAbsence,
  situationOf,
  type TimerName,
} from './liveMeeting.ts'
import type { CommandOutcome, MeetingChange, MeetingPorts } from './ports.ts'

const MOST_TRIES = 5
/** Those who come and go within this time are told to everybody in one go. */
const PRESENCE_MS = 100
/** A left-open meeting is looked after at least this often, as a timer cannot wait for months. */
const LONGEST_WATCH_MS = 12 * HOUR

/** Where a meeting stands after the last of these events. */
const LEADS_TO: Readonly<Record<string, MeetingStatus>> = {
  meetingOpened: 'lobby',
  meetingStarted: 'running',
  meetingReopened: 'running',
  meetingEnded: 'ended',
} satisfies Partial<Record<MeetingEvent['type'], MeetingStatus>>

/** What each person is answered; what they see alike is worked out once, when the first of them is. */
function answersOf(state: MeetingState, situation: Situation): (person: Actor) => MeetingAnswer {
  let view: ((person: Actor) => MeetingView) | null = null
  const { rev, epoch } = state
  return person => {
    view ??= viewsOf(state, situation)
    return { rev, epoch, serverNow: situation.now, state: view(person) }
  }
}

/** Says that a command was given already, and to nobody else by whom: events are stored with it (M15, M18). */
const keyOf = (actor: Actor, idempotencyKey: string): string =>
  createHash('sha256').update(`${actor.id} ${idempotencyKey}`).digest('base64url')

/** The state once these events of this moment are in it, too. */
const following = (state: MeetingState, events: readonly MeetingEvent[], at: number): MeetingState =>
  events.reduce((next, event) => evolve(next, { seq: next.rev + 1, at, event }), state)

/**
 * The meetings of all postmortems. Commands of one meeting take effect one after the other: decided, stored,
 * then told. Nothing is told that is not stored, and nothing private is told to anybody but its author.
 */
export class MeetingService {
  readonly #ports: MeetingPorts
  readonly #meetings = new Map<string, LiveMeeting>()
  readonly #turns = new Turns()
  readonly #listeners = new Set<(change: MeetingChange) => void>()
  /** Read when first asked for, and kept up to date from then on. */
  #statuses: Promise<Map<string, MeetingStatus>> | null = null

  constructor(ports: MeetingPorts) {
    this.#ports = ports
  }

  /** Calls back after every change; returns what stops it. */
  onChange(listener: (change: MeetingChange) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Decides a command by this person, stores what it does, and tells everybody (M2, M3). */
  command(postmortem: string, actor: Actor, request: CommandRequest): Promise<CommandOutcome> {
    return this.#turns.take(postmortem, async () => {
      const live = this.#live(postmortem)
      for (let tries = 0; tries < MOST_TRIES; tries++) {
        const outcome = await this.#attempt(live, actor, request)
        if (outcome) return outcome
      }
      const error = refused('meeting/busy').error
      return { ok: false, error, meeting: await this.#answer(live, actor) }
    })
  }

  /** The meeting as this person may see it; null when none was opened. */
  answer(postmortem: string, person: Actor): Promise<MeetingAnswer | null> {
    return this.#turns.take(postmortem, () => this.#answer(this.#live(postmortem), person))
  }

  /** Where each postmortem's meeting stands; those without one are missing. */
  statuses(): Promise<ReadonlyMap<string, MeetingStatus>> {
    this.#statuses ??= this.#readStatuses().catch((error: unknown) => {
      this.#statuses = null
      throw error
    })
    return this.#statuses
  }

  async #readStatuses(): Promise<Map<string, MeetingStatus>> {
    const last = await this.#ports.log.lastOf(Object.keys(LEADS_TO))
    return new Map([...last].map(([postmortem, kind]) => [postmortem, LEADS_TO[kind] ?? 'lobby']))
  }

  /** What happened in the meeting, for its report and replay; empty when none was opened (M18, M20). */
  async events(postmortem: string): Promise<readonly RecordedEvent<PublicEvent>[]> {
    const events = await readEvents(this.#ports.log, postmortem)
    return events.flatMap(({ seq, at, event }) => (isPrivate(event) ? [] : [{ seq, at, event }]))
  }

  /** Says that the server gave or took somebody's role, null being none (M16). */
  roleChanged(postmortem: string, person: string, role: Actor['role'] | null): Promise<void> {
    return this.#turns.take(postmortem, async () => {
      const live = this.#live(postmortem)
      const { state } = await this.#journal(live)
      const connected = new Set(live.connected.keys())
      const events = state ? roleChangeEvents(state, person, role, connected) : []
      if (events.length > 0) await this.#append(live, events, null)
    })
  }

  /** Says who is connected now, once per person; everybody hears of it a moment later. */
  presence(postmortem: string, people: readonly Actor[]): void {
    const live = this.#live(postmortem)
    live.connected = new Map(people.map(person => [person.id, person]))
    if (live.journal?.state) noteAbsence(live, live.journal.state, this.#ports.now())
    if (!live.timers.has('presence')) this.#later(live, 'presence', PRESENCE_MS, () => this.#welcome(live))
  }

  /** Says that somebody edited the document just now: such a meeting is not left alone (M26). */
  edited(postmortem: string): void {
    const live = this.#meetings.get(postmortem)
    if (live) live.editedAt = this.#ports.now()
  }

  /** Replaces a text in what was said in the meeting, for good (D10), and tells everybody how it reads now. */
  redact(postmortem: string, text: string): Promise<void> {
    return this.#turns.take(postmortem, async () => {
      // Told whether anything was found or not: otherwise that would say what stands in hidden cards.
      await this.#ports.log.redact(postmortem, text)
      const live = this.#live(postmortem)
      live.journal = null
      await this.#journal(live)
      await this.#tell(live, [])
    })
  }

  /** Calls off all timers and waits for what is under way (O2). */
  async close(): Promise<void> {
    await this.#turns.settled()
    for (const live of this.#meetings.values()) for (const cancel of live.timers.values()) cancel()
    this.#meetings.clear()
  }

  #live(postmortem: string): LiveMeeting {
    const live = this.#meetings.get(postmortem) ?? liveMeeting(postmortem)
    this.#meetings.set(postmortem, live)
    return live
  }

  /** The journal, read when it is not at hand; what a stop of the server left undone is taken up again. */
  async #journal(live: LiveMeeting): Promise<Journal> {
    if (live.journal) return live.journal
    const journal = await readJournal(this.#ports.log, live.id)
    live.journal = journal
    this.#ports.goOnFrom(journal.lastAt)
    if (journal.state) noteAbsence(live, journal.state, this.#ports.now())
    this.#watch(live)
    if (journal.state?.cards.shuffled.length) await this.#insertCards(live)
    if (journal.state?.unsigned.held.length) await this.#insertComments(live)
    // Meetings that ended before their outcome was written at all are left as they are.
    const { endedAt = null } = journal.state ?? {}
    if (endedAt !== null && this.#ports.now() - endedAt < DAY) await this.#writeOutcome(live)
    return live.journal ?? journal
  }

  async #answer(live: LiveMeeting, person: Actor): Promise<MeetingAnswer | null> {
    const { state } = await this.#journal(live)
    return state && answersOf(state, await situationOf(live, this.#ports))(person)
  }

  /** One try of a command; null when another node was faster and it has to be decided anew. */
  async #attempt(live: LiveMeeting, actor: Actor, request: CommandRequest): Promise<CommandOutcome | null> {
    const { command, expectedRev, idempotencyKey } = request
    const journal = await this.#journal(live)
    const { state, keys } = journal
    const situation = await situationOf(live, this.#ports)
    const key = keyOf(actor, idempotencyKey)
    if (state && keys.has(key)) return { ok: true, meeting: answersOf(state, situation)(actor) }
    const joining = state ? await this.#joining(live, state, actor, command) : []
    const context = { ...situation, actor, random: this.#ports.random }
    const arrived = state && following(state, joining, situation.now)
    const isOut = arrived && !arrived.people.some(({ id }) => id === actor.id)
    const decision = needsUnopened(journal, command)
      ? refused('meeting/unopened')
      : isOut && state.status !== 'ended'
        ? refused('meeting/full')
        : decideInTime(arrived, command, expectedRev, context)
    if (!decision.ok)
      return { ok: false, error: decision.error, meeting: state && answersOf(state, situation)(actor) }
    const [first] = decision.value
    if (first) {
      const isStored = await this.#append(live, [...joining, ...decision.value], { event: first, key }, actor)
      if (!isStored) return null
      // Those who were here before the meeting was opened are in its lobby from now on.
      if (state === null) await this.#welcome(live)
      await this.#insertCards(live)
      await this.#insertComments(live)
      await this.#writeOutcome(live)
    }
    const meeting = await this.#answer(live, actor)
    if (!meeting) throw new Error('a granted command left no meeting')
    return { ok: true, meeting }
  }

  /** Makes the giver of a command known to the meeting, and the member whom the command names. */
  async #joining(
    live: LiveMeeting,
    state: MeetingState,
    actor: Actor,
    command: MeetingCommand,
  ): Promise<readonly PublicEvent[]> {
    if (state.status === 'ended') return []
    const named = 'person' in command && command.person !== actor.id ? command.person : undefined
    const isNew = named !== undefined && !state.people.some(person => person.id === named)
    const member = isNew ? await this.#ports.member(live.id, named) : null
    return [...arrivals(state, [actor], true), ...(member ? arrivals(state, [member], false) : [])]
  }

  /** Stores events and tells everybody; false when another node was faster. */
  async #append(
    live: LiveMeeting,
    events: readonly MeetingEvent[],
    keyed: { readonly event: MeetingEvent; readonly key: string } | null,
    actor?: Actor,
  ): Promise<boolean> {
    const { log, now } = this.#ports
    const journal = await appendEvents(log, live.id, await this.#journal(live), events, now(), keyed)
    live.journal = journal
    if (journal?.state) noteAbsence(live, journal.state, now(), actor)
    const status = journal?.state?.status
    if (status) this.#statuses?.then(known => known.set(live.id, status)).catch(() => {})
    if (journal) await this.#tell(live, events)
    this.#watch(live)
    return journal !== null
  }

  async #tell(live: LiveMeeting, events: readonly MeetingEvent[]): Promise<void> {
    const state = live.journal?.state
    if (!state || this.#listeners.size === 0) return
    const situation = await situationOf(live, this.#ports)
    const change: MeetingChange = {
      postmortem: live.id,
      events: events.flatMap(event => (isPrivate(event) ? [] : [event])),
      answerFor: answersOf(state, situation),
    }
    for (const listener of this.#listeners) listener(change)
  }

  /** Brings revealed cards into the document; when that fails they stay stored, and it is tried again (M11). */
  async #insertCards(live: LiveMeeting): Promise<void> {
    const cards = live.journal?.state?.cards.shuffled ?? []
    if (cards.length === 0) return
    await this.#bring(live, 'insert', {
      bring: () => this.#ports.insertCards(live.id, cards),
      brought: { type: 'cardsInserted' },
      again: () => this.#insertCards(live),
    })
  }

  /** Brings comments that nobody signed into the document; when that fails they stay stored, and it is tried again (M29). */
  async #insertComments(live: LiveMeeting): Promise<void> {
    const comments = live.journal?.state?.unsigned.held ?? []
    if (comments.length === 0) return
    await this.#bring(live, 'comments', {
      bring: () => this.#ports.insertComments(live.id, comments),
      brought: { type: 'commentsInserted' },
      again: () => this.#insertComments(live),
    })
  }

  /** Brings learnings and parked ideas into the document once the meeting has ended; tried again when that fails (M18). */
  async #writeOutcome(live: LiveMeeting): Promise<void> {
    const { state } = live.journal ?? {}
    if (!state?.outcomeDue) return
    const learnings = state.learnings.slice(state.learningsWritten).map(({ text }) => text)
    if (learnings.length === 0 && state.parked.length === 0) return
    await this.#bring(live, 'outcome', {
      bring: () => this.#ports.writeOutcome(live.id, { learnings, parked: state.parked }),
      brought: { type: 'outcomeWritten', learnings: state.learnings.length },
      again: () => this.#writeOutcome(live),
    })
  }

  /** Brings something into the document and notes that it is there; when that fails, it is tried again a second later. */
  async #bring(
    live: LiveMeeting,
    name: TimerName,
    {
      bring,
      brought,
      again,
    }: {
      readonly bring: () => Promise<void>
      readonly brought: MeetingEvent
      readonly again: () => Promise<void>
    },
  ): Promise<void> {
    try {
      await bring()
      await this.#append(live, [brought], null)
    } catch (error) {
      this.#ports.onError(live.id, error)
      this.#later(live, name, SECOND, again)
    }
  }

  /** Notes who came, and tells everybody who is here; forgets a meeting that does not run once all have left. */
  async #welcome(live: LiveMeeting): Promise<void> {
    const { state } = await this.#journal(live)
    if (state) {
      noteAbsence(live, state, this.#ports.now())
      const events = state.status === 'ended' ? [] : arrivals(state, live.connected.values(), true)
      if (events.length > 0) await this.#append(live, events, null)
      else await this.#tell(live, [])
    }
    const isIdle = live.connected.size === 0 && live.timers.size === 0
    if (isIdle && state?.status !== 'running') this.#meetings.delete(live.id)
  }

  /** Looks again when the meeting may have been left open (M26). */
  #watch(live: LiveMeeting): void {
    const { state, unopened } = live.journal ?? {}
    // What cannot be opened is removed at the end: a meeting that has such does not end by itself (P7).
    const isLeft = state && unopened?.size === 0
    const instants = isLeft ? leftOpenInstants(state, live.editedAt) : null
    live.timers.get('left-open')?.()
    live.timers.delete('left-open')
    if (!instants) return
    const delay = Math.min(Math.max(SECOND, instants.endAt - this.#ports.now()), LONGEST_WATCH_MS)
    this.#later(live, 'left-open', delay, () => this.#endIfLeftOpen(live))
  }

  async #endIfLeftOpen(live: LiveMeeting): Promise<void> {
    const { state } = await this.#journal(live)
    const instants = state ? leftOpenInstants(state, live.editedAt) : null
    this.#watch(live)
    if (!state || !instants || instants.endAt > this.#ports.now()) return
    await this.#append(live, endingEvents(state, await this.#ports.facts(live.id), 'left-open'), null)
    await this.#writeOutcome(live)
  }

  /** Does `work` in the meeting's turn after `delay` ms; a timer of the same name is replaced. */
  #later(live: LiveMeeting, name: TimerName, delay: number, work: () => Promise<void>): void {
    live.timers.get(name)?.()
    const cancel = this.#ports.schedule(delay, () => {
      live.timers.delete(name)
      this.#turns.take(live.id, work).catch((error: unknown) => this.#ports.onError(live.id, error))
    })
    live.timers.set(name, cancel)
  }
}
