import { numberOf, WordBits } from './lexicon.ts'
import type { Element, Pattern } from './pattern.ts'
import { ownerEnding, ownerStarting, personEnding, personStarting } from './person.ts'
import type { Person, Reading } from './reading.ts'
import { subjectEnding } from './subject.ts'
import { isParticiple } from './verbs.ts'
import { ADVERBS, AUXILIARIES, CONJUNCTIONS, DETERMINERS, PREPOSITIONS, words } from './vocabulary.ts'

/** Where a pattern matched: half-open range of tokens, and the person it speaks of. */
export interface Match {
  readonly start: number
  readonly end: number
  readonly person: Person | null
}

const STOPS = new WordBits(words('. ? ! ¶ ; : ( ) —'))
const SENTENCE_START = new WordBits(words('. ? ! ¶ ; : ( —'))
const BETWEEN = new WordBits(ADVERBS)
const OUTSIDE = numberOf('¶')
/** Words that no reference to a person begins or ends with; `will` and `may` are names too. */
const NEVER_PERSON = new WordBits(
  words('had has have was were is are be been did does do should would could must not'),
)
const MOST_ADVERBS = 3

interface Run {
  readonly reading: Reading
  readonly elements: readonly Element[]
  person: Person | null
}

/** Tries a pattern with its anchor at token `at`. */
export function matchAt(pattern: Pattern, reading: Reading, at: number): Match | null {
  const { elements, anchor } = pattern
  if (!mayStand(reading, elements[anchor + 1], at + 1) || !mayStand(reading, elements[anchor - 1], at - 1)) {
    return null
  }
  const run: Run = { reading, elements, person: null }
  const start = back(run, pattern.anchor - 1, at - 1)
  if (start === null) return null
  const end = on(run, pattern.anchor + 1, at + 1)
  return end === null ? null : { start, end, person: run.person }
}

/** A cheap look at the neighbour, which spares most attempts the whole match. */
function mayStand(reading: Reading, item: Element | undefined, at: number): boolean {
  if (!item || item.optional) return true
  const word = reading.numbers[at] ?? OUTSIDE
  if (item.is === 'word') return item.set.has(word) || BETWEEN.has(word)
  if (item.is === 'person') return !NEVER_PERSON.has(word)
  if (item.is === 'start') return SENTENCE_START.has(word) || BETWEEN.has(word)
  return true
}

/** Matches elements `index` and on from token `at`; the token after the last one, or null. */
function on(run: Run, index: number, at: number): number | null {
  const item = run.elements[index]
  if (!item) return at
  if (item.is === 'gap') return throughGap(run, index, at, item.most)
  let here = at
  for (let skipped = 0; skipped <= MOST_ADVERBS; skipped += 1) {
    const next = take(run, item, here)
    if (next !== null) {
      const end = on(run, index + 1, next)
      if (end !== null) return end
    }
    if (item.is === 'not' || !BETWEEN.has(run.reading.numbers[here] ?? 0)) break
    here += 1
  }
  return item.optional ? on(run, index + 1, at) : null
}

function throughGap(run: Run, index: number, at: number, most: number): number | null {
  for (let length = 0; length <= most; length += 1) {
    const end = on(run, index + 1, at + length)
    if (end !== null) return end
    if (STOPS.has(run.reading.numbers[at + length] ?? OUTSIDE)) return null
  }
  return null
}

function take(run: Run, item: Element, at: number): number | null {
  const here = run.reading.numbers[at] ?? OUTSIDE
  switch (item.is) {
    case 'word':
      return item.set.has(here) ? at + 1 : null
    case 'not':
      return item.set.has(here) ? null : at
    case 'participle':
      return isParticipleAt(run.reading, at) ? at + 1 : null
    case 'question':
      return asks(run.reading.tokens.words, at) ? at : null
    case 'person':
      return takePerson(run, item, at)
    case 'either':
      return firstTaken(item.options, option => take(run, option, at))
    default:
      return null
  }
}

