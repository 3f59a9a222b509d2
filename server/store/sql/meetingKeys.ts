import type { Kysely } from 'kysely'
import { decrypt, encrypt, keyOf, newKey } from '../cipher.ts'
import type { Tables } from './tables.ts'

/** Lengths that hide which text is which: what is encrypted is filled up to a multiple of so many bytes. */
const BLOCK = 1_024

/** Where a private event stands; its ciphertext opens nowhere else. */
export interface Place {
  readonly postmortem: string
  readonly seq: number
  readonly kind: string
}

/** A key as it is stored: closed by the server's secret. */
export type WrappedKey = Tables['meetingKeys']

/**
 * The keys of private events. Each kind of each meeting has its own, made with the first event of that kind and thrown
 * away with the last: what settles cards leaves ballots their key, and what is handed in after a settling gets a new
 * one. Stored keys are wrapped by a secret that the database does not hold.
 */
export class MeetingKeys {
  readonly #wrapping: Uint8Array

  constructor(secret: string) {
    this.#wrapping = keyOf(secret, 'debrief meeting keys')
  }

  /** A new key for one kind of one meeting. */
  make(postmortem: string, kind: string): WrappedKey {
    const key = Buffer.from(newKey()).toString('base64url')
    return { postmortem, kind, wrapped: encrypt(this.#wrapping, key, JSON.stringify([postmortem, kind])) }
  }

  /** The key itself; null when another secret wrapped it. */
  unwrap({ postmortem, kind, wrapped }: WrappedKey): Uint8Array | null {
    const key = decrypt(this.#wrapping, wrapped, JSON.stringify([postmortem, kind]))
    return key === null ? null : Buffer.from(key, 'base64url')
  }

  /** The postmortems with a key that this secret does not open. */
  async unopened(db: Kysely<Tables>): Promise<readonly string[]> {
    const rows = await db.selectFrom('meetingKeys').selectAll().orderBy('postmortem').execute()
    return [...new Set(rows.filter(row => this.unwrap(row) === null).map(({ postmortem }) => postmortem))]
  }
}

/** Data of an event as a text that only the key opens, and only in its place. */
export function hide(key: Uint8Array, place: Place, data: unknown): string {
  const text = JSON.stringify(data)
  const length = Buffer.byteLength(text)
  return encrypt(key, text + ' '.repeat((BLOCK - (length % BLOCK)) % BLOCK), nameOf(place))
}

/** What {@link hide} hid; null when the key is another one or something was changed. */
export function reveal(key: Uint8Array, place: Place, hidden: string): unknown {
  const text = decrypt(key, hidden, nameOf(place))
  return text === null ? null : (JSON.parse(text) as unknown)
}

const nameOf = ({ postmortem, seq, kind }: Place): string => JSON.stringify([postmortem, seq, kind])
