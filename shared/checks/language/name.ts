import { FIRST_NAMES } from './firstNames.ts'
import type { Person, Reading } from './reading.ts'
import type { PersonKind } from './roles.ts'
import { isOwnHandle } from './roster.ts'
import { isParticiple } from './verbs.ts'
import {
  ADVERBS,
  DETERMINERS,
  MONTHS,
  NEUTRAL_BEFORE_NAME,
  PREPOSITIONS,
  WORD_NAMES,
  words,
} from './vocabulary.ts'

const PERSON_VERBS_NEXT = words('should could would had has did was is must might ought were does')

/** `San Francisco` is a place. */
const SAINTS = words('san são sao santa santo saint st')

/**
 * True when the token is part of a roster name, written exactly so, or a common first name with a capital, and can be a
 * name where it stands.
 */
export function isName(reading: Reading, at: number): boolean {
  const { text, words: word, starts, ends } = reading.tokens
  const here = word[at] ?? ''
  const spelled = reading.roster.parts.get(here)
  const exact = text.slice(starts[at], ends[at])
  if (!spelled) {
    if (!/^\p{Lu}\p{Ll}+$/u.test(exact) || SAINTS.has(word[at - 1] ?? '')) return false
    return FIRST_NAMES.has(here) || isSpokenOfAsPerson(word, at)
  }
  if (!spelled.has(exact)) return false
  if (!WORD_NAMES.has(here)) return true
  if (exact === here) return false
  return couldBeName(reading, at)
}

/** What people do and programs do not. */
const ONLY_PEOPLE_DID = words(`
  panicked swore forgot thought believed promised insisted admitted apologised apologized clicked typed guessed shrugged
  misread fat-fingered dozed overslept lied bragged boasted grumbled hesitated
`)
const ONLY_PEOPLE_HAVE = words(`
  oversight negligence carelessness laziness incompetence stubbornness impatience arrogance sloppiness haste ignorance
  refusal inattention recklessness stubborn careless
`)
const WHAT_ONLY_PEOPLE_FAIL_AT = words(
  'escalate notify tell inform ask communicate read listen check follow speak warn',
)

const TITLES = words('mr mrs ms miss dr prof herr frau')

/** A word with a capital that nobody knows, where only a person can stand. */
function isSpokenOfAsPerson(word: readonly string[], at: number): boolean {
  const [next = '', second = '', third = '', fourth = ''] = word.slice(at + 1, at + 5)
  const [before = '', earlier = ''] = [word[at - 1], word[at - 2]]
  if (TITLES.has(before) || (before === '.' && TITLES.has(earlier))) return true
  if (next === 'who' || (next === ',' && second === 'who')) return true
  if (ONLY_PEOPLE_DID.has(next)) return true
  if (next === "'s" && ONLY_PEOPLE_HAVE.has(second)) return true
  if (next === "'s" && second === 'failure' && third === 'to' && WHAT_ONLY_PEOPLE_FAIL_AT.has(fourth))
    return true
  if (before === 'by' && ONLY_PEOPLE_HAVE.has(earlier)) return true
  if (before === 'of' && earlier === 'courtesy') return true
  if (before === 'was' && earlier === 'what' && next === 'thinking') return true
  return before === 'let' && next === 'near'
}

function couldBeName(reading: Reading, at: number): boolean {
  const { words: word } = reading.tokens
  const here = word[at] ?? ''
  const before = word[at - 1] ?? '¶'
  const next = word[at + 1] ?? ''
  if (
    MONTHS.has(here) &&
    (PREPOSITIONS.has(before) || /^(?:last|next|early|mid|late|this|\d+)$/.test(before))
  ) {
    return before === 'by' && !/^\d/.test(next)
  }
  const opens = NEUTRAL_BEFORE_NAME.has(before) && before !== ','
  if (!opens) return true
  const { text, starts } = reading.tokens
  if (reading.roster.parts.has(next) && /\p{Lu}/u.test(text.charAt(starts[at + 1] ?? 0))) return true
  if (next === "'s" || PERSON_VERBS_NEXT.has(next) || next === 'and' || next === 'or') return true
  if (/^(?:forgot|broke|took|knew|blew|ran|wrote|went|did|chose|gave)$/.test(next)) return true
  if (next === 'always' || next === 'never') return (word[at + 2] ?? '').endsWith('s')
  if (!isParticiple(next)) return false
  const object = word[at + 2] ?? '.'
  return (
    DETERMINERS.has(object) ||
    PREPOSITIONS.has(object) ||
    /^(?:to|not|[.,!?;]|◦|down|up|it|him|her)$/.test(object)
  )
}

/** The person whose name ends with token `last`, with all parts of the name that the roster knows. */
export function nameEnding(reading: Reading, last: number): Person {
  let start = last
  while (start > 0 && isName(reading, start - 1)) start -= 1
  const { text, starts, ends } = reading.tokens
  const first = text.slice(starts[start], ends[start])
  return { start, end: last + 1, kind: reading.roster.selfParts.has(first) ? 'self' : 'named' }
}

/** A surname that the roster does not know, behind a first name that it does. */
export function surnameEnding(reading: Reading, last: number): Person | null {
  if (last < 1 || !isName(reading, last - 1)) return null
  const { text, starts, words: word } = reading.tokens
  if (!/\p{Lu}/u.test(text.charAt(starts[last] ?? 0)) || ADVERBS.has(word[last] ?? '')) return null
  return { ...nameEnding(reading, last - 1), end: last + 1 }
}

/** Whether an @handle is somebody else's or the writer's own. */
export function handleKind(reading: Reading, at: number): PersonKind {
  const { text, starts, ends } = reading.tokens
  return isOwnHandle(reading.roster, text.slice(starts[at], ends[at])) ? 'self' : 'named'
}
