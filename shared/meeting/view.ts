import type { StepKind } from './agenda.ts'
import type { CatchUp } from './catchUp.ts'
import type { ExitCondition, ExitProgress } from './exit.ts'
import type {
  CardCategory,
  Duty,
  EarlierStatus,
  MeetingRole,
  MeetingStatus,
  Pace,
  ParkedItem,
  Spotlight,
  Timer,
} from './state.ts'

/** A meeting as one person may see it. Instants are the server's, in ms since the epoch. */
export interface MeetingView {
  readonly status: MeetingStatus
  readonly steps: readonly StepView[]
  /** Position of the current step in `steps`; null in the lobby. */
  readonly current: number | null
  /** The current step's clock; {@link remainingMs} and its neighbours read it. */
  readonly timer: Timer | null
  /** The end of a break that is on; the clock runs again by itself then. */
  readonly breakUntil: number | null
  readonly schedule: ScheduleView
  /** Until when the last advance can be undone (M22). */
  readonly undoUntil: number | null
  readonly spotlight: Spotlight | null
  /** Factor id → whether the stage shows its text, where a facilitator said so; elsewhere the stage decides. */
  readonly onStage: Readonly<Record<string, boolean>>
  readonly hands: readonly HandView[]
  /** Whom the facilitator called on last. */
  readonly speaker: string | null
  readonly cards: CardsView
  readonly vote: VoteView
  readonly people: readonly PersonView[]
  readonly finished: FinishedView
  /** Who leads, and everybody who may act as facilitator. */
  readonly lead: string
  readonly facilitators: readonly string[]
  readonly roleLocked: boolean
  readonly you: YouView
  readonly pace: PaceView
  readonly parked: readonly ParkedItem[]
  readonly learnings: readonly { readonly text: string }[]
  /** "Everyone was asked": how many answered or passed, and who is still to be asked; others see of these themselves alone. */
  readonly asked: { readonly count: number; readonly of: number; readonly waiting: readonly string[] }
  readonly earlier: readonly EarlierView[]
  /** Ids of the actions that their owners accepted. */
  readonly acceptedActions: readonly string[]
  readonly publishOn: string | null
  readonly closing: ClosingView
  /** The candidate factors of the draft stay folded until the timeline was left (M5). */
  readonly factorsFolded: boolean
  /** What is open before the current step can be left; a client may derive it anew from `progress`. */
  readonly exit: readonly ExitCondition[]
  readonly progress: ExitProgress
  readonly overrides: readonly { readonly step: number; readonly reason: string }[]
  /** For a person who came after the start (M17); null for everybody else. */
  readonly catchUp: CatchUp | null
}

export interface StepView {
  readonly id: string
  readonly kind: StepKind
  readonly title: string
  /** Questions that this agenda brings along; null means those the screens offer for the kind. */
  readonly prompts: readonly string[] | null
  readonly plannedMs: number
  /** Planned, plus what was added, borrowed and rebalanced. */
  readonly durationMs: number
  readonly spentMs: number
  readonly entered: boolean
}

export interface ScheduleView {
  readonly start: number
  readonly end: number
  /** Somebody chose these; otherwise the meeting is planned from when it starts. */
  readonly isChosen: boolean
  readonly startedAt: number | null
  readonly endedAt: number | null
  /** The meeting ended itself because nobody was left in it (M26). */
  readonly endedAlone: boolean
  /** When those present are asked to end it, and when it ends itself; null unless it runs (M26). */
  readonly askToEndAt: number | null
  readonly endsItselfAt: number | null
  /** By when the follow-up meeting about actions is due; null unless the agenda leaves them to one. */
  readonly followUpBy: number | null
}

export interface HandView {
  readonly person: string
  readonly name: string
  readonly since: number
}

export interface OwnCard {
  readonly id: string
  readonly text: string
  readonly category: CardCategory | ''
  readonly signed: boolean
}

/** Counts, and the asker's own cards: nothing else about a card leaves the server before the reveal (M10). */
export interface CardsView {
  readonly open: boolean
  /** People who handed in a card or passed, of those expected to. */
  readonly answered: number
  readonly of: number
  readonly own: readonly OwnCard[]
  readonly passed: boolean
  /** Who has neither a card nor passed; for facilitators alone, empty for others. */
  readonly waiting: readonly string[]
  readonly revealed: boolean
  /** Three participants or fewer: say so before the first card (M11). */
  readonly weakAnonymity: boolean
}

export interface VoteView {
  readonly phase: 'none' | 'open' | 'closed'
  readonly dots: number
  readonly oneDotEach: boolean
  readonly mayVote: boolean
  readonly voted: number
  readonly of: number
  /** The asker's own ballot, factor id → dots. */
  readonly own: Readonly<Record<string, number>>
  /** Factor id → dots, once the vote is closed (M12). */
  readonly tally: Readonly<Record<string, number>> | null
  /** Factors that were chosen before the vote closed; empty until then. */
  readonly chosenBefore: readonly string[]
}

export interface PersonView {
  readonly id: string
  readonly name: string
  readonly role: MeetingRole
  readonly duty: Duty | null
  readonly connected: boolean
  readonly facilitator: boolean
  readonly finished: boolean
  readonly spoken: boolean
  /** When this person came, for one who came after the start (M17); null for everybody else. */
  readonly lateAt: number | null
}

export interface PaceView {
  readonly own: Pace | null
  /** How many say what of the current step, for facilitators alone; null for others (M28). */
  readonly counts: Readonly<Record<Pace, number>> | null
}

export interface FinishedView {
  readonly count: number
  readonly of: number
  readonly own: boolean
  /** Who is not finished; for facilitators alone, empty for others (M21). */
  readonly waiting: readonly string[]
}

/** What the asker may do, so that no screen has to work it out. */
export interface YouView {
  readonly id: string
  readonly facilitator: boolean
  readonly participant: boolean
  /** From when this person may claim the facilitator's role; null when they may not (M16, M27). */
  readonly mayClaimFrom: number | null
}

export interface EarlierView {
  readonly postmortem: string
  readonly action: string
  /** null until the opening gives it one. */
  readonly status: EarlierStatus | null
  readonly reason: string
}

export interface ClosingView {
  /** The answers were counted when the meeting ended; one that is reopened takes no others. */
  readonly isCounted: boolean
  readonly answered: number
  readonly own: { readonly learned: boolean; readonly again: boolean } | null
  /** Counts of yes, once the meeting has ended. */
  readonly learned: number | null
  readonly again: number | null
}
