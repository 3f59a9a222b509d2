import type { Logger } from 'pino'
import type { Doc } from 'yjs'
import { imagesIn } from '../../shared/document/images.ts'
import type { Postmortem } from '../../shared/document/postmortem.ts'
import type { CloseReason } from '../../shared/protocol/closeCodes.ts'
import { awarenessFrame, messageFrame, SYNC, syncFrame } from '../../shared/protocol/frames.ts'
import type { MeetingAnswer } from '../../shared/protocol/meetingApi.ts'
import type { Person, ServerMessage } from '../../shared/protocol/messages.ts'
import { now } from '../clock.ts'
import type { LoadedLog, LogBatch } from '../store/log.ts'
import type { Store } from '../store/store.ts'
import { answerTo } from './answers.ts'
import type { Room } from './api.ts'
import { Authorship } from './authorship.ts'
import { Claims, type Trust } from './claims.ts'
import { DocumentSize } from './documentSize.ts'
import { Editing } from './editing.ts'
import { FanOut } from './fanOut.ts'
import type { CommitSource, GroupCommit } from './groupCommit.ts'
import { History } from './history.ts'
import { Intake } from './intake.ts'
import type { Limits } from './limits.ts'
import { LiveDocument } from './liveDocument.ts'
import { Outbox } from './outbox.ts'
import type { Pace } from './pace.ts'
import { Presence, type PresenceOutcome } from './presence.ts'
import type { Redactions } from './redactions.ts'
import { Roster } from './roster.ts'
import { newServerClient } from './serverClient.ts'
import type { Session, SessionHost } from './session.ts'
import { ShapeWatch } from './shapeWatch.ts'
import { Snapshots } from './snapshots.ts'
import { wireMessage } from './wire.ts'

/** What stock clients hear at least every 25 s: they hang up on 30 s of silence and do not count pings (W9). */
const NOTHING = wireMessage(awarenessFrame([]))

export interface RoomParts {
  readonly store: Store
  readonly commits: GroupCommit
  readonly pace: Pace
  readonly limits: Limits
  readonly redactions: Redactions
  readonly logger: Logger
  /** The client id that this process writes under (N6). */
  readonly serverClient: number
  /** How far clients are believed that a crash took text from the server. */
  readonly trust: Trust
  /** Nobody is connected any more. */
  readonly onEmpty: () => void
}

/**
 * One document and everybody connected to it. Invariants: what is relayed was judged first (W6); what is acknowledged
 * was committed (P2); the copy of the document holds everything in the log, and may run ahead of it by what waits in
 * the outbox.
 */
export class OpenRoom implements Room, SessionHost, CommitSource {
  readonly id: string
  readonly #parts: RoomParts
  readonly #document: LiveDocument
  readonly #authorship: Authorship
  readonly #intake: Intake
  readonly #fanOut: FanOut<Session>
  readonly #presence: Presence<Session>
  readonly #roster: Roster
  readonly #outbox = new Outbox<Session>()
  #seq: number
  readonly #snapshots: Snapshots
  readonly #editing = new Editing()
  readonly #history: History
  readonly #size: DocumentSize
  readonly #shapes: ShapeWatch
  #isDestroyed = false

