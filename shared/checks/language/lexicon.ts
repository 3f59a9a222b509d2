/** Words that some phrase asks for, by number; given out while phrases are compiled, never afterwards. */
const NUMBERS = new Map<string, number>()

/** Stands for every word that no phrase asks for. */
const UNKNOWN = 0

/** The number of a word, 0 for one that no phrase asks for. */
export const numberOf = (word: string): number => NUMBERS.get(word) ?? UNKNOWN

/** A set of words that is asked by number: one look at a bit, where a set of strings would hash. */
export class WordBits {
  readonly words: ReadonlySet<string>
  readonly #bits: Uint32Array

  constructor(words: ReadonlySet<string>) {
    this.words = words
    const numbers = [...words].map(register)
    this.#bits = new Uint32Array((Math.max(0, ...numbers) >>> 5) + 1)
    for (const number of numbers) this.#bits[number >>> 5] = (this.#bits[number >>> 5] ?? 0) | bit(number)
  }

  has(number: number): boolean {
    return ((this.#bits[number >>> 5] ?? 0) & bit(number)) !== 0
  }
}

const bit = (number: number): number => 1 << (number & 31)

function register(word: string): number {
  const known = NUMBERS.get(word)
  if (known !== undefined) return known
  const number = NUMBERS.size + 1
  NUMBERS.set(word, number)
  return number
}
