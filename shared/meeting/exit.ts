import type { StepKind } from './agenda.ts'
import { type DocumentFacts, type EarlierAction, isAccepted, uncoveredFactors } from './facts.ts'
import { askedInSecret, cardTurnout, isEnough, learningTurnout } from './people.ts'
import type { MeetingState } from './state.ts'

/** One thing that is open before a step can be left (M4). */
export interface ExitCondition {
  readonly code: ExitCode
  readonly count: number
  readonly message: string
}

/** What the exit conditions of the current step depend on beside the document. */
export interface ExitProgress {
  /** Kind of the current step; null unless the meeting runs. */
  readonly kind: StepKind | null
  readonly nextKind: StepKind | null
  readonly toneAcknowledged: boolean
  readonly earlierOpen: number
  readonly timelineConfirmed: boolean
  /** The timeline step was left, or the agenda has none (M5). */
  readonly timelineLeft: boolean
  readonly cardsMissing: number
  readonly cardsHeld: boolean
  readonly revealedFactors: readonly string[]
  readonly voteOpen: boolean
  readonly notAsked: number
  /** Action id → the owner it had when it was accepted. */
  readonly accepted: Readonly<Record<string, string>>
  readonly publishOn: string | null
}

const counted = (count: number, one: string, many: string): string => (count === 1 ? one : `${count} ${many}`)

const MESSAGES = {
  'tone-not-acknowledged': () => 'The tone was not read out and acknowledged',
  'earlier-actions-open': n => counted(n, '1 earlier action has no status', 'earlier actions have no status'),
  'rows-not-confirmed': n => counted(n, '1 event is not confirmed', 'events are not confirmed'),
  'rows-disputed': n => counted(n, '1 event is disputed', 'events are disputed'),
  'timeline-not-confirmed': () => 'The room has not confirmed the timeline',
  'timeline-first': () => 'The timeline comes before the brainstorm',
  'cards-missing': n =>
    counted(n, '1 person has not submitted a card or passed', 'people have not submitted a card or passed'),
  'cards-not-revealed': () => 'The cards are not revealed',
  'cards-not-grouped': n => counted(n, '1 ungrouped card', 'ungrouped cards'),
  'vote-open': () => 'The vote is open',
  'no-factor-chosen': () => 'No factor is chosen',
  'factors-without-action': n =>
    counted(
      n,
      '1 chosen factor has neither an action nor a waiver',
      'chosen factors have neither an action nor a waiver',
    ),
  'not-asked': n => counted(n, '1 person has not shared or passed', 'people have not shared or passed'),
  'actions-not-accepted': n =>
    counted(n, '1 action is not accepted by its owner', 'actions are not accepted by their owners'),
  'no-publishing-date': () => 'No publishing date is set',
} satisfies Record<string, (count: number) => string>

export type ExitCode = keyof typeof MESSAGES

/** Cards that were revealed and sit in no group yet. */
function ungrouped(progress: ExitProgress, facts: DocumentFacts): number {
  const cards = new Set(progress.revealedFactors)
  return facts.factors.filter(factor => cards.has(factor.id) && factor.group.trim() === '').length
}

/** How many of each thing are open, by the kind of the step. */
const COUNTS: Record<
  StepKind,
  (progress: ExitProgress, facts: DocumentFacts) => Partial<Record<ExitCode, number>>
