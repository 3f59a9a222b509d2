import { SYNC, syncFrame } from '../../shared/protocol/frames.ts'
import type { LiveDocument } from './liveDocument.ts'
import { clientsIn, reunite } from './reunion.ts'
import type { Session } from './session.ts'
import { type Belief, judgeUpdate, newIn, SERVER, SERVER_IDS, type Verdict } from './updateCheck.ts'
import { wireMessage } from './wire.ts'

/** How long an update waits for the people whose text it holds to come back with that text, ms. */
const WAIT = 5_000
/** Those who come back are reunited this long, ms, after one of them came: most come within a moment. */
const REUNION = 20
/** How many updates of one socket may wait. */
const MAX_HELD = 500

interface Held {
  readonly update: Uint8Array
  readonly bytes: Uint8Array
  readonly isStep2: boolean
}

interface Waiting {
  readonly held: Held[]
  readonly timer: ReturnType<typeof setTimeout>
}

/** What becomes of judged updates. */
export interface IntakeHost {
  /** New text: pass `message` on, and commit the update. */
  onAccepted(session: Session, update: Uint8Array, message: Buffer): void
  /** Text that a crash took came back, of several people: pass `message` on to all, and commit the update. */
  onReunited(update: Uint8Array, message: Buffer): void
  /** What a socket sent was refused (W6). */
  onRefused(session: Session, reason: string): void
  /** Nothing new: it is as safe as what was accepted before it. */
  onKnown(session: Session): void
  sessions(): Iterable<Session>
  /** The client id that this socket shows itself under, if it does. */
  clientOf(session: Session): number | undefined
}

/**
 * Judges the updates of a room (W6) and knows whose client ids are whose. Shortly after a crash, clients hold text of
 * others that was passed on but not yet committed. Such an update waits for the author, who usually comes back with
 * it a moment later, and each brings their own part ({@link reunite}); from everybody else, and at any other time, it
 * is refused.
 */
export class Intake {
  readonly #host: IntakeHost
  readonly #document: LiveDocument
  readonly #owners: Map<number, string>
  readonly #isRecovering: () => boolean
  readonly #waiting = new Map<Session, Waiting>()
  #reunion: ReturnType<typeof setTimeout> | null = null
  #claims: { client: number; person: string }[] = []

  constructor(
    host: IntakeHost,
    document: LiveDocument,
    owners: Map<number, string>,
    isRecovering: () => boolean,
  ) {
    this.#host = host
    this.#document = document
    this.#owners = owners
    this.#isRecovering = isRecovering
  }

  ownerOf(client: number): string | undefined {
    return client < SERVER_IDS ? SERVER : this.#owners.get(client)
  }

  clockOf(client: number): number {
    return this.#document.clockOf(client)
  }

  /** Makes an unused client id a person's: `new`, theirs from before (`back`), or somebody else's (`refused`). */
  claim(client: number, person: string): 'new' | 'back' | 'refused' {
    const owner = this.ownerOf(client)
    if (owner === person) return 'back'
    if (owner !== undefined || this.clockOf(client) > 0) return 'refused'
    this.#owners.set(client, person)
    this.#claims.push({ client, person })
    return 'new'
  }

  /** The client ids claimed since the last call, to be committed. */
  takeClaims(): { client: number; person: string }[] {
    const claims = this.#claims
    this.#claims = []
    return claims
  }

