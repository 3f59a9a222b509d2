import { DAY, HOUR, MINUTE } from '../../shared/base/time.ts'
import type { SessionRow } from '../store/access.ts'
import type { Store } from '../store/store.ts'
import { hashOf, newSecret } from './secrets.ts'

/** A session ends after this long without a request, and at the latest after {@link LONGEST_SESSION}. */
export const IDLE_SESSION = 12 * HOUR
export const LONGEST_SESSION = 7 * DAY

/** Writing down each request's time would cost a commit each; this much inaccuracy is fine. */
const EXTEND_EVERY = 5 * MINUTE

/** How and where somebody signed in. */
export interface Opening {
  readonly via?: SessionRow['via']
  readonly device?: string
}

/** Called when sessions or tokens of a person ended, so that their sockets close (W5). */
export type EndListener = (person: string) => void

export interface Sessions {
  /** Signs a person in; resolves to the secret, of which only the hash is kept. */
  open(person: string, opening?: Opening): Promise<string>
  /** The session of a secret, kept alive by asking; null when it is unknown or over. */
  read(secret: string): Promise<SessionRow | null>
  /** Whether a session is still there, without keeping it alive. */
  isOpen(hash: string): Promise<boolean>
  /** The sessions of a person, the one used last first. */
  list(person: string): Promise<SessionRow[]>
  close(hash: string): Promise<void>
  /** Ends one session of this person by the id it is listed under; false when there is none. */
  end(person: string, id: string): Promise<boolean>
  /** Ends all sessions of a person; resolves to how many these were. */
  endAll(person: string): Promise<number>
  /** Removes what has expired, tickets too; resolves to the people who lost a session. */
  purge(): Promise<readonly string[]>
  onEnd(listener: EndListener): void
}

/** Under which a session is listed: it tells nothing that would let somebody in. */
export const sessionId = ({ hash }: Pick<SessionRow, 'hash'>): string => hash.slice(0, 16)

export function createSessions(store: Store, now: () => number): Sessions {
  const listeners: EndListener[] = []
  const ended = async (person: string): Promise<void> => {
    // A ticket that was made by what ended would open one more socket.
    await store.access.removeTicketsOf(person)
    for (const listener of listeners) listener(person)
  }
  const close = async (session: SessionRow): Promise<void> => {
    await store.access.removeSession(session.hash)
    await ended(session.person)
  }

  return {
    async open(person, { via = '', device = '' } = {}) {
      const secret = newSecret()
      const createdAt = now()
      const times = { createdAt, expiresAt: createdAt + IDLE_SESSION, seenAt: createdAt }
      await store.access.addSession({ hash: hashOf(secret), person, ...times, device, via })
      return secret
    },
    async read(secret) {
      const session = await store.access.session(hashOf(secret), now())
      if (!session) return null
      const seenAt = now()
      if (seenAt - session.seenAt < EXTEND_EVERY) return session
      const expiresAt = Math.min(seenAt + IDLE_SESSION, session.createdAt + LONGEST_SESSION)
      await store.access.extendSession(session.hash, expiresAt, seenAt)
      return { ...session, expiresAt, seenAt }
    },
    isOpen: async hash => (await store.access.session(hash, now())) !== null,
    list: person => store.access.sessionsOf(person, now()),
    async close(hash) {
      const session = await store.access.session(hash, now())
      if (session) await close(session)
    },
    async end(person, id) {
      const sessions = await store.access.sessionsOf(person, now())
      const session = sessions.find(known => sessionId(known) === id)
      if (session) await close(session)
      return session !== undefined
    },
    async endAll(person) {
      const sessions = await store.access.sessionsOf(person, now())
      await store.access.removeSessionsOf(person)
      await ended(person)
      return sessions.length
    },
    async purge() {
      const people = await store.access.removeExpired(now())
      for (const person of people) await ended(person)
      return people
    },
    onEnd(listener) {
      listeners.push(listener)
    },
  }
}
