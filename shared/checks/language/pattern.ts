import {
  ownerEnding,
  ownerStarting,
  type Person,
  personEnding,
  personStarting,
  type Reading,
  subjectEnding,
} from './person.ts'
import type { PersonKind } from './roles.ts'
import { isParticiple } from './verbs.ts'
import { ADVERBS, AUXILIARIES, CONJUNCTIONS, DETERMINERS, PREPOSITIONS, words } from './vocabulary.ts'

/**
 * A phrase to look for, written as words between spaces. Adverbs may stand anywhere in between.
 * `a|b` one of these words · `a?` may be absent · `=a` the word by which it is found · `<name>` a word of a class ·
 * `S` a person as subject, `P` a person, `OWN` whose (Bob's, their), each with `:kinds` · `DONE` a past participle ·
 * `P|OWN` either; `..3` up to three words · `^` a sentence begins · `!a|b` not before one of these · `$q` the sentence asks.
 */
export interface Pattern {
  readonly elements: readonly Element[]
  readonly anchor: number
}

type Element = { readonly optional: boolean } & (
  | { readonly is: 'word'; readonly set: ReadonlySet<string> }
  | { readonly is: 'not'; readonly set: ReadonlySet<string> }
  | {
      readonly is: 'person'
      readonly role: 'S' | 'P' | 'OWN'
      readonly kinds: ReadonlySet<PersonKind> | null
    }
  | { readonly is: 'gap'; readonly most: number }
  | { readonly is: 'either'; readonly options: readonly Element[] }
  | { readonly is: 'participle' | 'start' | 'question' }
)

/** Where a pattern matched: half-open range of tokens, and the person it speaks of. */
export interface Match {
  readonly start: number
  readonly end: number
  readonly person: Person | null
}

/** Named sets of words that patterns refer to as `<name>`. */
export type Classes = Readonly<Record<string, ReadonlySet<string>>>

const KINDS: Readonly<Record<string, readonly PersonKind[]>> = {
  other: ['you', 'they', 'third', 'named', 'role', 'team', 'anyone', 'nobody'],
  outsider: ['they', 'third', 'named', 'role', 'team', 'anyone', 'nobody', 'you'],
  single: ['you', 'third', 'named', 'they', 'self'],
  nobody: ['nobody'],
  named: ['named', 'role', 'team', 'third', 'they', 'you', 'self'],
}

const COMMON = words(
  'the a an is was were be been are to of in on at it and or not had has have did do does who why how that this if for so would',
)
const STOPS = words('. ? ! ¶ ; : ( ) —')
const SENTENCE_START = '.?!¶;:(—'
const MOST_ADVERBS = 3

/** Reads a phrase once; throws on a class that nobody defined. */
export function compile(phrase: string, classes: Classes): Pattern {
  const parts = phrase.split(' ')
  const elements = parts.map(part => element(part.replace(/^=/, ''), classes))
  const marked = parts.findIndex(part => part.startsWith('='))
  const anchor = marked >= 0 ? marked : bestAnchor(elements)
  if (anchor < 0) throw new Error(`No word to find this by: ${phrase}`)
  return { elements, anchor }
}

function bestAnchor(elements: readonly Element[]): number {
  const isWord = (item: Element): boolean => item.is === 'word' && !item.optional
  const rare = elements.findIndex(
    item => isWord(item) && item.is === 'word' && ![...item.set].some(one => COMMON.has(one)),
  )
  return rare >= 0 ? rare : elements.findIndex(isWord)
}

function element(part: string, classes: Classes): Element {
  const optional = part.length > 1 && part.endsWith('?')
  const body = optional ? part.slice(0, -1) : part
  const alternatives = body.split('|')
  if (alternatives.length > 1 && alternatives.some(isSpecial)) {
    const rest = alternatives.filter(one => !isSpecial(one)).join('|')
    const options = [...alternatives.filter(isSpecial), ...(rest ? [rest] : [])]
    return { is: 'either', options: options.map(one => element(one, classes)), optional }
  }
  const [name = '', kinds] = body.split(':')
  if (name === 'S' || name === 'P' || name === 'OWN') {
    return { is: 'person', role: name, kinds: kinds ? kindsOf(kinds) : null, optional }
  }
  if (body === 'DONE') return { is: 'participle', optional }
  if (body === '^') return { is: 'start', optional }
  if (body === '$q') return { is: 'question', optional }
  if (body.startsWith('..')) return { is: 'gap', most: Number(body.slice(2)), optional }
  const negated = body.startsWith('!')
  const set = new Set((negated ? body.slice(1) : body).split('|').flatMap(word => wordsOf(word, classes)))
  return { is: negated ? 'not' : 'word', set, optional }
}

function kindsOf(name: string): ReadonlySet<PersonKind> {
  const kinds = KINDS[name]
  if (!kinds) throw new Error(`No kinds of people are called ${name}`)
  return new Set(kinds)
}

const isSpecial = (part: string): boolean => /^(?:(?:S|P|OWN)(?::\w+)?|DONE)$/.test(part)

function wordsOf(word: string, classes: Classes): readonly string[] {
  if (!word.startsWith('<')) return [word]
  const known = classes[word.slice(1, -1)]
  if (!known) throw new Error(`No class of words is called ${word}`)
  return [...known]
}

/** The words by which a pattern is found. */
export function anchorWords(pattern: Pattern): readonly string[] {
  const anchor = pattern.elements[pattern.anchor]
  return anchor?.is === 'word' ? [...anchor.set] : []
}

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
  const word = reading.tokens.words[at] ?? '¶'
  if (item.is === 'word') return item.set.has(word) || ADVERBS.has(word)
  if (item.is === 'start') return SENTENCE_START.includes(word) || ADVERBS.has(word)
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
    if (item.is === 'not' || !ADVERBS.has(run.reading.tokens.words[here] ?? '')) break
    here += 1
  }
  return item.optional ? on(run, index + 1, at) : null
}

function throughGap(run: Run, index: number, at: number, most: number): number | null {
  for (let length = 0; length <= most; length += 1) {
    const end = on(run, index + 1, at + length)
    if (end !== null) return end
    const word = run.reading.tokens.words[at + length]
    if (word === undefined || STOPS.has(word)) return null
  }
  return null
}

function take(run: Run, item: Element, at: number): number | null {
  const { words: word } = run.reading.tokens
  const here = word[at] ?? '¶'
  switch (item.is) {
    case 'word':
      return item.set.has(here) ? at + 1 : null
    case 'not':
      return item.set.has(here) ? null : at
    case 'participle':
      return isParticipleAt(run.reading, at) ? at + 1 : null
    case 'question':
      return asks(word, at) ? at : null
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
      if (STOPS.has(run.reading.tokens.words[at - length] ?? '¶')) return null
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
    if (item.is === 'not' || !ADVERBS.has(run.reading.tokens.words[here] ?? '')) break
    here -= 1
  }
  return item.optional ? back(run, index - 1, at) : null
}

function takeBack(run: Run, item: Element, at: number): number | null {
  const { words: word } = run.reading.tokens
  const here = word[at] ?? '¶'
  switch (item.is) {
    case 'word':
      return item.set.has(here) ? at - 1 : null
    case 'not':
      return item.set.has(here) ? null : at
    case 'participle':
      return isParticipleAt(run.reading, at) ? at - 1 : null
    case 'start':
      return SENTENCE_START.includes(here) ? at : null
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