  receive(session: Session, update: Uint8Array, bytes: Uint8Array, isStep2: boolean): void {
    const waiting = this.#waiting.get(session)
    if (waiting) this.#hold(session, waiting, { update, bytes, isStep2 })
    else this.#settle(session, { update, bytes, isStep2 }, false)
    if (this.#waiting.size === 0) return
    this.#retry(session)
    this.#reunion ??= setTimeout(() => this.#reunite(false), REUNION)
  }

  /** The session is gone: what it still holds is safe with its client. */
  leave(session: Session): void {
    const waiting = this.#waiting.get(session)
    if (waiting) clearTimeout(waiting.timer)
    this.#waiting.delete(session)
    if (this.#waiting.size > 0) this.#retry(session)
  }

  /** True when the update was settled one way or the other, false when it has to wait. */
  #settle(session: Session, held: Held, trusted: boolean): boolean {
    const { update, isStep2 } = held
    const verdict = judgeUpdate(update, session.person.id, this, this.#belief(session, trusted))
    if (isStep2 && verdict.kind !== 'foreign') session.hasAnswered = true
    switch (verdict.kind) {
      case 'accept':
        this.#accept(session, held, verdict)
        return true
      case 'known':
        this.#host.onKnown(session)
        return true
      case 'refuse':
        this.#refuse(session, verdict.reason)
        return true
      case 'foreign':
        if (this.#mayWait(verdict.owners)) {
          if (!this.#waiting.has(session)) this.#startWaiting(session, held)
          return false
        }
        this.#refuse(session, verdict.reason)
        return true
    }
  }

  #refuse(session: Session, reason: string): void {
    this.#host.onRefused(session, reason)
    session.close('refusedUpdate', reason)
  }

  /** Puts together what those who wait may bring: of themselves, and, when `trusted`, of those who did not come. */
  #reunite(trusted: boolean): void {
    this.#reunion = null
    const sessions = [...this.#waiting.keys()]
    const returned = sessions.flatMap(session => {
      const [first] = this.#waiting.get(session)?.held ?? []
      if (!first) return []
      const mayBring = (client: number): boolean => this.#mayBring(session, client, trusted)
      return [{ session, update: first.update, mayBring }]
    })
    if (returned.length === 0) return
    const whole = reunite(returned)
    const verdict = judgeUpdate(whole, SERVER, this, { trusted: true, mayClaim: () => true })
    if (verdict.kind !== 'accept') return
    for (const { session, update: theirs, mayBring } of returned) {
      for (const client of clientsIn(theirs).filter(mayBring)) {
        if (this.ownerOf(client) === undefined) this.claim(client, session.person.id)
      }
    }
    const update = verdict.overlaps ? newIn(whole, this) : whole
    const message = wireMessage(syncFrame(SYNC.update, update))
    this.#document.accept(update, verdict.ends, message)
    this.#host.onReunited(update, message)
    for (const session of sessions) this.#drain(session, false)
  }

  #mayBring(session: Session, client: number, trusted: boolean): boolean {
    const owner = this.ownerOf(client)
    if (owner !== undefined) {
      const isAbsent = owner !== SERVER && !this.#here().has(owner)
      return owner === session.person.id || (trusted && isAbsent)
    }
    if (client === this.#host.clientOf(session)) return true
    const isOthers = [...this.#host.sessions()].some(other => this.#host.clientOf(other) === client)
    return trusted && !isOthers
  }

  #here(): Set<string> {
    return new Set(Array.from(this.#host.sessions(), ({ person }) => person.id))
  }

  #accept(
    session: Session,
    { update: sent, bytes, isStep2 }: Held,
    verdict: Verdict & { kind: 'accept' },
  ): void {
    const isNew = [...verdict.ends].some(([client, end]) => end > this.clockOf(client))
    // A client that comes back tells everything it knows to be deleted, again and again.
    if (isStep2 && !isNew && this.#document.hasDeleted(sent)) {
      this.#host.onKnown(session)
      return
    }
    for (const client of verdict.claims) this.claim(client, session.person.id)
    const update = verdict.overlaps ? newIn(sent, this) : sent
    const message = wireMessage(isStep2 || verdict.overlaps ? syncFrame(SYNC.update, update) : bytes)
    this.#document.accept(update, verdict.ends, message)
    this.#host.onAccepted(session, update, message)
  }

  /** After a crash an unknown id may be that of somebody whose first words were lost with it. */
  #belief(session: Session, trusted: boolean): Belief {
    const isRecovering = this.#isRecovering()
    return {
      trusted: trusted && isRecovering,
      mayClaim: client => !isRecovering || client === this.#host.clientOf(session),
    }
  }

  /** Only after a crash, and only while some owner may still come back with it. */
  #mayWait(owners: readonly string[]): boolean {
    if (!this.#isRecovering() || owners.includes(SERVER)) return false
    const answered = new Set<string>()
    for (const { person, hasAnswered } of this.#host.sessions()) if (hasAnswered) answered.add(person.id)
    return owners.some(owner => !answered.has(owner))
  }

  #startWaiting(session: Session, first: Held): void {
    const timer = setTimeout(() => this.#giveUp(session), WAIT)
    this.#waiting.set(session, { held: [first], timer })
  }

  #hold(session: Session, { held }: Waiting, next: Held): void {
    if (held.length < MAX_HELD) held.push(next)
    else session.close('overloaded', 'too many changes wait for the text they build on')
  }

  /** Others may have brought what somebody waits for. */
  #retry(except: Session): void {
    for (const session of this.#waiting.keys()) if (session !== except) this.#drain(session, false)
  }

  #giveUp(session: Session): void {
    // Whoever is here by now has said what they have; the rest is accepted rather than lost.
    this.#reunite(true)
    const here = this.#here()
    const waiting = this.#waiting.get(session)
    const [first] = waiting?.held ?? []
    if (!first) return
    const verdict = judgeUpdate(first.update, session.person.id, this, this.#belief(session, false))
    const isAbsent = verdict.kind === 'foreign' && verdict.owners.every(owner => !here.has(owner))
    this.#drain(session, isAbsent)
    if (this.#waiting.has(session)) this.#refuse(session, 'the client id is somebody else’s')
  }

  #drain(session: Session, trusted: boolean): void {
    const waiting = this.#waiting.get(session)
    if (!waiting) return
    let next = waiting.held[0]
    while (next && this.#settle(session, next, trusted)) {
      waiting.held.shift()
      next = waiting.held[0]
    }
    if (waiting.held.length > 0) return
    clearTimeout(waiting.timer)
    this.#waiting.delete(session)
  }
}
