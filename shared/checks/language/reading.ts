import { numberOf } from './lexicon.ts'
import type { PersonKind } from './roles.ts'
import type { Roster } from './roster.ts'
import type { Tokens } from './tokens.ts'

/** A person in a text: half-open range of tokens, and how the person is referred to. */
export interface Person {
  readonly start: number
  readonly end: number
  readonly kind: PersonKind
}

/** A text with the roster it is read against. */
export interface Reading {
  readonly tokens: Tokens
  /** The words by their numbers in the lexicon. */
  readonly numbers: Int32Array
  readonly roster: Roster
  /** Subjects already looked up, by the last token; phrases ask for the same one again and again. */
  readonly subjects: (Person | null | undefined)[]
  /** People already looked up, by the first token. */
  readonly people: (Person | null | undefined)[]
}

/** A reading of tokens in which nothing has been looked up yet. */
export function readingOf(tokens: Tokens, roster: Roster): Reading {
  const { length } = tokens.words
  const numbers = new Int32Array(length)
  for (let at = 0; at < length; at += 1) numbers[at] = numberOf(tokens.words[at] ?? '')
  return { tokens, numbers, roster, subjects: new Array(length), people: new Array(length) }
}
