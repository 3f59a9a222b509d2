import type { SectionName } from '../document/postmortem.ts'

/** What a check noticed. Derived each time, never stored; only publication looks at `block`. */
export interface Finding {
  /** Stable rule id, such as `blameless/counterfactual` or `timeline/gap`. */
  readonly rule: string
  readonly severity: FindingSeverity
  readonly where: Place
  /** Half-open range of UTF-16 offsets in the text at `where`; null when the whole place is meant. */
  readonly span: { readonly start: number; readonly end: number } | null
  readonly reason: string
  /** The rows it is about, when one remark speaks of many; `where` then means their list. */
  readonly rows?: readonly string[]
  /** What would make it pass, or a question to ask instead. */
  readonly suggestion: string
}

export type FindingSeverity = 'info' | 'warn' | 'block'

/** A place in a postmortem: a header fact, a text block of a rich section, or a row of a list. */
export type Place =
  | { readonly in: 'facts'; readonly field: string }
  | { readonly in: 'section'; readonly section: SectionName; readonly block: number }
  | { readonly in: 'timeline' | 'factors' | 'whys' | 'actions' | 'parked'; readonly id: string | null }
  /** A text handed in by itself, by its position in the list. */
  | { readonly in: 'text'; readonly index: number }
