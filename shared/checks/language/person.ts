import { GROUPS, isThing, type PersonKind, PRONOUNS, ROLES } from './roles.ts'
import { isOwnHandle, type Roster } from './roster.ts'
import { HANDLE, THING, type Tokens } from './tokens.ts'
import { isParticiple } from './verbs.ts'
import {
  ADVERBS,
  AUXILIARIES,
  CONJUNCTIONS,
  DETERMINERS,
  MONTHS,
  NEUTRAL_BEFORE_NAME,
  PLURAL_THINGS,
  POSSESSIVE_PRONOUNS,
  PREPOSITIONS,
  VERBS_WITH_PERSON,
  WORD_NAMES,
  words,
} from './vocabulary.ts'

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

const SENTENCE_END = words('. ? ! ¶ ;')
const PARTITIVES = words('one none some many most both all each any neither either few several two three')
const MODIFIES_PERSON = words(
  'responsible owning running doing assigned involved working handling deploying performing',
)
const OBJECT_ONLY = words('me us him them myself ourselves yourself himself herself')
const CLUSTER_WORDS = words(
  'kubernetes k8s crd crds reconcile reconciled reconciling reconciles controller helm pod pods namespace etcd',
)
/** "The team channel", "the on-call rotation": what belongs to people is no person. */
const THINGS_OF_PEOPLE = words(`
  channel portal tool environment laptop account accounts calendar dashboard ticket bot console handbook process roster
  phone pager policy guide docs meeting name list sandbox machine workstation api ui endpoint role group mailbox inbox
  experience platform guideline shift handoff handover hand-off turnover page queue rota checklist retro training
  onboarding upgrade upgrades release version image feedback offsite off-site event lunch party holiday size structure capacity budget travel absence shortage
  split merger reorg workload absence laptop keyboard error errors interface image gate stage step cluster server node pod
`)
const NOUN_ENDING = /(?:tion|ment|ity|ness|ance|ence|ship|ule|ware|ings|[^s]s)$/
const PERSON_VERBS_NEXT = words('should could would had has did was is must might ought were does')

/** The person who is the subject of what follows token `last`; null when that is a thing, or nobody. */
export function subjectEnding(reading: Reading, last: number): Person | null {
  const known = reading.subjects.get(last)
  if (known !== undefined) return known
  const subject = findSubject(reading, last)
  reading.subjects.set(last, subject)
  return subject
}

function findSubject(reading: Reading, last: number): Person | null {
  const { words: word } = reading.tokens
  const here = word[last]
  if (here === undefined || SENTENCE_END.has(here)) return null
  if (here === ',' || here === ')' || here === '—') return beforeAside(reading, last)
  const person = personEnding(reading, last)
  if (!person) return ADVERBS.has(here) ? null : beforeClause(reading, last)
  const before = word[person.start - 1] ?? '¶'
  if (before === 'of' && PARTITIVES.has(word[person.start - 2] ?? '')) {
    const quantity = word[person.start - 2]
    const kind = quantity === 'none' || quantity === 'neither' ? 'nobody' : person.kind
    return { ...person, kind, start: person.start - 2 }
  }
  if (PREPOSITIONS.has(before) || MODIFIES_PERSON.has(before)) return headBefore(reading, person)
  if (VERBS_WITH_PERSON.has(before)) return null
  return OBJECT_ONLY.has(here) ? null : person
}

/** "The engineer on the payments team" is a person, "the deploy by Bob" is not. */
function headBefore(reading: Reading, person: Person): Person | null {
  const before = reading.tokens.words[person.start - 1] ?? ''
  if (before === 'at' || before === 'in') {
    // "At Bob's request" never ends here; "at 14:02 Bob" has the time in between.
    if (person.kind === 'we' || person.kind === 'third') return person
  }
  const head = subjectEnding(reading, person.start - 2)
  return head ? { ...head, end: person.end } : null
}

/** "Bob, who was on call, should have", "Bob (on call) should have", "Bob, obviously, should have". */
function beforeAside(reading: Reading, last: number): Person | null {
  const { words: word } = reading.tokens
  const opening = word[last] === ')' ? '(' : (word[last] ?? ',')
  for (let at = last - 1; at > last - 16 && at > 0; at -= 1) {
    const here = word[at] ?? ''
    if (SENTENCE_END.has(here)) return null
    if (here !== opening) continue
    const person = personEnding(reading, at - 1)
    return person && !PREPOSITIONS.has(word[person.start - 1] ?? '') ? { ...person, end: last + 1 } : null
  }
  return null
}

const COMPLEMENT = words(
  'that which because when while if whether and but or what where since so until before after',
)

