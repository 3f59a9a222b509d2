import { SYNC, syncFrame } from '../../shared/protocol/frames.ts'
import { now } from '../clock.ts'
import type { Authorship } from './authorship.ts'
import type { Claims, Present } from './claims.ts'
import type { LiveDocument } from './liveDocument.ts'
import { clientsIn, reunite } from './reunion.ts'
import type { Session } from './session.ts'
import { sift } from './sift.ts'
import { type Acceptance, judgeUpdate, SERVER } from './updateCheck.ts'
import { wireMessage } from './wire.ts'

/** How long an update waits for the people whose text it holds to come back with that text, ms. */
const WAIT = 5_000
/** Those who come back are reunited this long, ms, after one of them came: most come within a moment. */
const REUNION = 20
/** What one socket may have waiting; what is more is in the client's next answer. */
const MAX_HELD = 500
const MAX_HELD_BYTES = 1024 * 1024
/** A client is asked for what is missing at most this often, ms. */
const ASK_EVERY = 1_000
/** What is held waits this long, ms, for an answer; one that comes later holds it, too. */
const PATIENCE = 15_000
/** Refusals of one socket that are logged one by one; then every hundredth is. */
const LOGGED_ALL = 5

/** A sync frame as it came in, and the update in it. */
export interface Held {
  /** Its number, from 1 on (P2). */
  readonly frame: number
  readonly update: Uint8Array
  readonly bytes: Uint8Array
  readonly isStep2: boolean
}

/** How far the intake is with one socket. */
interface Line {
  readonly held: Held[]
  heldBytes: number
  /** Runs while something is held that leaves a gap. */
  patience: ReturnType<typeof setTimeout> | null
  /** Something could not be held: the client has to be asked for it again. */
  hasLeftOut: boolean
  /** A question is under way; its answer holds everything that the client sent before. */
  isAsked: boolean
  askedAt: number
  asking: ReturnType<typeof setTimeout> | null
  /** Runs while the first that is held waits for the people whose text it holds. */
  waiting: ReturnType<typeof setTimeout> | null
  refusals: number
}

/** What becomes of judged updates. */
export interface IntakeHost extends Present {
  /** New text: pass `message` on, and commit the update. */
  onAccepted(session: Session, update: Uint8Array, message: Buffer): void
  /** Text that a crash took came back, of several people: pass `message` on to all, and commit the update. */
  onReunited(update: Uint8Array, message: Buffer): void
  /** Something that a socket sent was left out (W6), the `times`th; of many not every one is told. */
  onRefused(session: Session, reason: string, times: number): void
  /** Frame by frame, what a socket sent is accepted: its first `settled` frames are safe with the next commit. */
  onSettled(session: Session): void
}

/**
 * Judges the updates of a room (W6). What leaves a gap is ordinary on a network: it is held until the client has
 * answered a question for everything that it has, and only what is impossible even then is left out, that one update.
 * Shortly after a crash, clients hold text of others that was passed on but not yet committed. Such an update waits for
 * the author, who usually comes back with it a moment later, and each brings their own part ({@link reunite}). What its
 * author does not bring is taken from others, as text of nobody.
 */
export class Intake {
  readonly #host: IntakeHost
  readonly #document: LiveDocument
  readonly #authorship: Authorship
  readonly #claims: Claims
  readonly #lines = new Map<Session, Line>()
  /** Sockets that wait for others. */
  readonly #waiting = new Set<Session>()
  #reunion: ReturnType<typeof setTimeout> | null = null

  constructor(host: IntakeHost, document: LiveDocument, authorship: Authorship, claims: Claims) {
    this.#host = host
    this.#document = document
    this.#authorship = authorship
    this.#claims = claims
  }

  ownerOf(client: number): string | undefined {
    return this.#authorship.ownerOf(client)
  }

  clockOf(client: number): number {
    return this.#document.clockOf(client)
  }

  depthOf(client: number, clock: number): number {
    return this.#document.depthOf(client, clock)
  }

  /** The socket is there. Whoever may write is asked for what they have. */
  join(session: Session): void {
    const line: Line = {
      held: [],
      heldBytes: 0,
      patience: null,
      hasLeftOut: false,
      isAsked: false,
      askedAt: Number.NEGATIVE_INFINITY,
      asking: null,
      waiting: null,
      refusals: 0,
    }
    this.#lines.set(session, line)
    if (session.canWrite) this.ask(session)
    else session.hasAnswered = true
  }

