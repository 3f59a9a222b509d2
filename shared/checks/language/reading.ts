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
  readonly roster: Roster
  /** Subjects already looked up, by the last token; phrases ask for the same one again and again. */
  readonly subjects: Map<number, Person | null>
  /** People already looked up, by the first token. */
  readonly people: Map<number, Person | null>
}

/** A reading of tokens in which nothing has been looked up yet. */
export const readingOf = (tokens: Tokens, roster: Roster): Reading => ({
  tokens,
  roster,
  subjects: new Map(),
  people: new Map(),
})
