const ALPHABET = '23456789abcdefghijkmnpqrstuvwxyz'

/** Fills a buffer with random bytes; callers hand in `crypto.getRandomValues` or a seeded source. */
export type RandomBytes = (bytes: Uint8Array) => Uint8Array

/** A random id of `length` characters (5 bits each) without look-alikes; safe in URLs and file names. */
export function randomId(random: RandomBytes, length = 16): string {
  const bytes = random(new Uint8Array(length))
  return Array.from(bytes, byte => ALPHABET.charAt(byte & 31)).join('')
}

/** True for ids of the shape that {@link randomId} makes, of 4 to 64 characters. */
export const isId = (value: string): boolean => /^[0-9a-z][0-9a-z-]{3,63}$/.test(value)
