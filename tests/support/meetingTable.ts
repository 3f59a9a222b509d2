import type { RandomBytes } from '../../shared/base/ids.ts'
import { MINUTE } from '../../shared/base/time.ts'
import type { MeetingCommand } from '../../shared/meeting/commands.ts'
import type { DecideContext, Situation } from '../../shared/meeting/decide/decision.ts'
import { decideInTime } from '../../shared/meeting/envelope.ts'
import type { Actor, RecordedEvent } from '../../shared/meeting/events.ts'
import { evolve } from '../../shared/meeting/evolve.ts'
import type {
  ActionFact,
  DocumentFacts,
  EarlierAction,
  FactorFact,
  RowFact,
} from '../../shared/meeting/facts.ts'
import { viewsOf } from '../../shared/meeting/project.ts'
import type { MeetingState } from '../../shared/meeting/state.ts'
import type { MeetingView } from '../../shared/meeting/view.ts'
import { Random } from './random.ts'

export const CAROL: Actor = { id: 'carol', name: 'Carol', role: 'facilitator' }
export const DAVE: Actor = { id: 'dave', name: 'Dave', role: 'participant' }
export const PRIYA: Actor = { id: 'priya', name: 'Priya', role: 'participant' }
export const WEI: Actor = { id: 'wei', name: 'Wei', role: 'viewer' }

/** Ten in the morning: the scheduled start of the meetings in these tests. */
export const TEN = Date.UTC(2026, 4, 28, 10)

export const row = (id: string, state: RowFact['state'] = 'confirmed'): RowFact => ({
  id,
  at: '2026-05-27T14:22:00Z',
  text: `row ${id}`,
  state,
})

export const factor = (id: string, more: Partial<FactorFact> = {}): FactorFact => ({
  id,
  text: `factor ${id}`,
  group: '',
  chosen: false,
  waiver: '',
  ...more,
})

export const action = (id: string, more: Partial<ActionFact> = {}): ActionFact => ({
  id,
  text: `action ${id}`,
  owner: '@bob',
  factors: [],
  ...more,
})

/** Repeatable bytes, so that a failing test fails again. */
export function seededBytes(seed: number): RandomBytes {
  const random = new Random(seed)
  return bytes => {
    for (let i = 0; i < bytes.length; i++) bytes[i] = random.below(256)
    return bytes
  }
}

/** A meeting on the pure machine, with a clock, a document and people that a test sets as it likes. */
export class MeetingTable {
  now = TEN
  facts: DocumentFacts = { timeline: [], factors: [], actions: [] }
  earlier: readonly EarlierAction[] = []
  connected = new Set<string>()
  facilitatorAbsentSince: number | null = null
  state: MeetingState | null = null
  readonly log: RecordedEvent[] = []
  readonly #random: RandomBytes

  constructor(seed = 1) {
    this.#random = seededBytes(seed)
  }

  /** What the meeting is now; fails the test when none was opened. */
  get meeting(): MeetingState {
    if (this.state === null) throw new Error('no meeting was opened')
    return this.state
  }

  get situation(): Situation {
    const { now, facts, earlier, connected, facilitatorAbsentSince } = this
    return { now, facts, earlier, connected, facilitatorAbsentSince, editedAt: 0 }
  }

  /** Gives a command at the revision shown now, or at `rev`; answers the refusal's code, or null. */
  give(actor: Actor, command: MeetingCommand, rev = this.state?.rev ?? 0): string | null {
    const context: DecideContext = { ...this.situation, actor, random: this.#random }
    const decision = decideInTime(this.state, command, rev, context)
    if (!decision.ok) return decision.error.code
    for (const event of decision.value) this.record(event)
    return null
  }

  /** Gives commands that must be granted. */
  run(actor: Actor, ...commands: readonly MeetingCommand[]): this {
    for (const command of commands) {
      const code = this.give(actor, command)
      if (code) throw new Error(`${command.type} was refused: ${code}`)
    }
    return this
  }

  record(event: RecordedEvent['event']): void {
    const recorded = { seq: (this.state?.rev ?? 0) + 1, at: this.now, event }
    this.log.push(recorded)
    this.state = evolve(this.state, recorded)
  }

  /** Lets people come, as their sockets would. */
  join(...people: readonly Actor[]): this {
    for (const person of people) {
      this.record({ type: 'personJoined', person, present: true })
      this.connected.add(person.id)
    }
    return this
  }

  view(person: Actor): MeetingView {
    return viewsOf(this.meeting, this.situation)(person)
  }

  pass(minutes: number): this {
    this.now += minutes * MINUTE
    return this
  }

  /** Goes to the first step of a kind, setting aside what is open. */
  goTo(id: string): this {
    while (this.meeting.steps[this.meeting.current ?? 0]?.id !== id)
      this.run(CAROL, { type: 'advanceStep', override: 'the test is about another step' })
    return this
  }
}

/** A meeting of 60 minutes in the lobby: Carol facilitates, Dave and Priya take part, Wei looks on. */
export function lobby(): MeetingTable {
  const table = new MeetingTable()
  table.run(CAROL, { type: 'openMeeting', minutes: 60, scheduledStart: TEN })
  table.connected.add('carol')
  return table.join(DAVE, PRIYA, WEI)
}

/** The same meeting, started on time. */
export const running = (): MeetingTable => lobby().run(CAROL, { type: 'startMeeting' })
