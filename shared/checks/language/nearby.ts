import { numberOf, type WordBits } from './lexicon.ts'

/** Phrases reach less far than this many tokens; a stretch and its two neighbours hold any of them. */
const STRETCH = 64

/**
 * Which of the needed sets have a word near a place of a text, so that a phrase is only tried where all the words that
 * it cannot do without stand nearby. Stretches are summed up when they are first asked for.
 */
export class Nearby {
  readonly #needs: NeedMasks
  readonly #numbers: Int32Array
  readonly #stretches: (Uint32Array | undefined)[]
  /** The stretch whose surroundings `#around` holds. */
  #at = -1
  readonly #around: Uint32Array
  readonly #before: Uint32Array

  constructor(needs: NeedMasks, numbers: Int32Array) {
    this.#needs = needs
    this.#numbers = numbers
    this.#stretches = new Array(Math.ceil(numbers.length / STRETCH))
    this.#around = new Uint32Array(needs.width)
    this.#before = new Uint32Array(needs.width)
  }

  /** Looks around token `at` from here on; true when other needs are met there than before. */
  moveTo(at: number): boolean {
    const stretch = Math.floor(at / STRETCH)
    if (stretch === this.#at) return false
    this.#at = stretch
    this.#before.set(this.#around)
    this.#around.fill(0)
    for (let near = stretch - 1; near <= stretch + 1; near += 1) {
      if (near < 0 || near >= this.#stretches.length) continue
      join(this.#around, this.#stretches[near] ?? this.#sum(near))
    }
    return this.#around.some((bits, at) => bits !== this.#before[at])
  }

  /** True when every one of these needs has a word near the token that was moved to. */
  hasAll(needs: readonly number[]): boolean {
    return needs.every(need => ((this.#around[need >>> 5] ?? 0) & (1 << (need & 31))) !== 0)
  }

  #sum(stretch: number): Uint32Array {
    const summed = new Uint32Array(this.#needs.width)
    const end = Math.min(this.#numbers.length, (stretch + 1) * STRETCH)
    for (let at = stretch * STRETCH; at < end; at += 1) {
      const mask = this.#needs.of(this.#numbers[at] ?? 0)
      if (mask) join(summed, mask)
    }
    this.#stretches[stretch] = summed
    return summed
  }
}

function join(into: Uint32Array, from: Uint32Array): void {
  for (let at = 0; at < into.length; at += 1) into[at] = (into[at] ?? 0) | (from[at] ?? 0)
}

/** The sets that phrases need, numbered, and for each word which of them it is in. */
export class NeedMasks {
  readonly width: number
  readonly #byWord: (Uint32Array | undefined)[] = []

  constructor(sets: readonly WordBits[]) {
    this.width = (sets.length >>> 5) + 1
    for (const [need, { words }] of sets.entries()) {
      for (const word of words) {
        const mask = this.#byWord[numberOf(word)] ?? new Uint32Array(this.width)
        mask[need >>> 5] = (mask[need >>> 5] ?? 0) | (1 << (need & 31))
        this.#byWord[numberOf(word)] = mask
      }
    }
  }

  /** The needs that a word meets, as bits. */
  of(number: number): Uint32Array | undefined {
    return this.#byWord[number]
  }
}
