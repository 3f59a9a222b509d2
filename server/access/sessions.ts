import { DAY, HOUR, MINUTE } from '../../shared/base/time.ts'
import type { SessionRow } from '../store/access.ts'
import type { Store } from '../store/store.ts'
import { hashOf, newSecret } from './secrets.ts'

/** A session ends after this long without a request, and at the latest after {@link LONGEST_SESSION}. */
export const IDLE_SESSION = 12 * HOUR
export const LONGEST_SESSION = 7 * DAY

/** Writing down each request's time would cost a commit each; this much inaccuracy is fine. */
const EXTEND_EVERY = 5 * MINUTE

export interface Sessions {
  /** Signs a person in; resolves to the secret, of which only the hash is kept. */
  open(person: string): Promise<string>
  /** The session of a secret, kept alive by asking; null when it is unknown or over. */
  read(secret: string): Promise<SessionRow | null>
  close(hash: string): Promise<void>
}

export function createSessions(store: Store, now: () => number): Sessions {
  return {
    async open(person) {
      const secret = newSecret()
      const createdAt = now()
      const session = { hash: hashOf(secret), person, createdAt, expiresAt: createdAt + IDLE_SESSION }
      await store.access.addSession(session)
      return secret
    },
    async read(secret) {
      const session = await store.access.session(hashOf(secret), now())
      if (!session) return null
      const expiresAt = Math.min(now() + IDLE_SESSION, session.createdAt + LONGEST_SESSION)
      if (expiresAt - session.expiresAt < EXTEND_EVERY) return session
      await store.access.extendSession(session.hash, expiresAt)
      return { ...session, expiresAt }
    },
    close: hash => store.access.removeSession(hash),
  }
}
