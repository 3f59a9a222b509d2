import { WordBits } from './lexicon.ts'
import type { PersonKind } from './roles.ts'
import { words } from './vocabulary.ts'

/**
 * A phrase to look for, written as words between spaces. Adverbs may stand anywhere in between.
 * `a|b` one of these words · `a?` may be absent · `=a` the word by which it is found · `<name>` a word of a class ·
 * `S` a person as subject, `P` a person, `OWN` whose (Bob's, their), each with `:kinds` · `DONE` a past participle ·
 * `P|OWN` either; `..3` up to three words · `^` a sentence begins · `!a|b` not before one of these · `$q` the sentence asks.
 */
export interface Pattern {
  readonly elements: readonly Element[]
  readonly anchor: number
  /** Sets of which a word has to stand near the anchor, whatever else does. */
  readonly needs: readonly WordBits[]
}

/** One part of a phrase. */
export type Element = { readonly optional: boolean } & (
  | { readonly is: 'word'; readonly set: WordBits }
  | { readonly is: 'not'; readonly set: WordBits }
  | {
      readonly is: 'person'
      readonly role: 'S' | 'P' | 'OWN'
      readonly kinds: ReadonlySet<PersonKind> | null
    }
  | { readonly is: 'gap'; readonly most: number }
  | { readonly is: 'either'; readonly options: readonly Element[] }
  | { readonly is: 'participle' | 'start' | 'question' }
)

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

/** Reads a phrase once; throws on a class that nobody defined. */
export function compile(phrase: string, classes: Classes): Pattern {
  const parts = phrase.split(' ')
  const elements = parts.map(part => element(part.replace(/^=/, ''), classes))
  const marked = parts.findIndex(part => part.startsWith('='))
  const anchor = marked >= 0 ? marked : bestAnchor(elements)
  if (anchor < 0) throw new Error(`No word to find this by: ${phrase}`)
  return { elements, anchor, needs: needsOf(elements, anchor) }
}

/** Ends of sentences are also where a text begins and ends, and need no token. */
const VIRTUAL = '¶'

/** Behind a subject, which may be a long way of saying who, nothing is near for certain. */
function needsOf(elements: readonly Element[], anchor: number): WordBits[] {
  const subject = elements.slice(0, anchor).findLastIndex(isPersonal)
  return elements.flatMap((item, index) =>
    index > subject &&
    index !== anchor &&
    item.is === 'word' &&
    !item.optional &&
    !item.set.words.has(VIRTUAL)
      ? [item.set]
      : [],
  )
}

const isPersonal = (item: Element): boolean => item.is === 'person' || item.is === 'either'

function bestAnchor(elements: readonly Element[]): number {
  const isWord = (item: Element): boolean => item.is === 'word' && !item.optional
  const rare = elements.findIndex(
    item => isWord(item) && item.is === 'word' && ![...item.set.words].some(one => COMMON.has(one)),
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
  const listed = (negated ? body.slice(1) : body).split('|').flatMap(word => wordsOf(word, classes))
  return { is: negated ? 'not' : 'word', set: setOf(new Set(listed)), optional }
}

const SETS = new Map<string, WordBits>()

/** Phrases that ask for the same words share one set. */
function setOf(listed: ReadonlySet<string>): WordBits {
  const key = [...listed].sort().join(' ')
  const set = SETS.get(key) ?? new WordBits(listed)
  SETS.set(key, set)
  return set
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
  return anchor?.is === 'word' ? [...anchor.set.words] : []
}
