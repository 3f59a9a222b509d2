import { WordBits } from './lexicon.ts'
import { personEnding } from './person.ts'
import type { Person, Reading } from './reading.ts'
import { isParticiple } from './verbs.ts'
import { ADVERBS, AUXILIARIES, DETERMINERS, PREPOSITIONS, VERBS_WITH_PERSON, words } from './vocabulary.ts'

const SENTENCE_END = words('. ? ! ¶ ;')
const PARTITIVES = words('one none some many most both all each any neither either few several two three')
const MODIFIES_PERSON = words(
  'responsible owning running doing assigned involved working handling deploying performing',
)
const OBJECT_ONLY = words('me us him them myself ourselves yourself himself herself')
/** The person who is the subject of what follows token `last`; null when that is a thing, or nobody. */
export function subjectEnding(reading: Reading, last: number): Person | null {
  const known = reading.subjects[last]
  if (known !== undefined) return known
  const subject = findSubject(reading, last)
  if (last >= 0) reading.subjects[last] = subject
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

/** Every other word may stand in a clause and says nothing about where it begins. */
const TELLING = new WordBits(
  new Set(['who', 'whoever', ',', ':', ...SENTENCE_END, ...COMPLEMENT, ...PREPOSITIONS, ...MODIFIES_PERSON]),
)

/** "The operator who ran the migration", "whoever deployed it", "the person on the payments rotation". */
function beforeClause(reading: Reading, last: number): Person | null {
  const { words: word } = reading.tokens
  for (let at = last; at > last - 14 && at >= 0; at -= 1) {
    if (!TELLING.has(reading.numbers[at] ?? 0)) continue
    const here = word[at] ?? ''
    if (here === 'whoever') return { start: at, end: last + 1, kind: 'third' }
    if (here === 'who' || here === 'that') {
      const person = personEnding(reading, at - 1)
      return person && at < last - 1 ? { ...person, end: last + 1 } : null
    }
    if (SENTENCE_END.has(here) || COMPLEMENT.has(here) || here === ',' || here === ':') return null
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
