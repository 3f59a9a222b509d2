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
  /** The person behind the owner's token or a program's token; sessions are not accepted here. */
  personOfToken(token: string): Promise<PersonRow | null>
}

/** Tells who someone is, by the owner's token (of which `ownerHash` is known), tokens of programs and sessions. */
export function createIdentity(
  store: Store,
  sessions: Sessions,
  now: () => number,
  ownerHash: string,
  guesses: Throttle,
): Identity {
  const ofProgram = async (hash: string): Promise<PersonRow | null> => {
    const row = await store.access.touchToken(hash, now())
    return row && (await store.access.person(row.person))
  }
  const personOfToken = async (token: string): Promise<PersonRow | null> => {
    const hash = hashOf(token)
    return isSameHash(hash, ownerHash) ? await store.access.person(OWNER) : await ofProgram(hash)
  }
  /** The owner's token may be short, so it can be guessed; those that were made here cannot. */
  const ofBearer = async (token: string, address: string): Promise<PersonRow | null> => {
    const mayGuess = (await guesses.attempt(address)).ok
    const person = mayGuess ? await personOfToken(token) : await ofProgram(hashOf(token))
    if (person) await guesses.forgive(address)
    return person
  }

  const bySession = async (secret: string, via: Actor['via']): Promise<Actor | null> => {
    const session = await sessions.read(secret)
    const person = session && (await store.access.person(session.person))
    return person ? { person, via, session: session.hash } : null
  }

  return {
    personOfToken,
    async identify({ cookie, authorization, address = '' }) {
      const bearer = bearerOf(authorization)
      if (bearer === null) return cookie ? await bySession(cookie, 'cookie') : null
      const session = await bySession(bearer, 'bearer')
      if (session) return session
      const person = await ofBearer(bearer, address)
      return person && { person, via: 'bearer', session: null }
    },
  }
}

/** The token of an Authorization header; '' when there is a header that holds none, null without one. */
function bearerOf(header: string | undefined): string | null {
  if (header === undefined) return null
  return /^Bearer +([\x21-\x7e]{1,512}) *$/i.exec(header)?.[1] ?? ''
}
