import { handleKind, isName, nameEnding, surnameEnding } from './name.ts'
import type { Person, Reading } from './reading.ts'
import { GROUPS, isThing, type PersonKind, PRONOUNS, ROLES } from './roles.ts'
import { HANDLE, THING } from './tokens.ts'
import {
  ADVERBS,
  AUXILIARIES,
  CONJUNCTIONS,
  DETERMINERS,
  PLURAL_THINGS,
  POSSESSIVE_PRONOUNS,
  PREPOSITIONS,
  words,
} from './vocabulary.ts'

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
  const known = reading.people[first]
  if (known !== undefined) return known
  const person = findPerson(reading, first)
  if (first < reading.people.length) reading.people[first] = person
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
