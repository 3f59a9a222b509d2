import { ABSOLUTE } from './absolute.ts'
import { CLASSES } from './classes.ts'
import { COUNTERFACTUAL } from './counterfactual.ts'
import { ERROR_LABEL } from './errorLabel.ts'
import { HINDSIGHT } from './hindsight.ts'
import { numberOf } from './lexicon.ts'
import { Nearby, NeedMasks } from './nearby.ts'
import { OMISSION } from './omission.ts'
import { anchorWords, compile, type Pattern } from './pattern.ts'
import { PERSON_AS_CAUSE } from './personAsCause.ts'
import { QUESTION } from './question.ts'
import type { LanguageRule } from './rule.ts'

/** A phrase of a rule, read once. */
export interface Phrase {
  readonly rule: LanguageRule
  readonly pattern: Pattern
  /** The pattern's needs, by their place in `NEEDS`. */
  readonly needs: readonly number[]
}

const COMPILED = [
  ...PERSON_AS_CAUSE,
  ...QUESTION,
  ...OMISSION,
  ...COUNTERFACTUAL,
  ...ERROR_LABEL,
  ...HINDSIGHT,
  ...ABSOLUTE,
].flatMap(rule => rule.phrases.map(phrase => ({ rule, pattern: compile(phrase, CLASSES) })))

const NEEDS = [...new Set(COMPILED.flatMap(({ pattern }) => pattern.needs))]
const MASKS = new NeedMasks(NEEDS)
const NONE: readonly Phrase[] = []

/** The phrases that are found by a word, by its number. */
const BY_WORD: readonly (readonly Phrase[])[] = index()

function index(): (readonly Phrase[])[] {
  const byWord: Phrase[][] = []
  for (const { rule, pattern } of COMPILED) {
    const phrase = { rule, pattern, needs: pattern.needs.map(need => NEEDS.indexOf(need)) }
    for (const word of anchorWords(pattern)) {
      const number = numberOf(word)
      byWord[number] = [...(byWord[number] ?? []), phrase]
    }
  }
  return Array.from(byWord, phrases => phrases ?? NONE)
}

/** By the number of a word: 1 where a phrase is found by it. */
const FINDS = Uint8Array.from(BY_WORD, phrases => Math.min(phrases.length, 1))

/** The phrases worth trying at each word of a text: those found by it, of which every needed word stands nearby. */
export class Candidates {
  readonly #numbers: Int32Array
  readonly #nearby: Nearby
  /** By the number of a word, for as long as the same needs are met nearby. */
  readonly #lists = new Map<number, readonly Phrase[]>()

  constructor(numbers: Int32Array) {
    this.#numbers = numbers
    this.#nearby = new Nearby(MASKS, numbers)
  }

  /** The next word from token `from` on by which a phrase is found; -1 when there is none. */
  next(from: number): number {
    for (let at = from; at < this.#numbers.length; at += 1) if (FINDS[this.#numbers[at] ?? 0] === 1) return at
    return -1
  }

  /** The phrases to try at token `index`. */
  at(index: number): readonly Phrase[] {
    const number = this.#numbers[index] ?? 0
    if (this.#nearby.moveTo(index)) this.#lists.clear()
    const known = this.#lists.get(number)
    if (known) return known
    const list = (BY_WORD[number] ?? NONE).filter(({ needs }) => this.#nearby.hasAll(needs))
    this.#lists.set(number, list)
    return list
  }
}
