import type { WebSocket } from 'ws'
import { z } from 'zod'
import type { CloseReason } from '../../shared/protocol/closeCodes.ts'
import { type ClientFrame, jsonFrame, messageFrame, parseClientFrame } from '../../shared/protocol/frames.ts'
import type { MeetingAnswer } from '../../shared/protocol/meetingApi.ts'
import type { Person, ServerMessage } from '../../shared/protocol/messages.ts'
import { hasRole } from '../../shared/protocol/roles.ts'
import { now } from '../clock.ts'
import { Budget } from './budget.ts'
import { MOST_PARTS, partsIn } from './density.ts'
import type { Limits } from './limits.ts'
import type { PresenceOutcome } from './presence.ts'
import { Received } from './received.ts'
import { ToldMeeting } from './toldMeeting.ts'
import { type Wire, wireMessage } from './wire.ts'

/** What a session hands to its room, one frame at a time and in order. */
export interface SessionHost {
  /**
   * A state vector and an update own all of the memory they are views into: one that lies about its lengths can be
   * read past its end, but never into what others sent. Awareness is a view into what was read, for now only.
   */
  onStep1(session: Session, stateVector: Uint8Array): void
  onUpdate(session: Session, update: Uint8Array, bytes: Uint8Array, isStep2: boolean): void
  onAwareness(session: Session, entries: Uint8Array): PresenceOutcome
  onQueryAwareness(session: Session): void
  onGone(session: Session): void
  /** A frame could not be handled for a reason of ours; the socket is closed, and nobody else notices (W3). */
  onBroken(session: Session, error: unknown): void
}

/** A client may name this many ids under which it wrote before. */
const FORMER_IDS = 100

const clientMessage = z.discriminatedUnion('t', [
  z.object({ t: z.literal('clock'), sent: z.number() }),
  z.object({ t: z.literal('alive') }),
  z.object({ t: z.literal('ids'), clients: z.array(z.int().nonnegative()).max(FORMER_IDS) }),
])

/** Echoes are dropped unread and cost the sender a fraction of a frame. */
const ECHO_WEIGHT = 0.25
const SMALL = 4_096
/** Larger updates are counted before they are decoded, and what each part costs is taken as this many bytes. */
const COUNTED = 32 * 1_024
const PART_COST = 40
/** Frames over this are handled one in each turn of the event loop, of all sockets; the next waits so long, ms. */
const LARGE = 256 * 1_024
const LARGE_WAIT = 5

let isLargeTaken = false
/** Takes the one place for a large frame in this turn of the event loop. */
function takeLarge(): void {
  isLargeTaken = true
  setImmediate(() => {
    isLargeTaken = false
  })
}

/** What a client asked for as it connected. */
export interface Asked {
  /** The project's own messages, type 4. */
  readonly speaks: boolean
  /** Changes of the meeting in place of the whole. */
  readonly hearsChanges: boolean
}

/** One authorised socket in one room: it judges frames by form, size, rate and role, and the room does the rest. */
export class Session {
  readonly person: Person
  /** True when the client asked for the project's own messages, type 4. */
  readonly speaks: boolean
  /** Which of its sync frames were accepted so far (P2). */
  readonly received = new Received()
  /** Client ids under which this client says that its device wrote before, such as in a page that was reloaded. */
  formerIds: ReadonlySet<number> = new Set()
  /** True once it has answered our question: what its author may have lost in a crash is back (W6). */
  hasAnswered = false
  /** True once it was sent the document: an edit without what it builds on would stay pending with its client. */
  isCurrent = false
  /** True once we hang up: nothing that still comes is taken. */
  isClosing = false
  heardAt = now()
  readonly #host: SessionHost
  readonly #socket: WebSocket
  readonly #wire: Wire
  readonly #limits: Limits
  readonly #budget: Budget
  #resume: ReturnType<typeof setTimeout> | null = null
  /** A question for the state is being answered: a peer that does not read gets no second answer. */
  #isAsking = false
  #nextQuestion: Uint8Array | null = null
  /** It was sent the state before: from the second time on, what that costs is taken from its budget. */
  #wasAnswered = false
  /** Frames that had come in already when reading stopped. */
  #backlog: Uint8Array[] = []

