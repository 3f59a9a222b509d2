import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'

const CIPHER = 'aes-256-gcm'
const NONCE = 12
const TAG = 16

/** Hides a value and guards it against changes, for somebody's browser to carry until it is wanted again. */
export interface Seal {
  /** `expiresAt` in ms: after it the value does not open any more. */
  close(value: unknown, expiresAt: number): string
  /** The value; null when it was not sealed here, was changed, or has expired at `now`. */
  open(text: string, now: number): unknown
}

/** A seal whose key follows from a secret that every node of this server has. */
export function createSeal(secret: string, purpose: string): Seal {
  const key = Buffer.from(hkdfSync('sha256', secret, '', purpose, 32))
  return {
    close(value, expiresAt) {
      const nonce = randomBytes(NONCE)
      const cipher = createCipheriv(CIPHER, key, nonce)
      const text = JSON.stringify({ value, expiresAt })
      const hidden = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return Buffer.concat([nonce, cipher.getAuthTag(), hidden]).toString('base64url')
    },
    open(text, now) {
      const bytes = Buffer.from(text, 'base64url')
      if (bytes.length <= NONCE + TAG) return null
      try {
        const decipher = createDecipheriv(CIPHER, key, bytes.subarray(0, NONCE))
        decipher.setAuthTag(bytes.subarray(NONCE, NONCE + TAG))
        const plain = Buffer.concat([decipher.update(bytes.subarray(NONCE + TAG)), decipher.final()])
        const { value, expiresAt } = JSON.parse(plain.toString('utf8')) as {
          value: unknown
          expiresAt: number
        }
        return expiresAt > now ? value : null
      } catch {
        return null
      }
    },
  }
}