  /** Asks the client for everything that is not held here, now or as soon as it may be asked again. */
  ask(session: Session): void {
    const line = this.#lines.get(session)
    if (!line || line.isAsked || line.asking) return
    const wait = line.askedAt + ASK_EVERY - now()
    if (wait > 0) line.asking = setTimeout(() => this.#question(session, line), wait)
    else this.#question(session, line)
  }

  /** An update that may not be taken now; the client has to be asked for it once it may. */
  passOver(session: Session, isStep2: boolean): void {
    const line = this.#lines.get(session)
    if (line && isStep2) line.isAsked = false
    session.hasAnswered ||= isStep2
  }

  receive(session: Session, held: Held): void {
    const line = this.#lines.get(session)
    if (!line) return
    if (line.waiting) this.#hold(line, held)
    else if (held.isStep2) {
      line.isAsked = false
      line.held.unshift(held)
      this.#drain(session, line, true)
    } else this.#settle(session, line, held, false)
    if (this.#waiting.size === 0) return
    this.#retry(session)
    this.#reunion ??= setTimeout(() => this.#reunite(false), REUNION)
  }

  /** The session is gone: what it still holds is safe with its client. */
  leave(session: Session): void {
    const line = this.#lines.get(session)
    if (line?.waiting) clearTimeout(line.waiting)
    if (line?.asking) clearTimeout(line.asking)
    if (line?.patience) clearTimeout(line.patience)
    this.#lines.delete(session)
    this.#waiting.delete(session)
    if (this.#waiting.size > 0) this.#retry(session)
  }

  stop(): void {
    if (this.#reunion) clearTimeout(this.#reunion)
  }

  #question(session: Session, line: Line): void {
    line.asking = null
    line.isAsked = true
    line.askedAt = now()
    session.write(this.#document.question())
  }

  #hold(line: Line, held: Held): void {
    if (line.held.length >= MAX_HELD || line.heldBytes + held.update.byteLength > MAX_HELD_BYTES) {
      line.hasLeftOut = true
      return
    }
    line.held.push(held)
    line.heldBytes += held.update.byteLength
  }

  /** Takes what is held, in order, until something has to wait. After an answer nothing more can be asked for. */
  #drain(session: Session, line: Line, isAnswered: boolean): void {
    const held = line.held.splice(0)
    line.heldBytes = 0
    if (line.patience) clearTimeout(line.patience)
    line.patience = null
    for (const [at, next] of held.entries()) {
      if (line.waiting) {
        for (const rest of held.slice(at)) this.#hold(line, rest)
        return
      }
      this.#settle(session, line, next, isAnswered)
    }
    if (line.waiting || !line.hasLeftOut) return
    line.hasLeftOut = false
    this.ask(session)
  }

  /** Judges one update; one that has to wait is held. */
  #settle(session: Session, line: Line, held: Held, isAnswered: boolean): void {
    const verdict = judgeUpdate(held.update, session.person.id, this, this.#claims.belief(session))
    const mustWait = verdict.kind === 'foreign' && this.#claims.mayWait(verdict.owners)
    if (held.isStep2 && !mustWait) session.hasAnswered = true
    switch (verdict.kind) {
      case 'accept':
        this.#accept(session, held, verdict)
        return
      case 'known':
        this.#done(session, held)
        return
      case 'refuse':
        this.#refused(session, line, verdict.reason)
        session.close('refusedUpdate', verdict.reason)
        return
      case 'gap':
        if (isAnswered) this.#takePart(session, line, held, verdict.reason)
        else {
          this.#hold(line, held)
          line.patience ??= setTimeout(() => this.#letGo(session, line), PATIENCE)
          this.ask(session)
        }
        return
      case 'foreign':
        if (mustWait) this.#wait(session, line, held)
        else this.#takePart(session, line, held, verdict.reason)
    }
  }

  #letGo(session: Session, line: Line): void {
    line.patience = null
    if (line.waiting) return
    line.held.length = 0
    line.heldBytes = 0
    this.#log(session, line, 'the update builds on text that is not there, and the client does not answer')
  }

  #wait(session: Session, line: Line, held: Held): void {
    line.waiting = setTimeout(() => this.#giveUp(session, line), WAIT)
    this.#waiting.add(session)
    line.held.unshift(held)
    line.heldBytes += held.update.byteLength
  }

  #stopWaiting(session: Session, line: Line): void {
    if (line.waiting) clearTimeout(line.waiting)
    line.waiting = null
    this.#waiting.delete(session)
  }

  #refused(session: Session, line: Line, reason: string): void {
    session.say({ t: 'refused' })
    this.#log(session, line, reason)
  }

