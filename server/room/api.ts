import type { Doc } from 'yjs'
import type { Refusal, Result } from '../../shared/base/result.ts'
import type { Postmortem } from '../../shared/document/postmortem.ts'
import type { CloseReason } from '../../shared/protocol/closeCodes.ts'
import type { MeetingAnswer } from '../../shared/protocol/meetingApi.ts'
import type { Person, ServerMessage } from '../../shared/protocol/messages.ts'

/**
 * One open document and everybody connected to it: what the meeting, the library and the routes may do with it.
 * A room that nobody is connected to stays open only for a while: ask {@link Rooms.open} again instead of keeping it.
 */
export interface Room {
  readonly id: string
  /** The document as plain values, with everything that was accepted so far. Changes nothing (D3). */
  read(): Postmortem
  /** The document as a Yjs update (V1), for an export or a version. */
  encode(): Uint8Array
  /**
   * An edit by the server, under its own client id (M11). Resolves once it is committed and on its way to everyone;
   * `label` says in the log what it was. Nothing is written when `edit` changes nothing.
   */
  edit(edit: (doc: Doc) => void, label: string): Promise<void>
  /**
   * As {@link Room.edit}, with an update that was made elsewhere, such as in a worker thread, under a client id of
   * {@link Room.newServerClient}. It may build on nothing that is in the document.
   */
  merge(update: Uint8Array, label: string): Promise<void>
  /** A client id of the server's own that nothing was written under (N6). */
  newServerClient(): number
  /** Whether an edit of so many bytes can be added before the document is full (W8). */
  hasRoomFor(bytes: number): boolean
  /**
   * The person who wrote at `clock` under a Yjs client id (W6): '' for the server, undefined when it is not known, as
   * for what others brought back after a crash.
   */
  authorOf(client: number, clock: number): string | undefined
  /** Everybody connected, once per person; the strongest role they hold here. */
  people(): readonly Person[]
  /** Calls back after someone came or left; returns what stops it. */
  onPeople(listener: (people: readonly Person[]) => void): () => void
  /** Sends to the sockets that speak the project's own protocol: of one person, or of all. */
  send(to: string | 'all', message: ServerMessage): void
  /** Tells each how the meeting stands as they may see it, made once per person; sent is what changed for the socket. */
  sendMeeting(answerFor: (person: Person) => MeetingAnswer): void
  /** Closes this person's sockets, at once: their role was lowered or taken away (W5). */
  disconnect(person: string, reason: CloseReason): void
  /** Keeps the current state as a version (D9); resolves to its id once it is committed. */
  saveVersion(reason: string, who: string): Promise<string>
  /**
   * Removes for good whatever the document no longer shows from the log and snapshots, writes each version anew as
   * `clean` makes it of its state (Yjs V2), all at once, and tells every client, now or when it comes back, to follow
   * (D10).
   */
  purgeHistory(clean: (state: Uint8Array) => Uint8Array): Promise<void>
}

export interface Rooms {
  /** The room of a postmortem, fully loaded; refused with `postmortem/not-found` (P4). */
  open(id: string): Promise<Result<Room>>
  /** The rooms that are open now. */
  list(): readonly Room[]
  /**
   * Calls back for each socket once its person is let in, with what tells that socket alone of the meeting (M17);
   * returns what stops it.
   */
  onJoin(
    listener: (room: Room, person: Person, sayMeeting: (meeting: MeetingAnswer | null) => void) => void,
  ): () => void
  /** Numbers for `/metrics` (O1). */
  stats(): RoomStats
  /** Closes sockets (W5) wherever the person is connected. */
  disconnect(person: string, reason: CloseReason): void
  /** Lets nobody in, commits everything, closes all sockets with 1012 (O2). */
  close(): Promise<void>
}

/** What is going on: open documents, sockets, and whether the store refuses to write (P3). */
export interface RoomStats {
  readonly rooms: number
  readonly sockets: number
  readonly isStoreFailing: boolean
}

/** Why a socket is refused, and the close code that says so (W1). */
export interface SyncRefusal extends Refusal {
  readonly close: CloseReason
}
