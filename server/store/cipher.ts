import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'

const CIPHER = 'aes-256-gcm'
const KEY = 32
const NONCE = 12
const TAG = 16

/** A fresh key for {@link encrypt}. */
export const newKey = (): Uint8Array => randomBytes(KEY)

/** The key that follows from a secret for one purpose; keys of two purposes tell nothing of each other (HKDF-SHA-256). */
export const keyOf = (secret: string, purpose: string): Uint8Array =>
  new Uint8Array(hkdfSync('sha256', secret, '', purpose, KEY))

/**
 * Text that can be neither read nor changed without the key (AES-256-GCM under a random nonce), in base64url. `place`
 * is where it belongs: it opens nowhere else.
 */
export function encrypt(key: Uint8Array, text: string, place = ''): string {
  const nonce = randomBytes(NONCE)
  const cipher = createCipheriv(CIPHER, key, nonce).setAAD(Buffer.from(place))
  const hidden = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), hidden]).toString('base64url')
}

/** What {@link encrypt} hid; null under another key, in another place, or when it was changed. */
export function decrypt(key: Uint8Array, hidden: string, place = ''): string | null {
  const bytes = Buffer.from(hidden, 'base64url')
  if (bytes.length < NONCE + TAG) return null
  const decipher = createDecipheriv(CIPHER, key, bytes.subarray(0, NONCE)).setAAD(Buffer.from(place))
  decipher.setAuthTag(bytes.subarray(NONCE, NONCE + TAG))
  try {
    return Buffer.concat([decipher.update(bytes.subarray(NONCE + TAG)), decipher.final()]).toString('utf8')
  } catch {
    return null
  }
}