  #log(session: Session, line: Line, reason: string): void {
    line.refusals++
    if (line.refusals <= LOGGED_ALL || line.refusals % 100 === 0)
      this.#host.onRefused(session, reason, line.refusals)
  }

  /** Of an update that cannot be taken whole, takes what can. */
  #takePart(session: Session, line: Line, held: Held, reason: string): void {
    const { part, ends, isWhole } = sift(held.update, this, this.#claims.mayBring(session))
    if (part) {
      this.#claims.credit(session, ends)
      this.#pass(session, part, ends, wireMessage(syncFrame(SYNC.update, part)))
    }
    if (isWhole) this.#done(session, held)
    else this.#refused(session, line, reason)
  }

  #accept(session: Session, held: Held, { ends, overlaps }: Acceptance): void {
    const { update: sent, bytes, isStep2 } = held
    const isNew = [...ends].some(([client, end]) => end > this.clockOf(client))
    // A client that comes back tells everything it knows to be deleted, again and again.
    if (!isStep2 || isNew || !this.#document.hasDeleted(sent)) {
      const update = overlaps ? (sift(sent, this, () => true).part ?? sent) : sent
      const message = wireMessage(isStep2 || overlaps ? syncFrame(SYNC.update, update) : bytes)
      this.#claims.credit(session, ends)
      this.#pass(session, update, ends, message)
    }
    this.#done(session, held)
  }

  #pass(session: Session, update: Uint8Array, ends: ReadonlyMap<number, number>, message: Buffer): void {
    this.#document.accept(update, ends, message)
    this.#host.onAccepted(session, update, message)
  }

  /** Everything a client sent before its answer is in the answer. */
  #done(session: Session, { frame, isStep2 }: Held): void {
    if (isStep2) session.received.settleUpTo(frame)
    else session.received.settle(frame)
    this.#host.onSettled(session)
  }

  /** Puts together what those who wait may bring: of themselves, and, when `trusted`, of those who did not come. */
  #reunite(trusted: boolean): void {
    this.#reunion = null
    const sessions = [...this.#waiting]
    const returned = sessions.flatMap(session => {
      const [first] = this.#lines.get(session)?.held ?? []
      return first
        ? [{ session, update: first.update, mayBring: this.#claims.mayBring(session, trusted) }]
        : []
    })
    if (returned.length === 0) return
    const whole = reunite(returned)
    const verdict = judgeUpdate(whole, SERVER, this, {
      trusts: () => true,
      mayClaim: () => false,
      claimsLeft: 0,
    })
    if (verdict.kind !== 'accept') return
    for (const { session, update: theirs } of returned) {
      const isTheirs = this.#claims.claimable(session)
      for (const client of clientsIn(theirs)) {
        if (this.ownerOf(client) === undefined && isTheirs(client))
          this.#claims.claim(client, session.person.id)
      }
    }
    this.#claims.disown(verdict.ends, new Set(returned.map(({ session }) => session.person.id)))
    const update = verdict.overlaps ? (sift(whole, this, () => true).part ?? whole) : whole
    const message = wireMessage(syncFrame(SYNC.update, update))
    this.#document.accept(update, verdict.ends, message)
    this.#host.onReunited(update, message)
    for (const session of sessions) this.#tryAgain(session)
  }

  /** Others may have brought what somebody waits for. */
  #retry(except: Session): void {
    for (const session of this.#waiting) if (session !== except) this.#tryAgain(session)
  }

  /** Goes on with what is held when the first of it need not wait any more. */
  #tryAgain(session: Session): void {
    const line = this.#lines.get(session)
    const [first] = line?.held ?? []
    if (!line?.waiting || !first) return
    const verdict = judgeUpdate(first.update, session.person.id, this, this.#claims.belief(session))
    if (verdict.kind === 'foreign' && this.#claims.mayWait(verdict.owners)) return
    this.#stopWaiting(session, line)
    this.#drain(session, line, first.isStep2)
  }

  #giveUp(session: Session, line: Line): void {
    // Whoever is here by now has said what they have; the rest is taken rather than lost.
    this.#reunite(true)
    const [first] = line.held
    if (!line.waiting || !first) return
    this.#stopWaiting(session, line)
    line.held.shift()
    line.heldBytes -= first.update.byteLength
    if (first.isStep2) session.hasAnswered = true
    this.#takePart(session, line, first, 'the client id is somebody else’s')
    this.#drain(session, line, first.isStep2)
  }
}
