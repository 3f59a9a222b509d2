import type { LEARNING_FIRST, PresetMinutes, StepKind } from './agenda.ts'
import type { CardCategory, Duty, EarlierStatus, Pace, Spotlight } from './state.ts'

/** A step by its position in the agenda, from 0, or by its id. */
export type StepRef = number | string

/** A step as the person who plans the meeting writes it; the title defaults to the kind's own. */
export interface StepRequest {
  readonly kind: StepKind
  readonly minutes: number
  readonly title?: string | undefined
  readonly prompts?: readonly string[] | undefined
}

/** Opens the meeting, or plans it anew while it is still in the lobby. Instants in ms since the epoch. */
export interface OpenMeeting {
  readonly type: 'openMeeting'
  readonly minutes?: PresetMinutes | undefined
  readonly agenda?: typeof LEARNING_FIRST | readonly StepRequest[] | undefined
  readonly scheduledStart?: number | undefined
  readonly scheduledEnd?: number | undefined
  /** Dots each person has; 3 unless told. */
  readonly dots?: number | undefined
  /** At most one dot of a person on one factor; many unless told. */
  readonly oneDotEach?: boolean | undefined
  readonly facilitatorsVote?: boolean | undefined
}

/** A card of the silent step; `card` is an id that its author's client made. */
export interface CardDraft {
  readonly card: string
  readonly text: string
  readonly category?: CardCategory | undefined
  readonly signed?: boolean | undefined
}

/** Everything a person can ask of the meeting. The actor is the session, never a field (M3). */
export type MeetingCommand =
  | OpenMeeting
  | { readonly type: 'startMeeting' | 'endMeeting' | 'reopenMeeting' }
  | { readonly type: 'advanceStep'; readonly override?: string | undefined }
  | { readonly type: 'returnToStep'; readonly step: StepRef }
  | { readonly type: 'undoAdvance' }
  | { readonly type: 'pauseTimer' | 'resumeTimer' | 'rebalance' }
  | { readonly type: 'extendTimer' | 'takeBreak'; readonly minutes: number }
  | { readonly type: 'borrowMinutes'; readonly from: StepRef; readonly minutes: number }
  | { readonly type: 'acknowledgeTone' | 'confirmTimeline' }
  | {
      readonly type: 'recordEarlierAction'
      readonly postmortem: string
      readonly action: string
      readonly status: EarlierStatus
      readonly reason?: string | undefined
    }
  | { readonly type: 'setPublishingDate'; readonly date: string }
  | {
      readonly type: 'spotlight'
      readonly section: Spotlight['section'] | null
      readonly item?: string | null | undefined
    }
  /** Whether the stage shows the text of a factor, whatever it would do by itself. */
  | { readonly type: 'showOnStage'; readonly item: string; readonly shown: boolean }
  | { readonly type: 'raiseHand' }
  /** One's own hand; a facilitator may name somebody else's. */
  | { readonly type: 'lowerHand'; readonly person?: string | undefined }
  | { readonly type: 'callOn'; readonly person: string }
  /** Puts a raised hand at a place in the queue, from 0. */
  | { readonly type: 'moveHand'; readonly person: string; readonly to: number }
  | { readonly type: 'clearHands' }
  | ({ readonly type: 'submitCard' | 'editCard' } & CardDraft)
  | { readonly type: 'withdrawCard'; readonly card: string }
  | { readonly type: 'passBrainstorm' | 'revealCards' }
  | { readonly type: 'openVote' | 'closeVote' | 'keepChoice' }
  | { readonly type: 'castVote'; readonly dots: Readonly<Record<string, number>> }
  /** Says of the current step that it goes too fast or too slowly, or that one is lost; null takes it back. */
  | { readonly type: 'sayPace'; readonly pace: Pace | null }
  /** A comment on an event of the timeline, without a name. */
  | { readonly type: 'commentUnsigned'; readonly row: string; readonly text: string }
  | { readonly type: 'park'; readonly text: string }
  | { readonly type: 'unpark'; readonly item: string }
  | { readonly type: 'acceptAction'; readonly action: string }
  | { readonly type: 'recordLearning'; readonly text: string }
  | { readonly type: 'passLearning' }
  | { readonly type: 'answerClosing'; readonly learned: boolean; readonly again: boolean }
  | { readonly type: 'assignDuty'; readonly person: string; readonly duty: Duty | null }
  | { readonly type: 'handOver'; readonly person: string }
  | { readonly type: 'claimFacilitation' }
  | { readonly type: 'lockFacilitation'; readonly locked: boolean }
  | { readonly type: 'finishStep' | 'unfinishStep' }

export type CommandType = MeetingCommand['type']

/** The command of one type. */
export type CommandOf<T extends CommandType> = MeetingCommand & { readonly type: T }
