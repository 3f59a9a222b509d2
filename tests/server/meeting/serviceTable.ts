import { MeetingService } from '../../../server/meeting/meetingService.ts'
import type { CommandOutcome, MeetingChange, MeetingOutcome } from '../../../server/meeting/ports.ts'
import type { EventLog } from '../../../server/store/meetings.ts'
import type { MeetingCommand } from '../../../shared/meeting/commands.ts'
import type { Actor } from '../../../shared/meeting/events.ts'
import type { DocumentFacts } from '../../../shared/meeting/facts.ts'
import type { RevealedCard, UnsignedComment } from '../../../shared/meeting/state.ts'
import type { MeetingAnswer } from '../../../shared/protocol/meetingApi.ts'
import { HandClock } from '../../support/handClock.ts'
import { CAROL, seededBytes, TEN } from '../../support/meetingTable.ts'
import { MemoryEventStore } from '../../support/memoryEventStore.ts'

export const POSTMORTEM = 'payments'

/** Keys are unique among all tables, as those of browsers are. */
let keys = 0

/** A meeting service on an in-memory log, with a document, members and a clock that the test holds. */
export class ServiceTable {
  readonly store: EventLog & { dump(): string }
  readonly clock: HandClock
  readonly changes: MeetingChange[] = []
  readonly errors: unknown[] = []
  readonly members = new Map<string, Actor>()
  facts: DocumentFacts = { timeline: [], factors: [], actions: [] }
  /** What the document got; a card that comes twice is there once. */
  readonly inserted = new Map<string, RevealedCard>()
  /** Runs before the document takes cards; a test makes it throw. */
  beforeInsert: () => void = () => {}
  /** What the document got at the end, each time. */
  readonly outcomes: MeetingOutcome[] = []
  beforeOutcome: () => void = () => {}
  /** The unsigned comments that the document got, by id. */
  readonly comments = new Map<string, UnsignedComment>()
  beforeComments: () => void = () => {}
  service: MeetingService

  constructor(store: EventLog & { dump(): string } = new MemoryEventStore(), clock = new HandClock(TEN)) {
    this.store = store
    this.clock = clock
    this.service = this.#start()
  }

  #start(): MeetingService {
    const service = new MeetingService({
      log: this.store,
      now: this.clock.read,
      goOnFrom: at => {
        this.clock.now = Math.max(this.clock.now, at)
      },
      schedule: this.clock.schedule,
      random: seededBytes(5),
      facts: async () => this.facts,
      earlierActions: async () => [],
      member: async (_postmortem, person) => this.members.get(person) ?? null,
      insertCards: async (_postmortem, cards) => {
        this.beforeInsert()
        for (const card of cards) this.inserted.set(card.id, card)
      },
      insertComments: async (_postmortem, comments) => {
        this.beforeComments()
        for (const comment of comments) this.comments.set(comment.id, comment)
      },
      writeOutcome: async (_postmortem, outcome) => {
        this.beforeOutcome()
        this.outcomes.push(outcome)
      },
      onError: (_postmortem, error) => this.errors.push(error),
    })
    service.onChange(change => this.changes.push(change))
    return service
  }

  /** Another process on the same log, as after a stop of the server. */
  async restart(): Promise<void> {
    await this.service.close()
    this.service = this.#start()
  }

  async give(
    actor: Actor,
    command: MeetingCommand,
    more: { rev?: number; key?: string } = {},
  ): Promise<CommandOutcome> {
    const expectedRev = more.rev ?? (await this.service.answer(POSTMORTEM, actor))?.rev ?? 0
    keys += 1
    const idempotencyKey = more.key ?? `key-${keys}`
    return this.service.command(POSTMORTEM, actor, { command, expectedRev, idempotencyKey })
  }

  /** Gives commands that must be granted; answers what their giver sees after the last. */
  async run(actor: Actor, ...commands: readonly MeetingCommand[]): Promise<MeetingAnswer> {
    let meeting: MeetingAnswer | null = null
    for (const command of commands) {
      const outcome = await this.give(actor, command)
      if (!outcome.ok) throw new Error(`${command.type} was refused: ${outcome.error.code}`)
      meeting = outcome.meeting
    }
    if (!meeting) throw new Error('no command was given')
    return meeting
  }

  async see(person: Actor): Promise<MeetingAnswer> {
    const meeting = await this.service.answer(POSTMORTEM, person)
    if (!meeting) throw new Error('no meeting was opened')
    return meeting
  }

  pass(ms: number): Promise<void> {
    return this.clock.pass(ms, () => this.service.answer(POSTMORTEM, CAROL))
  }

  /** Says who is connected, and lets the moment pass after which everybody hears of it. */
  async connect(...people: readonly Actor[]): Promise<void> {
    this.service.presence(POSTMORTEM, people)
    await this.pass(100)
  }
}