/** "The operator who ran the migration", "whoever deployed it", "the person on the payments rotation". */
function beforeClause(reading: Reading, last: number): Person | null {
  const { words: word } = reading.tokens
  for (let at = last; at > last - 14 && at >= 0; at -= 1) {
    const here = word[at] ?? ''
    if (here === 'whoever') return { start: at, end: last + 1, kind: 'third' }
    if (here === 'who' || here === 'that') {
      const person = personEnding(reading, at - 1)
      return person && at < last - 1 ? { ...person, end: last + 1 } : null
    }
    if (SENTENCE_END.has(here) || COMPLEMENT.has(here) || here === ',' || here === ':') return null
    if (AUXILIARIES.has(here) && here !== "'s") continue
    if (PREPOSITIONS.has(here) || MODIFIES_PERSON.has(here)) {
      const person = personEnding(reading, at - 1)
      if (person) return verbBetween(reading, at, last) ? null : { ...person, end: last + 1 }
    }
  }
  return null
}

function verbBetween(reading: Reading, from: number, to: number): boolean {
  const { words: word } = reading.tokens
  for (let at = from; at <= to; at += 1) {
    const here = word[at] ?? ''
    if (AUXILIARIES.has(here) && here !== "'s") return true
    if (isParticiple(here) && !DETERMINERS.has(word[at - 1] ?? '') && !MODIFIES_PERSON.has(here)) return true
  }
  return false
}

/** The person whose name, handle, pronoun or role ends with token `last`, whatever stands before. */
export function personEnding(reading: Reading, last: number): Person | null {
  const { words: word } = reading.tokens
  const here = word[last]
  if (here === undefined) return null
  if (here === HANDLE) return { start: last, end: last + 1, kind: handleKind(reading, last) }
  const pronoun = PRONOUNS.get(here)
  if (pronoun) return pronounEnding(reading, last, pronoun)
  if (here === 'one' && word[last - 1] === 'no') return { start: last - 1, end: last + 1, kind: 'nobody' }
  if (here === 'else') return personEnding(reading, last - 1)
  if (isName(reading, last)) return nameEnding(reading, last)
  if (ROLES.has(here) || GROUPS.has(here)) return roleEnding(reading, last)
  return surnameEnding(reading, last)
}

function handleKind(reading: Reading, at: number): PersonKind {
  const { text, starts, ends } = reading.tokens
  return isOwnHandle(reading.roster, text.slice(starts[at], ends[at])) ? 'self' : 'named'
}

function pronounEnding(reading: Reading, last: number, kind: PersonKind): Person | null {
  if (kind === 'they' && theyAreThings(reading, last)) return null
  if (kind === 'self' && reading.tokens.words[last] === 'i') {
    const { text, starts } = reading.tokens
    if (text.charAt(starts[last] ?? 0) !== 'I') return null
  }
  return { start: last, end: last + 1, kind }
}

/** Looks back for what "they" stands for: the nearest person, or the nearest thing in the plural. */
function theyAreThings(reading: Reading, at: number): boolean {
  const { words: word } = reading.tokens
  for (let back = at - 1; back >= 0 && back > at - 30; back -= 1) {
    const here = word[back] ?? ''
    if (here === '¶') return false
    if (PLURAL_THINGS.has(here)) return true
    if (ROLES.has(here) || GROUPS.has(here) || here === HANDLE || isName(reading, back)) return false
    if (here === 'someone' || here === 'we' || here === 'he' || here === 'she') return false
  }
  return false
}

