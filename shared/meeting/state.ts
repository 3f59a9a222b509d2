import type { StepPlan } from './agenda.ts'

export type MeetingStatus = 'lobby' | 'running' | 'ended'
export type MeetingRole = 'owner' | 'facilitator' | 'participant' | 'viewer'

export const DUTIES = ['scribe', 'incident-commander', 'timekeeper', 'observer', 'co-facilitator'] as const
export type Duty = (typeof DUTIES)[number]

export const CARD_CATEGORIES = ['people', 'process', 'technology', 'environment', 'measurements'] as const
export type CardCategory = (typeof CARD_CATEGORIES)[number]

/** What somebody can say of the pace of a step. */
export const PACES = ['slower', 'faster', 'lost'] as const
export type Pace = (typeof PACES)[number]

export const EARLIER_STATUSES = ['open', 'in-progress', 'done', 'declined'] as const
export type EarlierStatus = (typeof EARLIER_STATUSES)[number]

/** What everybody is pointed to: a section of the document, and perhaps one item in it (M14). */
export interface Spotlight {
  readonly section: string
  readonly item: string | null
}

/**
 * A step's clock as stored instants (M6). Spent so far: `spentMs`, plus the time since `startedAt`
 * while it is set and `pausedAt` is not. A `startedAt` in the future is a break that ends then.
 */
export interface Timer {
  readonly durationMs: number
  readonly startedAt: number | null
  readonly pausedAt: number | null
  readonly spentMs: number
}

export interface Step {
  readonly id: string
  readonly kind: StepPlan['kind']
  readonly title: string
  readonly prompts: readonly string[] | null
  readonly plannedMs: number
  readonly timer: Timer
  /** The meeting has been in this step. */
  readonly entered: boolean
  /** The meeting has moved on from this step at least once (M5). */
  readonly left: boolean
}

/** What was settled before the start. */
export interface MeetingPlan {
  readonly steps: readonly StepPlan[]
  readonly scheduledStart: number
  readonly scheduledEnd: number
  /** Somebody chose when it begins or ends; otherwise it is on time whenever it starts. */
  readonly isScheduled?: boolean
  readonly dots: number
  readonly oneDotEach: boolean
  readonly facilitatorsVote: boolean
  /** Actions are left to a follow-up meeting within two working days. */
  readonly followUp: boolean
}

export interface MeetingPerson {
  readonly id: string
  readonly name: string
  readonly role: MeetingRole
  readonly duty: Duty | null
  /** When they came; null for somebody who is only expected. */
  readonly joinedAt: number | null
}

export interface Hand {
  readonly person: string
  readonly since: number
}

/** A card before the reveal; `signed` is the name its author wants beside it, or null. */
export interface Card {
  readonly id: string
  readonly author: string
  readonly text: string
  readonly category: CardCategory | ''
  readonly signed: string | null
}

/** A card after the reveal, as it goes into the document: `id` is the new factor's (M11). */
export interface RevealedCard {
  readonly id: string
  readonly text: string
  readonly category: CardCategory | ''
  readonly signed: string | null
}

/** A comment on an event of the timeline whose author did not sign it, on its way into the document (M29). */
export interface UnsignedComment {
  readonly id: string
  readonly row: string
  readonly text: string
}

export interface ParkedItem {
  readonly id: string
  readonly text: string
}

/** The document at one moment, for telling later what changed: a fingerprint for each row. */
export interface DocumentPrint {
  readonly rows: Readonly<Record<string, string>>
  readonly factors: readonly string[]
  readonly actions: readonly string[]
}

export type VoteState =
  | { readonly phase: 'none' }
  | {
      readonly phase: 'open'
      readonly ballots: Readonly<Record<string, Readonly<Record<string, number>>>>
      /** The most contributors there were since it opened. */
      readonly crowd: number
    }
  | {
      readonly phase: 'closed'
      readonly tally: Readonly<Record<string, number>>
      readonly voters: number
      /** The factors that were chosen before the vote closed. */
      readonly chosenBefore: readonly string[]
    }

/** What an undo puts back (M22). */
export interface UndoPoint {
  readonly until: number
  readonly current: number
  readonly steps: readonly Step[]
  readonly spotlight: Spotlight | null
  readonly overrides: readonly Override[]
}

