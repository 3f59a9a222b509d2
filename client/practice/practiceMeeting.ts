import type { Doc } from 'yjs'
import { randomId } from '../../shared/base/ids.ts'
import { type Result, refuse } from '../../shared/base/result.ts'
import { insertCards, insertComments, writeOutcome } from '../../shared/document/meetingEdits.ts'
import type { PostmortemReader } from '../../shared/document/reader.ts'
import { EDIT } from '../../shared/document/schema.ts'
import type { MeetingCommand } from '../../shared/meeting/commands.ts'
import type { Situation } from '../../shared/meeting/decide/decision.ts'
import { decideInTime } from '../../shared/meeting/envelope.ts'
import type { Actor, MeetingEvent, RecordedEvent } from '../../shared/meeting/events.ts'
import { evolve } from '../../shared/meeting/evolve.ts'
import { viewsOf } from '../../shared/meeting/project.ts'
import type { MeetingState } from '../../shared/meeting/state.ts'
import type { MeetingAnswer } from '../../shared/protocol/meetingApi.ts'

/** Random bytes of the browser, for ids. */
const random = (bytes: Uint8Array): Uint8Array => crypto.getRandomValues(bytes as Uint8Array<ArrayBuffer>)
/** An id such as the server makes. */
export const freshId = (): string => randomId(random)

/** A meeting that only this page holds: the same rules as the server's, and nothing is stored or sent. */
export class PracticeMeeting {
  readonly log: RecordedEvent[] = []
  readonly #doc: Doc
  readonly #reader: PostmortemReader
  readonly #now: () => number
  readonly #onChange: () => void
  readonly #present = new Set<string>()
  #state: MeetingState | null = null

  constructor(doc: Doc, reader: PostmortemReader, now: () => number, onChange: () => void) {
    this.#doc = doc
    this.#reader = reader
    this.#now = now
    this.#onChange = onChange
  }

  /** What the meeting is now; null until it was opened. */
  get state(): MeetingState | null {
    return this.#state
  }

  get present(): ReadonlySet<string> {
    return this.#present
  }

  /** Lets somebody come. */
  join(person: Actor): void {
    this.#present.add(person.id)
    if (this.#state) this.#record({ type: 'personJoined', person, present: true })
    this.#onChange()
  }

  /** Decides a command by this person as the server would. */
  give(actor: Actor, command: MeetingCommand): Result<MeetingAnswer> {
    const context = { ...this.#situation(), actor, random }
    const decision = decideInTime(this.#state, command, this.#state?.rev ?? 0, context)
    if (!decision.ok) return decision
    for (const event of decision.value) this.#record(event)
    this.#settle()
    this.#onChange()
    const answer = this.answerFor(actor)
    return answer ? { ok: true, value: answer } : refuse('meeting/none', '')
  }

  /** The meeting as this person may see it. */
  answerFor(person: Actor): MeetingAnswer | null {
    const state = this.#state
    if (!state) return null
    const situation = this.#situation()
    return {
      rev: state.rev,
      epoch: state.epoch,
      serverNow: situation.now,
      state: viewsOf(state, situation)(person),
    }
  }

  #situation(): Situation {
    return {
      now: this.#now(),
      facts: this.#reader.read(),
      earlier: [],
      connected: this.#present,
      facilitatorAbsentSince: null,
      editedAt: this.#now(),
    }
  }

  #record(event: MeetingEvent): void {
    const recorded = { seq: (this.#state?.rev ?? 0) + 1, at: this.#now(), event }
    this.log.push(recorded)
    this.#state = evolve(this.#state, recorded)
  }

  /** What the server does once events are stored: cards, comments and the outcome come into the document. */
  #settle(): void {
    const { cards, unsigned } = this.#state ?? {}
    this.#doc.transact(() => {
      if (cards?.shuffled.length) {
        insertCards(this.#doc, cards.shuffled)
        this.#record({ type: 'cardsInserted' })
      }
      if (unsigned?.held.length) {
        insertComments(this.#doc, unsigned.held, this.#now())
        this.#record({ type: 'commentsInserted' })
      }
      if (this.#state?.outcomeDue) {
        const learnings = this.#state.learnings.map(({ text }) => text)
        writeOutcome(this.#doc, { learnings, parked: this.#state.parked })
        this.#record({ type: 'outcomeWritten', learnings: learnings.length })
      }
    }, `${EDIT} by colleagues`)
  }
}