  readonly #told: ToldMeeting

  constructor(
    person: Person,
    { speaks, hearsChanges }: Asked,
    socket: WebSocket,
    wire: Wire,
    limits: Limits,
    host: SessionHost,
  ) {
    this.person = person
    this.speaks = speaks
    this.#socket = socket
    this.#wire = wire
    this.#limits = limits
    this.#budget = new Budget(limits)
    this.#host = host
    this.#told = new ToldMeeting(hearsChanges)
  }

  /** Starts reading. */
  start(): void {
    // Frames are views into what the kernel handed over: most are echoes, and to be dropped without being copied.
    this.#socket.binaryType = 'nodebuffer'
    this.#socket.on('message', (data, isBinary) => {
      if (!isBinary || !(data instanceof Uint8Array)) this.close('badFrame', 'frames are binary')
      else if (this.#resume) this.#backlog.push(ownCopy(data))
      else if (mustWait(data)) {
        this.#backlog.push(ownCopy(data))
        this.#stopReading(LARGE_WAIT)
      } else this.#onFrame(data)
    })
    this.#socket.on('pong', () => {
      this.heardAt = now()
    })
    // `ws` reports what it closes a socket for (a frame too large, say) and closes it by itself.
    this.#socket.on('error', () => {})
    this.#socket.on('close', () => {
      if (this.#resume) clearTimeout(this.#resume)
      this.#takeBacklog()
      this.#host.onGone(this)
    })
  }

  get canWrite(): boolean {
    return hasRole(this.person.role, 'participant')
  }

  write(messages: Buffer): void {
    this.#wire.write(messages)
  }

  /** Answers the question for the state. One that came in meanwhile is answered once this is sent: only the newest. */
  writeState(messages: Buffer): void {
    this.#wire.writeState(messages, () => {
      this.#isAsking = false
      const next = this.#nextQuestion
      this.#nextQuestion = null
      if (next) this.#ask(next)
    })
    if (this.#wasAnswered) this.#charge(messages.byteLength)
    this.#wasAnswered = true
  }

  /** Says something in the project's own protocol, to clients that speak it. */
  say(message: ServerMessage): void {
    if (this.speaks) this.#wire.write(wireMessage(messageFrame(message)))
  }

  /** Tells how the meeting stands now, in {@link Session.say}'s protocol. */
  sayMeeting(meeting: MeetingAnswer | null): void {
    const message = this.speaks ? this.#told.next(meeting) : null
    if (message !== null) this.#wire.write(wireMessage(jsonFrame(message)))
  }

  ping(): void {
    this.#wire.ping()
  }

  /** Says why and hangs up; nothing that still comes is taken. */
  close(reason: CloseReason, words = ''): void {
    this.isClosing = true
    this.#wire.close(reason, words)
  }

  /** Hangs up on a peer that fell silent (W9). */
  cut(): void {
    this.#wire.cut()
  }

  #onFrame(bytes: Uint8Array): void {
    try {
      this.#handle(bytes)
    } catch (error) {
      this.#host.onBroken(this, error)
      this.close('badFrame', 'a frame that could not be handled')
    }
  }

  #handle(bytes: Uint8Array): void {
    // A socket that is being closed may still have frames on their way.
    if (this.#wire.isClosed) return
    this.heardAt = now()
    if (bytes.byteLength > LARGE) takeLarge()
    const frame = parseClientFrame(bytes)
    if (!frame) {
      this.close('badFrame', 'a frame of no known form')
      return
    }
    const isEcho = this.#dispatch(frame, bytes) === 'echo'
    const pause = this.#budget.take(bytes.byteLength > SMALL ? bytes.byteLength : 0, isEcho ? ECHO_WEIGHT : 1)
    if (pause > 0) this.#stopReading(pause)
  }

  #dispatch(frame: ClientFrame, bytes: Uint8Array): PresenceOutcome | null {
    switch (frame.kind) {
      case 'step1':
        if (frame.stateVector.byteLength > this.#limits.question)
          this.close('tooLarge', 'a state vector over its limit')
        else this.#ask(ownCopy(frame.stateVector))
        return null
      case 'step2':
      case 'update':
        if (bytes.byteLength > this.#mostOf(frame.kind)) this.close('tooLarge', 'a sync frame over its limit')
        else if (this.#charged(partsToCount(frame.update, this.canWrite)) > MOST_PARTS)
          this.close('tooLarge', 'a sync frame of too many parts')
        else this.#onUpdate(frame.update.byteLength, ownCopy(bytes), frame.kind === 'step2')
        return null
      case 'awareness': {
        const outcome = this.#host.onAwareness(this, frame.entries)
        if (outcome === 'bad') this.close('badFrame', 'presence of no known form, or over 4 KiB')
        return outcome
      }
      case 'queryAwareness':
        this.#host.onQueryAwareness(this)
        return null
      case 'message':
        this.#onMessage(frame.json)
        return null
    }
  }

  /** Takes from the budget what so many parts cost; none cost nothing. */
  #charged(parts: number): number {
    if (parts > 0) this.#charge(parts * PART_COST)
    return parts
  }

  /** The update is the end of its frame, which is kept and must not hold on to what else was read with it. */
  #onUpdate(length: number, frame: Uint8Array, isStep2: boolean): void {
    this.#host.onUpdate(this, frame.subarray(frame.byteLength - length), frame, isStep2)
  }

  #onMessage(json: string): void {
    const message = json.length <= this.#limits.command ? parseMessage(json) : null
    if (!message) this.close('badFrame', 'a message of no known form, or over 8 KiB')
    else if (message.t === 'clock') this.say({ t: 'clock', sent: message.sent, now: now() })
    else if (message.t === 'ids') this.formerIds = new Set(message.clients)
  }

  #ask(stateVector: Uint8Array): void {
    if (this.#isAsking) this.#nextQuestion = stateVector
    else {
      this.#isAsking = true
      this.#host.onStep1(this, stateVector)
    }
  }

  #mostOf(kind: 'step2' | 'update'): number {
    return kind === 'step2' ? this.#limits.answerFrame : this.#limits.syncFrame
  }

  #charge(bytes: number): void {
    const pause = this.#budget.take(bytes)
    if (pause > 0) this.#stopReading(pause)
  }

  #stopReading(ms: number): void {
    if (this.#resume) clearTimeout(this.#resume)
    if (!this.#socket.isPaused) this.#socket.pause()
    this.#resume = setTimeout(() => {
      this.#resume = null
      this.#readOn()
    }, ms)
  }

  /** What came before its author hung up still counts. */
  #takeBacklog(): void {
    for (const bytes of this.#backlog) {
      const frame = parseClientFrame(bytes)
      if (frame?.kind !== 'update' && frame?.kind !== 'step2') continue
      const isTaken =
        bytes.byteLength <= this.#mostOf(frame.kind) &&
        partsToCount(frame.update, this.canWrite) <= MOST_PARTS
      if (isTaken) this.#onUpdate(frame.update.byteLength, bytes, frame.kind === 'step2')
    }
    this.#backlog = []
  }

  #readOn(): void {
    let next = 0
    while (next < this.#backlog.length && !this.#resume) {
      const bytes = this.#backlog[next]
      if (bytes && mustWait(bytes)) {
        this.#stopReading(LARGE_WAIT)
        break
      }
      next++
      if (bytes) this.#onFrame(bytes)
    }
    this.#backlog = this.#backlog.slice(next)
    if (!this.#resume) this.#socket.resume()
  }
}

/** How many parts an update has that is worth counting, 0 for any other. */
const partsToCount = (update: Uint8Array, canWrite: boolean): number =>
  canWrite && update.byteLength > COUNTED ? partsIn(update) : 0

const mustWait = (bytes: Uint8Array): boolean => isLargeTaken && bytes.byteLength > LARGE

const ownCopy = (bytes: Uint8Array): Uint8Array => new Uint8Array(bytes)

function parseMessage(json: string): z.infer<typeof clientMessage> | null {
  try {
    return clientMessage.safeParse(JSON.parse(json)).data ?? null
  } catch {
    return null
  }
}
