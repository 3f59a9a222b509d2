import { decrypt, encrypt, keyOf } from '../store/cipher.ts'

/** Hides a value and guards it against changes, for somebody's browser to carry until it is wanted again. */
export interface Seal {
  /** `expiresAt` in ms: after it the value does not open any more. */
  close(value: unknown, expiresAt: number): string
  /** The value; null when it was not sealed here, was changed, or has expired at `now`. */
  open(text: string, now: number): unknown
}

/** A seal whose key follows from a secret that every node of this server has. */
export function createSeal(secret: string, purpose: string): Seal {
  const key = keyOf(secret, purpose)
  return {
    close: (value, expiresAt) => encrypt(key, JSON.stringify({ value, expiresAt })),
    open(text, now) {
      const plain = decrypt(key, text)
      if (plain === null) return null
      const { value, expiresAt } = JSON.parse(plain) as { value: unknown; expiresAt: number }
      return expiresAt > now ? value : null
    },
  }
}
