import type { Authorship } from './authorship.ts'
import type { LiveDocument } from './liveDocument.ts'
import type { Session } from './session.ts'
import { type Belief, isServerId, SERVER } from './updateCheck.ts'

/** How far a server that crashed believes those who come back (W6). */
export interface Trust {
  /** Moments after the start: whoever was there is about to come back. */
  readonly isRecent: () => boolean
  /** What nobody else brings may have been lost in the crash. */
  readonly isPossible: () => boolean
}

/** Who is connected, as far as whose text is whose depends on it. */
export interface Present {
  sessions(): Iterable<Session>
  /** The client id that this socket shows itself under, if it does. */
  clientOf(session: Session): number | undefined
}

/** Whose text an update may bring, and whose it is then (W6). */
export class Claims {
  readonly #present: Present
  readonly #document: LiveDocument
  readonly #authorship: Authorship
  readonly #trust: Trust

  constructor(present: Present, document: LiveDocument, authorship: Authorship, trust: Trust) {
    this.#present = present
    this.#document = document
    this.#authorship = authorship
    this.#trust = trust
  }

  /** Makes an unused client id a person's: `new`, theirs from before (`back`), or not to be had (`refused`). */
  claim(client: number, person: string): 'new' | 'back' | 'refused' {
    const owner = this.#authorship.ownerOf(client)
    if (owner === person) return 'back'
    if (owner !== undefined || this.#authorship.claimsLeft(person, 0) === 0) return 'refused'
    this.#authorship.claim(client, person)
    return this.#document.clockOf(client) > 0 ? 'back' : 'new'
  }

  /** What this session is believed without further questions. */
  belief(session: Session): Belief {
    return { trusts: () => false, mayClaim: this.claimable(session), claimsLeft: this.#left(session) }
  }

  /** After a crash an unknown id may be that of somebody whose first words were lost with it. */
  claimable(session: Session): (client: number) => boolean {
    const isOwn = (client: number): boolean =>
      client === this.#present.clientOf(session) || session.formerIds.has(client)
    return this.#trust.isPossible() ? isOwn : () => true
  }

  /** What this session may bring: its own, and, when `trusted`, what a crash took of those who do not bring it. */
  mayBring(session: Session, trusted = this.#trust.isPossible()): (client: number) => boolean {
    const isClaimable = this.claimable(session)
    let left = this.#left(session)
    return client => {
      const owner = this.#authorship.ownerOf(client)
      if (owner === session.person.id) return true
      if (owner === undefined && isClaimable(client)) return left-- > 0
      return trusted && !this.#isLive(client, session)
    }
  }

  /** Only moments after a crash, and only while some owner may still come back with it. */
  mayWait(owners: readonly string[]): boolean {
    if (!this.#trust.isRecent() || owners.includes(SERVER)) return false
    const answered = new Set<string>()
    for (const { person, hasAnswered } of this.#present.sessions()) if (hasAnswered) answered.add(person.id)
    return owners.some(owner => !answered.has(owner))
  }

  /** Before new text is accepted: it is the person's where they may claim its client id, else nobody's. */
  credit(session: Session, ends: ReadonlyMap<number, number>): void {
    const isTheirs = this.claimable(session)
    for (const client of this.#news(ends)) {
      if (this.#authorship.ownerOf(client) === undefined && isTheirs(client))
        this.#authorship.claim(client, session.person.id)
    }
    this.disown(ends, new Set([session.person.id]))
  }

  /** Before new text is accepted: what is not one of these `people`’s is nobody's. */
  disown(ends: ReadonlyMap<number, number>, people: ReadonlySet<string>): void {
    for (const client of this.#news(ends)) {
      const held = this.#document.clockOf(client)
      if (!people.has(this.#authorship.ownerOf(client) ?? SERVER))
        this.#authorship.disown(client, held, (ends.get(client) ?? held) - held)
    }
  }

  #news(ends: ReadonlyMap<number, number>): number[] {
    return [...ends].flatMap(([client, end]) => (end > this.#document.clockOf(client) ? [client] : []))
  }

  #left({ person }: Session): number {
    return this.#authorship.claimsLeft(person.id, this.#document.ids)
  }

  /** Whoever writes under this client id is here: their own answer counts. */
  #isLive(client: number, except: Session): boolean {
    if (isServerId(client)) return client === this.#document.serverClient
    for (const session of this.#present.sessions()) {
      if (session !== except && this.#present.clientOf(session) === client) return true
    }
    return false
  }
}
