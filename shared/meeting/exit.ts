/** One thing that is open before a step can be left (M4). */
export interface ExitCondition {
  readonly code: ExitCode
  readonly count: number
  readonly message: string
}

export type ExitCode =
  | 'tone-not-acknowledged'
  | 'earlier-actions-open'
  | 'rows-not-confirmed'
  | 'timeline-not-confirmed'
  | 'cards-missing'
  | 'cards-not-revealed'
  | 'cards-not-grouped'
  | 'vote-open'
  | 'no-factor-chosen'
  | 'factors-without-action'
  | 'not-asked'
  | 'actions-not-accepted'
  | 'no-publishing-date'
  | 'timeline-first'

/** What the exit conditions of the current step depend on beside the document. */
export interface ExitProgress {
  /** Kind of the current step; null in the lobby and after the end. */
  readonly kind: string | null
  readonly nextKind: string | null
  readonly toneAcknowledged: boolean
  readonly earlierOpen: number
  readonly timelineConfirmed: boolean
  readonly timelineLeft: boolean
  readonly cardsMissing: number
  readonly cardsHeld: boolean
  readonly revealedFactors: readonly string[]
  readonly voteOpen: boolean
  readonly notAsked: number
  /** Action id → the owner who accepted it. */
  readonly accepted: Readonly<Record<string, string>>
  readonly publishOn: string | null
}