/** True when the token is part of a roster name, written exactly so, and can be a name where it stands. */
export function isName(reading: Reading, at: number): boolean {
  const { text, words: word, starts, ends } = reading.tokens
  const here = word[at] ?? ''
  const spelled = reading.roster.parts.get(here)
  if (!spelled) return false
  const exact = text.slice(starts[at], ends[at])
  if (!spelled.has(exact)) return false
  if (!WORD_NAMES.has(here)) return true
  if (exact === here) return false
  return couldBeName(reading, at)
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

function nameEnding(reading: Reading, last: number): Person {
  let start = last
  while (start > 0 && isName(reading, start - 1)) start -= 1
  const { text, starts, ends } = reading.tokens
  const first = text.slice(starts[start], ends[start])
  return { start, end: last + 1, kind: reading.roster.selfParts.has(first) ? 'self' : 'named' }
}

/** A surname that the roster does not know, behind a first name that it does. */
function surnameEnding(reading: Reading, last: number): Person | null {
  if (reading.roster.parts.size === 0 || last < 1 || !isName(reading, last - 1)) return null
  const { text, starts, words: word } = reading.tokens
  if (!/\p{Lu}/u.test(text.charAt(starts[last] ?? 0)) || ADVERBS.has(word[last] ?? '')) return null
  return { ...nameEnding(reading, last - 1), end: last + 1 }
}

const isFunctionWord = (word: string): boolean =>
  DETERMINERS.has(word) ||
  PREPOSITIONS.has(word) ||
  CONJUNCTIONS.has(word) ||
  AUXILIARIES.has(word) ||
  ADVERBS.has(word) ||
  PRONOUNS.has(word) ||
  word === THING ||
  /^[^\p{L}\p{N}@]/u.test(word)

function roleEnding(reading: Reading, last: number): Person | null {
  const { words: word } = reading.tokens
  const role = word[last] ?? ''
  let start = last
  while (start > last - 5 && start > 0 && !isFunctionWord(word[start - 1] ?? '¶')) start -= 1
  const modifier = start < last ? (word[last - 1] ?? '') : ''
  const before = word[start - 1] ?? '¶'
  const isPossessed = before === "'s"
  const determiner = DETERMINERS.has(before) || isPossessed
  const described = modifier || (determiner ? (isPossessed ? 'the' : before) : '')
  const isProgram = role.startsWith('operator') && (inCluster(reading, last) || (isPossessed && !modifier))
  if (isThing(role, described) || isProgram) return null
  if (
    role === 'ic' &&
    reading.tokens.text.slice(reading.tokens.starts[last], reading.tokens.ends[last]) !== 'IC'
  ) {
    return null
  }
  const kind: PersonKind =
    before === 'no' || before === 'none' ? 'nobody' : GROUPS.has(role) ? 'team' : 'role'
  return { start: determiner ? start - 1 : start, end: last + 1, kind }
}

/** An operator in a sentence about a cluster is a program, unless somebody did something. */
function inCluster(reading: Reading, at: number): boolean {
  const { words: word } = reading.tokens
  if (word[at + 1] === 'who') return false
  for (let near = Math.max(0, at - 8); near < at + 12; near += 1) {
    if (CLUSTER_WORDS.has(word[near] ?? '')) return true
  }
  return false
}

/** The person who begins at token `first`: "the on-call engineer", "@bob", "her". Null for "the team channel". */
export function personStarting(reading: Reading, first: number): Person | null {
  const known = reading.people.get(first)
  if (known !== undefined) return known
  const person = findPerson(reading, first)
  reading.people.set(first, person)
  return person
}

function findPerson(reading: Reading, first: number): Person | null {
  const { words: word } = reading.tokens
  const here = word[first]
  if (here === undefined) return null
  if (here === HANDLE || isName(reading, first)) return nameStarting(reading, first)
  if (PRONOUNS.has(here) || (here === 'her' && isFunctionWord(word[first + 1] ?? '.'))) {
    if (here === 'who') return null
    const kind = PRONOUNS.get(here) ?? 'third'
    return kind === 'they' && theyAreThings(reading, first) ? null : { start: first, end: first + 1, kind }
  }
  if (here === 'no' && word[first + 1] === 'one') return { start: first, end: first + 2, kind: 'nobody' }
  let at = first
  while (at < first + 2 && DETERMINERS.has(word[at] ?? '') && !ROLES.has(word[at] ?? '')) at += 1
  return word[at] === "'s" ? null : roleStarting(reading, first, at)
}

function nameStarting(reading: Reading, first: number): Person {
  const { words: word } = reading.tokens
  if (word[first] === HANDLE) return { start: first, end: first + 1, kind: handleKind(reading, first) }
  let end = first + 1
  while (isName(reading, end)) end += 1
  const whole = surnameEnding(reading, end)
  return { ...nameEnding(reading, end - 1), start: first, end: whole && whole.start <= first ? end + 1 : end }
}

function roleStarting(reading: Reading, first: number, from: number): Person | null {
  const { words: word } = reading.tokens
  let head = from - 1
  for (let at = from; at < from + 5; at += 1) {
    const here = word[at] ?? '¶'
    const isRole = ROLES.has(here) || GROUPS.has(here)
    if (isFunctionWord(here) && !isRole) break
    const afterRole = head >= from && (ROLES.has(word[head] ?? '') || GROUPS.has(word[head] ?? ''))
    if (afterRole && !isRole && !THINGS_OF_PEOPLE.has(here) && !NOUN_ENDING.test(here)) break
    head = at
  }
  const role = word[head] ?? ''
  if (head < from || !(ROLES.has(role) || GROUPS.has(role))) return null
  const person = roleEnding(reading, head)
  return person && person.start <= from ? { ...person, start: first } : null
}

/** How many tokens "his", "the engineer's" or "Bob's" take when they end with token `last`; 0 for none. */
export function ownerEnding(reading: Reading, last: number): Person | null {
  const { words: word } = reading.tokens
  const here = word[last] ?? ''
  if (POSSESSIVE_PRONOUNS.has(here)) {
    if (here === 'its' || (here === 'their' && theyAreThings(reading, last))) return null
    const kind = here === 'my' ? 'self' : here === 'our' ? 'we' : here === 'your' ? 'you' : 'third'
    return { start: last, end: last + 1, kind }
  }
  if (here !== "'s") return null
  const person = personEnding(reading, last - 1)
  return person ? { ...person, end: last + 1 } : null
}

/** Like {@link ownerEnding}, for a possessive that begins at token `first`. */
export function ownerStarting(reading: Reading, first: number): Person | null {
  const { words: word } = reading.tokens
  if (POSSESSIVE_PRONOUNS.has(word[first] ?? '')) {
    const own = ownerEnding(reading, first)
    const group = personStarting(reading, first)
    if (group && word[group.end] === "'s") return { ...group, end: group.end + 1 }
    return group ? null : own
  }
  const person = personStarting(reading, first)
  return person && word[person.end] === "'s" ? { ...person, end: person.end + 1 } : null
}
