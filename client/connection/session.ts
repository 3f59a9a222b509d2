import type { Result } from '../../shared/base/result.ts'
import type { AcceptAnswer, Me, SessionAnswer, SignInAnswer } from '../../shared/protocol/accessApi.ts'
import { api, UNREACHABLE } from './api.ts'
import { forgetDevice, readNote, writeNote } from './device.ts'
import { type Cell, createCell, type Observable } from './observable.ts'

/** Whether someone is signed in on this device; `unknown` until the server was asked. */
export type Session =
  | { readonly kind: 'unknown' | 'unreachable' | 'signedOut' }
  | { readonly kind: 'signedIn'; readonly me: Me }

/** Under which this device keeps who was signed in. */
const ME = 'me'

const cell: Cell<Session> = createCell<Session>({ kind: 'unknown' })

/** The session of this page. */
export const session: Observable<Session> = cell

/** The id of whoever is signed in, '' for nobody. */
export function signedInPerson(): string {
  const present = cell.get()
  return present.kind === 'signedIn' ? present.me.person.id : ''
}

/**
 * Asks the server who is signed in; without an answer, whoever was signed in on this device last. Says so when
 * `screen`, which is loaded meanwhile, is there too.
 */
export async function loadSession(screen?: Promise<void>): Promise<void> {
  const answer = await api.get<SessionAnswer>('/api/session')
  await screen
  if (answer.ok) take(answer.value.me)
  else if (answer.error.code === UNREACHABLE) {
    const me = readNote<Me>(ME)
    cell.set(me ? { kind: 'signedIn', me } : { kind: 'signedOut' })
  } else cell.set({ kind: 'signedOut' })
}

function take(me: Me | null): void {
  if (me) writeNote(ME, me)
  cell.set(me ? { kind: 'signedIn', me } : { kind: 'signedOut' })
}

/** Signs in with the token of a sign-in link. */
export async function signIn(token: string): Promise<Result<SignInAnswer>> {
  const answer = await api.post<SignInAnswer>('/api/sign-in', { token })
  if (answer.ok) take(answer.value.me)
  return answer
}

/** Follows an invitation; `name` is needed when nobody is signed in yet. */
export async function acceptInvitation(token: string, name?: string): Promise<Result<AcceptAnswer>> {
  const body = name === undefined ? { token } : { token, name }
  const answer = await api.post<AcceptAnswer>('/api/invitations/accept', body)
  if (answer.ok) await loadSession()
  return answer
}

/** Changes the name that others see. */
export async function changeName(name: string): Promise<Result<SessionAnswer>> {
  const answer = await api.patch<SessionAnswer>('/api/session', { name })
  if (answer.ok) take(answer.value.me)
  return answer
}

/** Ends the session and removes everything that this device keeps (W10); then to the provider, if it asks for that. */
export async function signOut(): Promise<Result<unknown>> {
  const answer = await leaving(api.post<{ readonly next?: string } | null>('/api/sign-out'))
  if (answer.ok && answer.value?.next) window.location.assign(answer.value.next)
  return answer
}

/** Ends all sessions of this person, here and elsewhere. */
export const signOutEverywhere = (): Promise<Result<unknown>> => leaving(api.remove('/api/me/sessions'))

/** Has the server forget this person. */
export const leaveServer = (): Promise<Result<unknown>> => leaving(api.remove('/api/me'))

/** What ends the session also removes everything that this device keeps (W10). */
async function leaving<T>(call: Promise<Result<T>>): Promise<Result<T>> {
  const answer = await call
  if (!answer.ok) return answer
  cell.set({ kind: 'signedOut' })
  await forgetDevice()
  return answer
}