> = {
  opening: progress => ({
    'tone-not-acknowledged': progress.toneAcknowledged ? 0 : 1,
    'earlier-actions-open': progress.earlierOpen,
  }),
  timeline: (progress, facts) => ({
    'rows-not-confirmed': facts.timeline.filter(row => row.state === 'draft').length,
    'rows-disputed': facts.timeline.filter(row => row.state === 'disputed').length,
    'timeline-not-confirmed': progress.timelineConfirmed ? 0 : 1,
  }),
  brainstorm: progress => ({ 'cards-missing': progress.cardsMissing }),
  group: (progress, facts) => ({
    'cards-not-revealed': progress.cardsHeld ? 1 : 0,
    'cards-not-grouped': ungrouped(progress, facts),
  }),
  vote: (progress, facts) => ({
    'vote-open': progress.voteOpen ? 1 : 0,
    'no-factor-chosen': facts.factors.length > 0 && !facts.factors.some(factor => factor.chosen) ? 1 : 0,
  }),
  actions: (_progress, facts) => ({ 'factors-without-action': uncoveredFactors(facts).length }),
  learn: progress => ({ 'not-asked': progress.notAsked }),
  close: (progress, facts) => ({
    'actions-not-accepted': facts.actions.filter(action => !isAccepted(action, progress.accepted)).length,
    'no-publishing-date': progress.publishOn === null ? 1 : 0,
  }),
}

/** What is open before the current step can be left, empty when nothing is (M4, M5). */
export function openConditions(progress: ExitProgress, facts: DocumentFacts): readonly ExitCondition[] {
  if (progress.kind === null) return []
  const early = progress.nextKind === 'brainstorm' && progress.kind !== 'timeline' && !progress.timelineLeft
  const counts = { ...COUNTS[progress.kind](progress, facts), 'timeline-first': early ? 1 : 0 }
  return (Object.keys(MESSAGES) as ExitCode[])
    .map(code => ({ code, count: counts[code] ?? 0 }))
    .filter(({ count }) => count > 0)
    .map(({ code, count }) => ({ code, count, message: MESSAGES[code](count) }))
}

/** True when the brainstorm may open and the candidate factors unfold (M5). */
export function isTimelineLeft(state: MeetingState): boolean {
  const reviews = state.steps.filter(step => step.kind === 'timeline')
  return reviews.length === 0 || reviews.some(step => step.left)
}

/** What {@link openConditions} needs, from the state and the people who are here. */
export function progressOf(
  state: MeetingState,
  {
    earlier,
    connected,
  }: { readonly earlier: readonly EarlierAction[]; readonly connected: ReadonlySet<string> },
): ExitProgress {
  const current = state.status === 'running' ? state.current : null
  const kindAt = (index: number): StepKind | null => state.steps[index]?.kind ?? null
  const settled = new Set(state.earlier.map(({ postmortem, action }) => `${postmortem}/${action}`))
  const { held, authors } = state.cards
  return {
    kind: current === null ? null : kindAt(current),
    nextKind: current === null ? null : kindAt(current + 1),
    toneAcknowledged: state.toneAcknowledged,
    earlierOpen: earlier.filter(({ postmortem, action }) => !settled.has(`${postmortem}/${action}`)).length,
    timelineConfirmed: state.timelineConfirmed,
    timelineLeft: isTimelineLeft(state),
    cardsMissing: authors === null ? missingCards(state, connected) : 0,
    cardsHeld: held.length > 0,
    revealedFactors: state.cards.revealed,
    voteOpen: state.vote.phase === 'open',
    notAsked: learningTurnout(state, connected).waiting.length,
    accepted: state.accepted,
    publishOn: state.publishOn,
  }
}

/** Who left without an answer is not waited for, as soon as that tells nothing about who gave one (M11). */
function missingCards(state: MeetingState, connected: ReadonlySet<string>): number {
  const { answered, waiting } = cardTurnout(state, connected)
  return isEnough(state.cards.crowd, answered) ? waiting.length : askedInSecret(state, answered) - answered
}

/** As {@link progressOf}, for people who are not told who has answered: no count depends on who is connected. */
export function publicProgressOf(
  state: MeetingState,
  situation: Parameters<typeof progressOf>[1],
): ExitProgress {
  const progress = progressOf(state, situation)
  const { answered } = cardTurnout(state, situation.connected)
  const isAsked = state.cards.authors === null
  return { ...progress, cardsMissing: isAsked ? askedInSecret(state, answered) - answered : 0 }
}
