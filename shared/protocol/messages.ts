import type { MeetingAnswer } from './meetingApi.ts'
import type { Role } from './roles.ts'

/** Version of the project's own frames (type 4) and HTTP schemas; a client asks for it with `?v=`. */
export const PROTOCOL_VERSION = 1

/** Frame types on `/sync/:id`; 0 to 3 are y-websocket's (W3). */
export const FRAME = { sync: 0, awareness: 1, auth: 2, queryAwareness: 3, debrief: 4 } as const

/** Someone connected to the postmortem, once per person however many tabs are open. */
export interface Person {
  readonly id: string
  readonly name: string
  readonly role: Role
  /** A CSS colour that the server assigned; the same person keeps it. */
  readonly colour: string
}

/** What the server says in frames of type 4: `[varUint 4, varString JSON]`. */
export type ServerMessage =
  /** First message on a socket: who the server takes this client for. */
  | {
      readonly t: 'welcome'
      readonly you: Person
      readonly serverNow: number
      readonly readOnly: boolean
      /** How often a text was removed here for good; a device that knows another number keeps older text (D10). */
      readonly redactions: number
    }
  /** The first `frames` sync updates (steps 2 included) of this socket are committed (P2). */
  | { readonly t: 'saved'; readonly frames: number }
  /** The store cannot write for now (`failing`), or can again (P3). */
  | { readonly t: 'store'; readonly failing: boolean }
  /** Everybody connected. */
  | { readonly t: 'presence'; readonly people: readonly Person[] }
  /** Answer to a clock sample; `sent` is handed back, `now` is the server's time in ms. */
  | { readonly t: 'clock'; readonly sent: number; readonly now: number }
  /** The meeting as this person may see it; null when none was opened. */
  | { readonly t: 'meeting'; readonly meeting: MeetingAnswer | null }
  /** What changed since the last message about the meeting; only for sockets that asked for it with `?changes=1`. */
  | (Omit<MeetingAnswer, 'state'> & {
      readonly t: 'meetingChange'
      readonly state: Partial<MeetingAnswer['state']>
    })
  /** A text was removed for good, for the `redactions`th time: what is kept of before has to be forgotten (D10). */
  | { readonly t: 'redacted'; readonly redactions: number }
  /** Something that this socket sent cannot be taken, and is only with its author: it will never be called saved. */
  | { readonly t: 'refused' }
  /** The document is over a size limit: 2 MB warns, 10 MB refuses further edits (W8). */
  | { readonly t: 'size'; readonly bytes: number; readonly readOnly: boolean }

/** What a client says in frames of type 4. */
export type ClientMessage =
  | { readonly t: 'clock'; readonly sent: number }
  | { readonly t: 'alive' }
  /** Client ids under which this device wrote in the document before; said before the first answer (W6). */
  | { readonly t: 'ids'; readonly clients: readonly number[] }
