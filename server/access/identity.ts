import type { Scope } from '../../shared/protocol/permissions.ts'
import type { PersonRow } from '../store/access.ts'
import type { Store } from '../store/store.ts'
import { OWNER } from './people.ts'
import { hashOf, isSameHash } from './secrets.ts'
import type { Sessions } from './sessions.ts'
import type { Throttle } from './throttle.ts'

/** Who a request comes from, and how that was shown. */
export interface Actor {
  readonly person: PersonRow
  /** Browsers send cookies by themselves, to whatever page asks: only those need the Origin check. */
  readonly via: 'cookie' | 'bearer'
  /** Hash of the session, null for the owner's token and programs' tokens. */
  readonly session: string | null
  /** A program's token, by its hash; null for people and for the owner's token, whose role alone decides. */
  readonly token: { readonly hash: string; readonly scope: Scope } | null
}

/** The secrets that came with a request. */
export interface Credentials {
  readonly cookie: string | null
  readonly authorization: string | undefined
  /** Where they came from: who guesses the owner's token is not told when the guess is right. */
  readonly address?: string
}

export interface Identity {
  /** Null when nobody is signed in. A Bearer token, once sent, is all that counts. */
  identify(credentials: Credentials): Promise<Actor | null>
  /** The owner, when this is the owner's token: nothing else opens a session by being typed in. */
  ownerOf(token: string): Promise<PersonRow | null>
}

/** Tells who someone is, by the owner's token (of which `ownerHash` is known), tokens of programs and sessions. */
export function createIdentity(
  store: Store,
  sessions: Sessions,
  now: () => number,
  ownerHash: string,
  guesses: Throttle,
): Identity {
  const ownerOf = async (token: string): Promise<PersonRow | null> =>
    isSameHash(hashOf(token), ownerHash) ? await store.access.person(OWNER) : null
  const ofProgram = async (hash: string): Promise<Actor | null> => {
    const row = await store.access.touchToken(hash, now())
    const person = row && (await store.access.person(row.person))
    return person ? { person, via: 'bearer', session: null, token: { hash, scope: row.scope } } : null
  }
  /** The owner's token may be short, so it can be guessed; those that were made here cannot. */
  const ofBearer = async (token: string, address: string): Promise<Actor | null> => {
    const mayGuess = (await guesses.attempt(address)).ok
    const owner = mayGuess ? await ownerOf(token) : null
    const actor: Actor | null = owner
      ? { person: owner, via: 'bearer', session: null, token: null }
      : await ofProgram(hashOf(token))
    if (actor) await guesses.forgive(address)
    return actor
  }

  const bySession = async (secret: string, via: Actor['via']): Promise<Actor | null> => {
    const session = await sessions.read(secret)
    const person = session && (await store.access.person(session.person))
    return person ? { person, via, session: session.hash, token: null } : null
  }

  return {
    ownerOf,
    async identify({ cookie, authorization, address = '' }) {
      const bearer = bearerOf(authorization)
      if (bearer === null) return cookie ? await bySession(cookie, 'cookie') : null
      return (await bySession(bearer, 'bearer')) ?? (await ofBearer(bearer, address))
    },
  }
}

/** The token of an Authorization header; '' when there is a header that holds none, null without one. */
function bearerOf(header: string | undefined): string | null {
  if (header === undefined) return null
  return /^Bearer +([\x21-\x7e]{1,512}) *$/i.exec(header)?.[1] ?? ''
}
