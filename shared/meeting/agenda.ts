import { MINUTE } from '../base/time.ts'

export const STEP_KINDS = [
  'opening',
  'timeline',
  'brainstorm',
  'group',
  'vote',
  'actions',
  'learn',
  'close',
] as const
export type StepKind = (typeof STEP_KINDS)[number]

/** One step as it is planned; `prompts` null means the questions that the screens offer for its kind. */
export interface StepPlan {
  readonly kind: StepKind
  readonly title: string
  readonly minutes: number
  readonly prompts: readonly string[] | null
}

/** The titles that a step has unless its agenda says otherwise. */
export const STEP_TITLES: Readonly<Record<StepKind, string>> = {
  opening: 'Opening and earlier actions',
  timeline: 'Timeline review',
  brainstorm: 'Silent brainstorm',
  group: 'Share and group',
  vote: 'Vote',
  actions: 'Action items',
  learn: 'What did we learn?',
  close: 'Close',
}

/** Lengths of a whole meeting that have a preset. */
export const PRESET_MINUTES = [60, 75, 90] as const
export type PresetMinutes = (typeof PRESET_MINUTES)[number]

/** The preset that leaves the actions to a follow-up meeting within two working days. */
export const LEARNING_FIRST = 'learning-first'

const MINUTES: Readonly<Record<PresetMinutes, Readonly<Record<StepKind, number>>>> = {
  60: { opening: 5, timeline: 22, brainstorm: 4, group: 8, vote: 3, actions: 11, learn: 5, close: 2 },
  75: { opening: 6, timeline: 28, brainstorm: 5, group: 10, vote: 3, actions: 14, learn: 6, close: 3 },
  90: { opening: 7, timeline: 34, brainstorm: 6, group: 12, vote: 4, actions: 17, learn: 7, close: 3 },
}

const LEARNING_MINUTES = [
  ['opening', 4],
  ['timeline', 36],
  ['brainstorm', 4],
  ['group', 8],
  ['learn', 5],
  ['close', 3],
] as const

const plan = (kind: StepKind, minutes: number): StepPlan => ({
  kind,
  title: STEP_TITLES[kind],
  minutes,
  prompts: null,
})

/** The preset agenda of 60, 75 or 90 minutes, or the one of 60 minutes that puts learning first. */
export function presetAgenda(preset: PresetMinutes | typeof LEARNING_FIRST): readonly StepPlan[] {
  if (preset === LEARNING_FIRST) return LEARNING_MINUTES.map(([kind, minutes]) => plan(kind, minutes))
  return STEP_KINDS.map(kind => plan(kind, MINUTES[preset][kind]))
}

/** Length of an agenda in milliseconds. */
export const agendaLength = (steps: readonly StepPlan[]): number =>
  steps.reduce((sum, step) => sum + step.minutes * MINUTE, 0)