function firstTaken(options: readonly Element[], attempt: (option: Element) => number | null): number | null {
  for (const option of options) {
    const taken = attempt(option)
    if (taken !== null) return taken
  }
  return null
}

function takePerson(run: Run, item: Element & { is: 'person' }, at: number): number | null {
  const person = item.role === 'OWN' ? ownerStarting(run.reading, at) : personStarting(run.reading, at)
  if (!person || (item.kinds && !item.kinds.has(person.kind))) return null
  if (item.role !== 'OWN' && run.reading.tokens.words[person.end] === "'s") return null
  run.person = person
  return person.end
}

/** Matches elements `index` and back from token `at`; the first token of the match, or null. */
function back(run: Run, index: number, at: number): number | null {
  const item = run.elements[index]
  if (!item) return at + 1
  if (item.is === 'gap') {
    for (let length = 0; length <= item.most; length += 1) {
      const start = back(run, index - 1, at - length)
      if (start !== null) return start
      if (STOPS.has(run.reading.numbers[at - length] ?? OUTSIDE)) return null
    }
    return null
  }
  let here = at
  for (let skipped = 0; skipped <= MOST_ADVERBS; skipped += 1) {
    const before = takeBack(run, item, here)
    if (before !== null) {
      const start = back(run, index - 1, before)
      if (start !== null) return start
    }
    if (item.is === 'not' || !BETWEEN.has(run.reading.numbers[here] ?? 0)) break
    here -= 1
  }
  return item.optional ? back(run, index - 1, at) : null
}

function takeBack(run: Run, item: Element, at: number): number | null {
  const here = run.reading.numbers[at] ?? OUTSIDE
  switch (item.is) {
    case 'word':
      return item.set.has(here) ? at - 1 : null
    case 'not':
      return item.set.has(here) ? null : at
    case 'participle':
      return isParticipleAt(run.reading, at) ? at - 1 : null
    case 'start':
      return SENTENCE_START.has(here) ? at : null
    case 'person':
      return takePersonBack(run, item, at)
    case 'either':
      return firstTaken(item.options, option => takeBack(run, option, at))
    default:
      return null
  }
}

function takePersonBack(run: Run, item: Element & { is: 'person' }, at: number): number | null {
  const find = item.role === 'OWN' ? ownerEnding : item.role === 'S' ? subjectEnding : personEnding
  const person = find(run.reading, at)
  if (!person || (item.kinds && !item.kinds.has(person.kind))) return null
  run.person = person
  return person.start - 1
}

function asks(word: readonly string[], from: number): boolean {
  for (let at = from; at < from + 60; at += 1) {
    const here = word[at] ?? '¶'
    if (here === '?') return true
    if (here === '.' || here === '!' || here === '¶') return false
  }
  return false
}

const ADJECTIVE_LIKE = words(`
  limited elevated dedicated shared automated documented detailed restricted trusted improved increased reduced advanced
  unlimited unrestricted extended predefined agreed written named known updated required tested read approved assigned
  defined prepared standardised standardized centralised centralized recorded combined proven rehearsed practised
  practiced guided curated
`)
const READ_NOUNS = words('access permission permissions rights replica replicas only scope privileges')
const AFTER_VERB = words(
  '. ? ! ¶ ; : ) , — it him her them me us you ◦ @ up down out off back away over that to',
)

/** "should have documented the change" acts; "should have documented runbooks" has something. */
function isParticipleAt(reading: Reading, at: number): boolean {
  const { words: word } = reading.tokens
  const here = word[at] ?? ''
  if (!isParticiple(here)) return false
  const next = word[at + 1] ?? '.'
  if (here === 'read' && READ_NOUNS.has(next)) return false
  if (!ADJECTIVE_LIKE.has(here)) return true
  return (
    AFTER_VERB.has(next) ||
    DETERMINERS.has(next) ||
    PREPOSITIONS.has(next) ||
    CONJUNCTIONS.has(next) ||
    ADVERBS.has(next) ||
    AUXILIARIES.has(next) ||
    personStarting(reading, at + 1) !== null
  )
}