export interface Override {
  readonly step: number
  readonly reason: string
  readonly open: readonly string[]
  readonly by: string
  readonly at: number
}

/**
 * A meeting: the fold of its events. What is private (`cards.held`, `cards.passed`, `cards.shuffled`,
 * `vote.ballots`, `closing.answers`, `asked.answers`, `paces`, `unsigned`) comes from private events alone, and is empty once these are settled.
 */
export interface MeetingState {
  /** Sequence number of the last event. */
  readonly rev: number
  /** Sequence number of the last event that a command could conflict with (M2). */
  readonly conflictRev: number
  /** Sequence number of the event that led to the present step, or into or out of the meeting (M2). */
  readonly stepRev: number
  /** Rises when the facilitator's role moves; `epochRev` is the event that moved it (M16). */
  readonly epoch: number
  readonly epochRev: number
  readonly status: MeetingStatus
  readonly plan: MeetingPlan
  readonly steps: readonly Step[]
  /** Position of the current step; null in the lobby. */
  readonly current: number | null
  readonly startedAt: number | null
  readonly endedAt: number | null
  readonly endedHow: 'by-facilitator' | 'left-open' | null
  /** When somebody last did something (M26). */
  readonly actedAt: number
  readonly undo: UndoPoint | null
  readonly overrides: readonly Override[]
  readonly spotlight: Spotlight | null
  /** Factors of which a facilitator said whether the stage shows their text. */
  readonly onStage: Readonly<Record<string, boolean>>
  readonly people: readonly MeetingPerson[]
  readonly lead: string
  /** Those who gave the role away and have not got it back. */
  readonly steppedDown: readonly string[]
  readonly roleLocked: boolean
  readonly hands: readonly Hand[]
  /** Who has spoken, by step (M13). */
  readonly spoken: Readonly<Record<number, readonly string[]>>
  /** Whom the facilitator called on last. */
  readonly speaker: string | null
  /** Who is finished, by step (M21). */
  readonly finished: Readonly<Record<number, readonly string[]>>
  readonly cards: {
    readonly held: readonly Card[]
    readonly passed: readonly string[]
    /** The most contributors there were since the first card or pass after the last reveal; 0 before. */
    readonly crowd: number
    readonly shuffled: readonly RevealedCard[]
    /** Sequence number of the last reveal; 0 before the first. */
    readonly revealRev: number
    /** Factor ids of all the cards that were revealed. */
    readonly revealed: readonly string[]
    /** The most people who had handed in a card at one reveal; null before the first. */
    readonly authors: number | null
  }
  readonly vote: VoteState
  /** What each person says of the pace of the current step (M28). */
  readonly paces: Readonly<Record<string, Pace>>
  /** Unsigned comments that the document does not hold yet, and how many each person gave until the meeting ends (M29). */
  readonly unsigned: {
    readonly held: readonly UnsignedComment[]
    readonly given: Readonly<Record<string, number>>
  }
  readonly parked: readonly ParkedItem[]
  readonly learnings: readonly { readonly text: string }[]
  readonly asked: {
    /** Person → how many learnings they recorded, 0 for who passed; empty once the meeting has ended. */
    readonly answers: Readonly<Record<string, number>>
    /** How many people had answered when the meeting ended; null before. */
    readonly count: number | null
  }
  /** The meeting has ended and its learnings and parked ideas are on their way into the document. */
  readonly outcomeDue: boolean
  /** How many of the learnings the document was given. */
  readonly learningsWritten: number
  readonly toneAcknowledged: boolean
  readonly timelineConfirmed: boolean
  readonly earlier: readonly {
    readonly postmortem: string
    readonly action: string
    readonly status: EarlierStatus
    readonly reason: string
  }[]
  /** Action id → the owner it had when it was accepted; another owner has to accept again. */
  readonly accepted: Readonly<Record<string, string>>
  readonly publishOn: string | null
  readonly closing: {
    readonly answers: Readonly<Record<string, { readonly learned: boolean; readonly again: boolean }>>
    /** The counts, once the meeting has ended; the sums are null when fewer than three answered. */
    readonly counts: {
      readonly answered: number
      readonly learned: number | null
      readonly again: number | null
    } | null
  }
  readonly before: DocumentPrint | null
  readonly after: DocumentPrint | null
}
