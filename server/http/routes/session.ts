import { ok, refuse } from '../../../shared/base/result.ts'
import {
  ChangeName,
  type SessionAnswer,
  SignIn,
  type SignInAnswer,
} from '../../../shared/protocol/accessApi.ts'
import type { SignInWays } from '../../../shared/protocol/workspaceApi.ts'
import { sessionCookie } from '../../access/cookies.ts'
import { deviceOf } from '../../access/devices.ts'
import { isNameOfLeader, NAME_TAKEN } from '../../access/invitations.ts'
import { asMe } from '../../access/people.ts'
import type { SessionRow } from '../../store/access.ts'
import { type Ask, anyone, inWorkspace, json, parseBody, type Route } from '../route.ts'
import { isSecure } from '../services.ts'

/** Signing in with the owner's link, signing out, and one's own name. */
export const sessionRoutes: readonly Route[] = [
  anyone('get', '/api/sign-in', async ({ access }) => {
    const ways: SignInWays = { provider: access.provider?.host ?? null }
    return json(ways)
  }),

  anyone('post', '/api/sign-in', async ask => {
    const body = parseBody(SignIn, ask)
    if (!body.ok) return body
    const { access, address } = ask
    const allowed = await access.throttle.attempt(address)
    if (!allowed.ok) return allowed
    const person = await access.identity.ownerOf(body.value.token)
    if (!person) {
      await access.audit('', 'signIn/refused')
      return refuse(
        'access/wrong-token',
        'This is neither OWNER_TOKEN nor the sign-in link of the last start, which the server printed.',
      )
    }
    await access.throttle.forgive(address)
    const session = await startSession(ask, person.id, 'link')
    await access.audit(person.id, 'signIn/done', '', { via: 'link' })
    const answer: SignInAnswer = { me: asMe(person), session }
    return ok({ json: answer, cookie: cookieOf(ask, session) })
  }),

  // Whoever came through the provider is signed out there too, where it offers that.
  anyone('post', '/api/sign-out', async ask => {
    const { actor, access, store } = ask
    const cookie = cookieOf(ask, '')
    if (!actor?.session) return ok({ done: true, cookie })
    const session = await store.access.session(actor.session, ask.now())
    await access.sessions.close(actor.session)
    await access.audit(actor.person.id, 'signIn/ended')
    const next = session?.via === 'provider' ? await access.provider?.signOutUrl() : null
    return next ? ok({ json: { next }, cookie }) : ok({ done: true, cookie })
  }),

  anyone('get', '/api/session', async ({ actor }) => {
    const answer: SessionAnswer = { me: actor && asMe(actor.person) }
    return json(answer)
  }),

  inWorkspace('keepAccount', 'patch', '/api/session', async ask => {
    const body = parseBody(ChangeName, ask)
    if (!body.ok) return body
    if (await isNameOfLeader(ask.store, ask.actor.person.id, body.value.name)) return NAME_TAKEN
    const person = { ...ask.actor.person, name: body.value.name }
    await ask.store.access.savePerson(person)
    const answer: SessionAnswer = { me: asMe(person) }
    return json(answer)
  }),
]

/**
 * Signs a person in under a new secret, and takes away the one that this browser had: nothing that somebody slipped it
 * before lets them in now.
 */
export async function startSession(ask: Ask, person: string, via: SessionRow['via']): Promise<string> {
  const { access, actor, store, headers } = ask
  if (actor?.session && actor.via === 'cookie') {
    if (actor.person.id === person) await store.access.removeSession(actor.session)
    else await access.sessions.close(actor.session)
  }
  return await access.sessions.open(person, { via, device: deviceOf(headers['user-agent']) })
}

/** The session's cookie for the way this server is reached. */
export const cookieOf = ({ settings }: Pick<Ask, 'settings'>, session: string): string =>
  sessionCookie(session, isSecure(settings))
