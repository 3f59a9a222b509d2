import type { Severity } from '../../document/postmortem.ts'

/** An action as the checks read it. Fields may be missing when it comes from another program. */
export interface CheckedAction {
  readonly text: string
  readonly owner?: string | readonly string[] | null
  /** A day, `YYYY-MM-DD`. */
  readonly due?: string | null
  /** URL or key of the issue that follows it up. */
  readonly tracker?: string | null
  readonly status?: string | null
  /** Why it was declined. */
  readonly reason?: string | null
  /** Ids of the factors it answers; undefined when the caller knows nothing of factors. */
  readonly factors?: readonly string[] | null
}

/** What an action is checked against. */
export interface ActionContext {
  /** The roster; empty means that nobody knows it, and one plausible person is accepted. */
  readonly people: readonly string[]
  readonly severity: Severity | ''
  /** The day of the meeting, `YYYY-MM-DD` or an instant; '' leaves past and far dates unchecked. */
  readonly meetingDate: string
  /** Ids of the factors that exist; links to others do not count. */
  readonly factors?: readonly string[]
}

/** One thing that keeps an action from passing. */
export interface ActionRemark {
  readonly rule: `action/${ActionRule}`
  /** `reject` must change before the action counts as one; `revise` should. */
  readonly verdict: 'reject' | 'revise'
  /** The words meant, as half-open offsets in the action's text, or null. */
  readonly span: { readonly start: number; readonly end: number } | null
  readonly reason: string
  readonly suggestion: string
}

export type ActionRule =
  | 'specific'
  | 'committed'
  | 'measurable'
  | 'assignable'
  | 'relevant'
  | 'time-bound'
  | 'tracked'
  | 'declined'

/** A set of the words in a list separated by spaces. */
export const wordSet = (list: string): ReadonlySet<string> => new Set(list.split(/\s+/).filter(Boolean))

/** The words of an action in lower case, with numbers and marks such as `>` kept in place. */
export const actionWords = (text: string): string[] =>
  text
    .replace(/[’ʼ]/g, "'")
    .toLowerCase()
    .split(/[\s,;:()"“”`*_]+|\.(?=\s|$)/)
    .filter(Boolean)

/** An action's text without a list mark, a ticked box or a tag in front. */
export const withoutMark = (text: string): string =>
  text.replace(
    /^\s*(?:[-*•]\s+)?(?:\[[ xX]?\]\s*)?(?:\[[^\]\n]{1,20}\]\s*)?(?:(?:please|then|also|to)\s+)?/i,
    '',
  )