  constructor(id: string, log: LoadedLog, parts: RoomParts) {
    this.id = id
    this.#parts = parts
    this.#fanOut = new FanOut(parts.pace)
    this.#document = new LiveDocument(id, log, parts.serverClient, error => {
      parts.logger.error({ err: error, room: id }, 'an update could not be applied and was left out')
    })
    this.#seq = log.tail.at(-1)?.seq ?? log.snapshot?.seq ?? 0
    this.#snapshots = new Snapshots(log.tail.length, () => this.#saveSnapshot())
    this.#authorship = new Authorship(log)
    const sessions = (): ReadonlySet<Session> => this.#fanOut.recipients
    const present = {
      sessions,
      clientOf: (session: Session) => this.#presence.clientOf(session),
    }
    const claims = new Claims(present, this.#document, this.#authorship, parts.trust)
    this.#intake = new Intake(
      {
        ...present,
        onAccepted: (session, update, message) => this.#onAccepted(session, update, message),
        onReunited: (update, message) => {
          this.#fanOut.sendEdit(message, null)
          this.#queue(update, null)
        },
        onRefused: ({ person }, reason, times) =>
          parts.logger.warn({ room: id, person: person.id, reason, times }, 'an update was refused'),
        // What this session sent so far is saved once everything now in the outbox is.
        onSettled: session => {
          this.#outbox.addWriter(session, session.received.settled)
          parts.commits.mark(this)
        },
      },
      this.#document,
      this.#authorship,
      claims,
    )
    this.#presence = new Presence<Session>(
      {
        sendAll: (message, from) => this.#fanOut.send(message, from),
        sockets: sessions,
        claim: (client, person) => claims.claim(client, person),
      },
      parts.limits.awareness,
    )
    this.#roster = new Roster(sessions, people => this.send('all', { t: 'presence', people }))
    this.#history = new History({
      postmortem: id,
      document: this.#document,
      editing: this.#editing,
      store: parts.store,
      seq: () => this.#seq,
    })
    this.#size = new DocumentSize(this.#document, parts.limits)
    this.#shapes = new ShapeWatch({
      room: this,
      document: this.#document,
      store: parts.store,
      logger: parts.logger,
    })
  }

  get sockets(): number {
    return this.#fanOut.size
  }

  /** True once it was unloaded; whoever still holds it has to ask {@link Rooms.open} again. */
  get isDestroyed(): boolean {
    return this.#isDestroyed
  }

  /** True when everything accepted is committed. */
  get isSettled(): boolean {
    return this.#outbox.isEmpty
  }

  /** How many sockets are those of such people. */
  socketsOf(isMeant: (person: Person) => boolean): number {
    let count = 0
    for (const { person } of this.#fanOut.recipients) if (isMeant(person)) count++
    return count
  }

  /** Lets an authorised socket in: it is asked for what it has, and shown who is here. */
  join(session: Session): void {
    this.#fanOut.add(session)
    const { person: you } = session
    const redactions = this.#parts.redactions.count
    session.say({ t: 'welcome', you, serverNow: now(), readOnly: !this.#canEdit(session), redactions })
    if (this.#parts.commits.isFailing) session.say({ t: 'store', failing: true })
    if (this.#size.isLarge) session.say(this.#size.message())
    this.#intake.join(session)
    this.onQueryAwareness(session)
    this.#roster.changed()
    session.start()
  }

  onGone(session: Session): void {
    if (!this.#fanOut.remove(session)) return
    this.#intake.leave(session)
    this.#outbox.forget(session)
    this.#presence.leave(session)
    this.#roster.changed()
    if (this.#fanOut.size === 0) this.#parts.onEmpty()
  }

  onBroken(session: Session, error: unknown): void {
    this.#parts.logger.error(
      { err: error, room: this.id, person: session.person.id },
      'a frame broke its handling',
    )
  }

  onStep1(session: Session, stateVector: Uint8Array): void {
    const pending = this.#parts.commits.isFailing ? null : this.#outbox.ownEdits
    answerTo(session, stateVector, this.#document, pending)
  }

  onUpdate(session: Session, update: Uint8Array, bytes: Uint8Array, isStep2: boolean): void {
    if (session.isClosing) return
    const frame = session.received.next()
    if (this.#canEdit(session)) this.#intake.receive(session, { frame, update, bytes, isStep2 })
    else this.#intake.passOver(session, isStep2)
  }

  onAwareness(session: Session, entries: Uint8Array): PresenceOutcome {
    return this.#presence.receive(session, entries)
  }

  onQueryAwareness(session: Session): void {
    const everyone = this.#presence.everyone()
    if (everyone) session.write(everyone)
  }

  /** Keeps connections alive and cuts those that fell silent (W9). */
  ping(): void {
    const at = now()
    for (const session of this.#fanOut.recipients) {
      if (at - session.heardAt > this.#parts.limits.silence) session.cut()
      else {
        session.ping()
        session.write(NOTHING)
      }
    }
    this.#keepVersion(at)
  }

  closeAll(reason: CloseReason): void {
    this.#fanOut.flush()
    for (const session of this.#fanOut.recipients) session.close(reason)
  }

  read(): Postmortem {
    return this.#document.read()
  }

  encode(): Uint8Array {
    return this.#document.encode(1)
  }

  async edit(edit: (doc: Doc) => void, label: string): Promise<void> {
    if (this.#isDestroyed) throw new Error(`The room of ${this.id} was unloaded before this edit`)
    const update = this.#document.edit(edit)
    if (update) await this.#commitOwn(update, label)
  }

  async merge(update: Uint8Array, label: string): Promise<void> {
    if (this.#isDestroyed) throw new Error(`The room of ${this.id} was unloaded before this edit`)
    this.#document.merge(update)
    await this.#commitOwn(update, label)
  }

  hasRoomFor(bytes: number): boolean {
    return this.#size.takes(bytes)
  }

  newServerClient = newServerClient

  async #commitOwn(update: Uint8Array, label: string): Promise<void> {
    this.#parts.logger.debug({ room: this.id, label }, 'server edit')
    this.#editing.note(now(), null)
    const committed = this.#outbox.addOwn(update)
    this.#parts.commits.mark(this)
    await committed
    this.#fanOut.sendEdit(wireMessage(syncFrame(SYNC.update, update)), null)
    if (this.#size.grew() || this.#size.shrank()) this.#resized()
  }

  authorOf(client: number, clock: number): string | undefined {
    return this.#authorship.authorOf(client, clock)
  }

  people(): readonly Person[] {
    return this.#roster.people()
  }

  onPeople(listener: (people: readonly Person[]) => void): () => void {
    return this.#roster.onPeople(listener)
  }

  send(to: string | 'all', message: ServerMessage): void {
    const frame = wireMessage(messageFrame(message))
    for (const session of this.#fanOut.recipients) {
      if (session.speaks && (to === 'all' || session.person.id === to)) session.write(frame)
    }
  }

  sendMeeting(answerFor: (person: Person) => MeetingAnswer): void {
    const answers = new Map(this.people().map(person => [person.id, answerFor(person)]))
    for (const session of this.#fanOut.recipients) {
      const answer = answers.get(session.person.id)
      if (answer) session.sayMeeting(answer)
    }
  }

  disconnect(person: string, reason: CloseReason): void {
    for (const session of this.#fanOut.recipients) if (session.person.id === person) session.close(reason)
  }

  saveVersion(reason: string, who: string): Promise<string> {
    return this.#history.save(reason, who)
  }

  async purgeHistory(clean: (state: Uint8Array) => Uint8Array): Promise<void> {
    await this.#history.purge(clean, async () => {
      await this.settle()
      await this.#snapshots.idle()
      this.#document.forget()
    })
    await this.#parts.store.images.keepOnly(this.id, imagesIn(this.read()))
    this.#snapshots.reset()
    this.send('all', await this.#parts.redactions.raise())
  }

  takeBatch(): LogBatch | null {
    const { updates, bytes } = this.#outbox.take()
    this.#snapshots.noteBytes(bytes)
    if (updates.length === 0) return null
    return { postmortem: this.id, updates, ...this.#authorship.take(), at: now() }
  }

  committed(seq: number | null): void {
    if (seq !== null) {
      this.#seq = seq
      this.#snapshots.noteRow()
    }
    this.#authorship.committed()
    for (const [session, frames] of this.#outbox.settle()) session.say({ t: 'saved', frames })
    this.#snapshots.keepUp()
  }

  failed(): void {
    this.#outbox.putBack()
    this.#authorship.putBack()
  }

  storeFailing(failing: boolean): void {
    this.send('all', { t: 'store', failing })
  }

  /** Resolves when nothing waits for a commit; rejects while the store fails. */
  async settle(): Promise<void> {
    while (!this.#outbox.isEmpty) {
      this.#parts.commits.mark(this)
      await this.#parts.commits.flush()
      if (this.#parts.commits.isFailing) throw new Error('The store cannot write')
    }
  }

  /** Settles and leaves a snapshot behind, so that the next opening is quick. Frees the document. */
  async unload(): Promise<void> {
    await this.settle()
    await this.#snapshots.finish()
  }

  destroy(): void {
    this.#isDestroyed = true
    this.#presence.stop()
    this.#intake.stop()
    this.#shapes.stop()
    this.#roster.stop()
    this.#document.destroy()
  }

  #canEdit(session: Session): boolean {
    return session.canWrite && !this.#size.isReadOnly
  }

  #onAccepted(session: Session, update: Uint8Array, message: Buffer): void {
    this.#fanOut.sendEdit(message, session)
    this.#presence.ride()
    this.#queue(update, session.person.id)
  }

  #queue(update: Uint8Array, author: string | null): void {
    this.#outbox.add(update)
    this.#editing.note(now(), author)
    this.#parts.commits.mark(this)
    if (this.#size.grew()) this.#resized()
    this.#shapes.watch()
  }

  /** Tells everybody, and asks for what was passed over while the document took no edits. */
  #resized(): void {
    this.send('all', this.#size.message())
    if (this.#size.isReadOnly) return
    for (const session of this.#fanOut.recipients) if (session.canWrite) this.#intake.ask(session)
  }

  async #saveSnapshot(): Promise<void> {
    try {
      await this.#parts.store.log.saveSnapshot(this.id, this.#seq, this.#document.encode(2))
    } catch (error) {
      // Nothing is lost: the log holds every row, and the next snapshot is made in its turn.
      this.#parts.logger.warn({ err: error, room: this.id }, 'a snapshot could not be written')
    }
  }

  #keepVersion(at: number): void {
    if (!this.#editing.isDue(at)) return
    this.saveVersion('While editing', '').catch((error: unknown) => {
      this.#parts.logger.warn({ err: error, room: this.id }, 'a version could not be written')
    })
  }
}
