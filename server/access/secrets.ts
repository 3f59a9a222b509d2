import { createHash, randomBytes, timingSafeEqual, webcrypto } from 'node:crypto'
import { randomId } from '../../shared/base/ids.ts'

/** A secret of `bits` random bits, safe in a URL's fragment. */
export const newSecret = (bits = 256): string => randomBytes(bits / 8).toString('base64url')

/** What is kept of a secret: it cannot be turned back, and the secrets are too long to be guessed. */
export const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex')

/** Compares two hashes without telling by its duration where they differ. */
export const isSameHash = (a: string, b: string): boolean =>
  a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b))

/** A random id for something that is kept. */
export const newId = (): string => randomId(bytes => webcrypto.getRandomValues(bytes))
