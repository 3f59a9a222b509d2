import type { FindingSeverity } from '../finding.ts'
import type { Match } from './match.ts'
import type { Reading } from './reading.ts'

/** The families of blameless language that a workspace can switch off one by one. */
export const FAMILIES = [
  'counterfactual',
  'error-label',
  'person-as-cause',
  'question',
  'hindsight',
  'absolute',
  'self',
] as const
export type Family = (typeof FAMILIES)[number]

/** Phrases that say the same kind of thing, with what to tell the writer. */
export interface LanguageRule {
  readonly family: Family
  readonly severity: FindingSeverity
  readonly reason: string
  /** A question to ask instead. */
  readonly suggestion: string
  readonly phrases: readonly string[]
  /** True when the words mean something harmless where they stand. */
  readonly unless?: (reading: Reading, match: Match) => boolean
}

/** The word at a distance from a token, '¶' outside the text. */
export const wordAt = (reading: Reading, at: number): string => reading.tokens.words[at] ?? '¶'

const DENIALS = new Set(['not', 'no', 'never', 'nobody', 'none', 'neither', 'nor', 'rather', 'cannot'])

/** True when one of the few words before the match denies it: "this was not Bob's fault". */
export function isDenied(reading: Reading, match: Match): boolean {
  for (let at = match.start - 1; at >= match.start - 4; at -= 1) {
    const here = wordAt(reading, at)
    if ('.?!¶;:'.includes(here)) return false
    if (DENIALS.has(here) || (here === 'without' && at > match.start - 3)) return true
    if (here === 'of' && wordAt(reading, at - 1) === 'instead') return true
  }
  return false
}

/** True when some word of the sentence around a match is in the set. */
export function sentenceHas(reading: Reading, match: Match, set: ReadonlySet<string>): boolean {
  for (let at = match.start; at > match.start - 40; at -= 1) {
    const here = wordAt(reading, at)
    if (set.has(here)) return true
    if (at < match.start && '.?!¶'.includes(here)) break
  }
  for (let at = match.start; at < match.end + 40; at += 1) {
    const here = wordAt(reading, at)
    if (set.has(here)) return true
    if (at >= match.end && '.?!¶'.includes(here)) break
  }
  return false
}
