import type {
  Card,
  DocumentPrint,
  Duty,
  EarlierStatus,
  MeetingPlan,
  MeetingRole,
  Pace,
  ParkedItem,
  RevealedCard,
  Spotlight,
  UnsignedComment,
} from './state.ts'

/** Somebody as the session knows them. */
export interface Actor {
  readonly id: string
  readonly name: string
  readonly role: MeetingRole
}

/** What stays in the log for ever. No card text, ballot or closing answer is ever in one of these. */
export type PublicEvent =
  | { readonly type: 'meetingOpened'; readonly by: Actor; readonly plan: MeetingPlan }
  | { readonly type: 'planChanged'; readonly plan: MeetingPlan }
  /** Somebody became known, or their name or role changed; `present` when they are here now. */
  | { readonly type: 'personJoined'; readonly person: Actor; readonly present: boolean }
  | { readonly type: 'meetingStarted'; readonly before: DocumentPrint }
  | {
      readonly type: 'meetingEnded'
      /** `left-open` when it ended itself (M26). */
      readonly how: 'by-facilitator' | 'left-open'
      readonly after: DocumentPrint
      /** The sums are null when fewer than three answered. */
      readonly closing: {
        readonly answered: number
        readonly learned: number | null
        readonly again: number | null
      }
      /** How many people had recorded a learning or passed; logs of older versions do not say. */
      readonly asked?: number
    }
  | { readonly type: 'meetingReopened' }
  | {
      readonly type: 'stepAdvanced'
      readonly from: number
      readonly to: number
      /** Why the open conditions were set aside, and which these were; null when none was open (M4). */
      readonly override: {
        readonly reason: string
        readonly open: readonly string[]
        readonly by: string
      } | null
    }
  | { readonly type: 'stepReturned'; readonly from: number; readonly to: number }
  | { readonly type: 'advanceUndone' }
  | { readonly type: 'timerPaused' }
  | { readonly type: 'timerResumed' }
  | { readonly type: 'timerExtended'; readonly ms: number }
  /** New durations of the steps not yet done, by position. */
  | { readonly type: 'timersRebalanced'; readonly durations: Readonly<Record<number, number>> }
  | { readonly type: 'minutesBorrowed'; readonly from: number; readonly to: number; readonly ms: number }
  | { readonly type: 'breakTaken'; readonly until: number }
  | { readonly type: 'toneAcknowledged' }
  | { readonly type: 'timelineConfirmed' }
  | {
      readonly type: 'earlierActionRecorded'
      readonly postmortem: string
      readonly action: string
      readonly status: EarlierStatus
      readonly reason: string
    }
  | { readonly type: 'publishingDateSet'; readonly date: string }
  | { readonly type: 'spotlightMoved'; readonly spotlight: Spotlight | null }
  | { readonly type: 'stageTextChanged'; readonly item: string; readonly shown: boolean }
  | { readonly type: 'handRaised'; readonly person: string }
  | { readonly type: 'handLowered'; readonly person: string }
  | { readonly type: 'personCalledOn'; readonly person: string }
  | { readonly type: 'handMoved'; readonly person: string; readonly to: number }
  | { readonly type: 'handsCleared' }
  /** `factors` are the new ids the cards have in the document, shuffled; `authors` is a count (M11). */
  | { readonly type: 'cardsRevealed'; readonly factors: readonly string[]; readonly authors: number }
  /** The document holds the revealed cards. */
  | { readonly type: 'cardsInserted' }
  /** The document holds the parked ideas, and so many of the learnings (M18). */
  | { readonly type: 'outcomeWritten'; readonly learnings: number }
  | { readonly type: 'voteOpened' }
  | {
      readonly type: 'voteClosed'
      readonly tally: Readonly<Record<string, number>>
      readonly voters: number
      /** The factors that were chosen already; logs of older versions do not say. */
      readonly chosen?: readonly string[]
    }
  /** The choice from before the vote stands, whatever the vote has on top. */
  | { readonly type: 'choiceKept' }
  /** The document holds the unsigned comments. */
  | { readonly type: 'commentsInserted' }
  | { readonly type: 'ideaParked'; readonly item: ParkedItem }
  | { readonly type: 'ideaUnparked'; readonly item: string }
  | { readonly type: 'actionAccepted'; readonly action: string; readonly owner: string }
  /** Whose it is stands in a private event beside it. */
  | { readonly type: 'learningRecorded'; readonly text: string }
  | { readonly type: 'dutyAssigned'; readonly person: string; readonly duty: Duty | null }
  | {
      readonly type: 'facilitationMoved'
      readonly from: string
      readonly to: string
      readonly how: 'handed-over' | 'claimed'
    }
  | { readonly type: 'facilitationLocked'; readonly locked: boolean }
  | { readonly type: 'stepFinished'; readonly person: string; readonly step: number }
  | { readonly type: 'stepUnfinished'; readonly person: string; readonly step: number }

/** What is purged, with its time and key, when the public event of {@link SETTLES} is stored (M10–M12). */
export type PrivateEvent =
  | { readonly type: 'cardSubmitted'; readonly card: Card }
  | { readonly type: 'cardEdited'; readonly card: Card }
  | { readonly type: 'cardWithdrawn'; readonly card: string; readonly author: string }
  | { readonly type: 'brainstormPassed'; readonly person: string }
  /** The revealed cards on their way into the document: shuffled, under new ids, without authors. */
  | { readonly type: 'cardsShuffled'; readonly cards: readonly RevealedCard[] }
  | { readonly type: 'ballotCast'; readonly person: string; readonly dots: Readonly<Record<string, number>> }
  /** Somebody recorded a learning, or passed. */
  | { readonly type: 'learningAnswered'; readonly person: string; readonly passed: boolean }
  /** What somebody says of the pace of this step; null takes it back. */
  | { readonly type: 'paceSaid'; readonly person: string; readonly pace: Pace | null }
  | { readonly type: 'commentHeld'; readonly comment: UnsignedComment }
  | { readonly type: 'commentGiven'; readonly person: string }
  | {
      readonly type: 'closingAnswered'
      readonly person: string
      readonly learned: boolean
      readonly again: boolean
    }

export type MeetingEvent = PublicEvent | PrivateEvent
export type EventType = MeetingEvent['type']

/** The event of one type. */
export type EventOf<T extends EventType> = MeetingEvent & { readonly type: T }

/** An event with its place in the meeting's log and the server's time. */
export interface RecordedEvent<E extends MeetingEvent = MeetingEvent> {
  readonly seq: number
  readonly at: number
  readonly event: E
}

/** Which private events a public one settles; the store deletes them in the same transaction. */
export const SETTLES: Readonly<
  Partial<Record<PublicEvent['type'], readonly [PrivateEvent['type'], ...PrivateEvent['type'][]]>>
> = {
  cardsRevealed: ['cardSubmitted', 'cardEdited', 'cardWithdrawn', 'brainstormPassed'],
  cardsInserted: ['cardsShuffled'],
  voteClosed: ['ballotCast'],
  commentsInserted: ['commentHeld'],
  stepAdvanced: ['paceSaid'],
  stepReturned: ['paceSaid'],
  advanceUndone: ['paceSaid'],
  meetingEnded: ['closingAnswered', 'learningAnswered', 'commentGiven', 'paceSaid'],
}

const PRIVATE: ReadonlySet<EventType> = new Set(Object.values(SETTLES).flat())

/** True when nobody but the server may keep or see this event. */
export const isPrivate = (event: MeetingEvent): event is PrivateEvent => PRIVATE.has(event.type)
