import type { RandomBytes } from '../../shared/base/ids.ts'
import type { Actor, PublicEvent } from '../../shared/meeting/events.ts'
import type { DocumentFacts, EarlierAction } from '../../shared/meeting/facts.ts'
import type { MeetingRefusal } from '../../shared/meeting/refusals.ts'
import type { ParkedItem, RevealedCard, UnsignedComment } from '../../shared/meeting/state.ts'
import type { MeetingAnswer } from '../../shared/protocol/meetingApi.ts'
import type { EventLog } from '../store/meetings.ts'

/** What the meetings need of the rest of the server. */
export interface MeetingPorts {
  readonly log: EventLog
  /** Server time in ms. */
  readonly now: () => number
  /** Server time must not lie behind this instant from now on: something happened at it before a restart (M9). */
  readonly goOnFrom: (at: number) => void
  /** A CSPRNG: ids and the shuffle of the reveal are made of it (M11). */
  readonly random: RandomBytes
  /** Calls `run` once, `delayMs` from now; returns what calls it off. */
  readonly schedule: (delayMs: number, run: () => void) => () => void
  /** The document as it is now; a plain postmortem will do. */
  readonly facts: (postmortem: string) => Promise<DocumentFacts>
  /** The actions of earlier reviews of the same service that the opening goes through. */
  readonly earlierActions: (postmortem: string) => Promise<readonly EarlierAction[]>
  /** A member of the postmortem whom the meeting has not seen yet, or null. */
  readonly member: (postmortem: string, person: string) => Promise<Actor | null>
  /**
   * Adds the cards to the document as factors, in this order, under the server's client id. It may be asked twice
   * for the same cards: those whose id the document has, or had, are left alone.
   */
  readonly insertCards: (postmortem: string, cards: readonly RevealedCard[]) => Promise<void>
  /** Adds comments that nobody signed to their events; what the document has, or had, is left alone (M29). */
  readonly insertComments: (postmortem: string, comments: readonly UnsignedComment[]) => Promise<void>
  /**
   * Adds what came of a meeting to the document, under the server's client id: learnings as lessons, parked ideas to
   * its list. It may be asked twice for the same: what the document has already is left alone.
   */
  readonly writeOutcome: (postmortem: string, outcome: MeetingOutcome) => Promise<void>
  /** Hears of what failed outside a request and will be tried again. */
  readonly onError: (postmortem: string, error: unknown) => void
}

/** What people said in a meeting and the document should keep; learnings carry no names. */
export interface MeetingOutcome {
  readonly learnings: readonly string[]
  readonly parked: readonly ParkedItem[]
}

/** What a command came to; `meeting` is the state that its giver may see, whether it was refused or not (M2). */
export type CommandOutcome =
  | { readonly ok: true; readonly meeting: MeetingAnswer }
  | { readonly ok: false; readonly error: MeetingRefusal; readonly meeting: MeetingAnswer | null }

/** Something changed in a meeting, or in who is there. */
export interface MeetingChange {
  readonly postmortem: string
  /** What happened, without what is private; empty when only people came or went. */
  readonly events: readonly PublicEvent[]
  /** The meeting as this person may see it now. */
  readonly answerFor: (person: Actor) => MeetingAnswer
}
