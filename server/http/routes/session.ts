import { ok, refuse } from '../../../shared/base/result.ts'
import {
  ChangeName,
  NewToken,
  type SessionAnswer,
  SignIn,
  type SignInAnswer,
} from '../../../shared/protocol/accessApi.ts'
import { sessionCookie } from '../../access/cookies.ts'
import { asMe } from '../../access/people.ts'
import { type Ask, anyone, done, inWorkspace, json, parseBody, type Route } from '../route.ts'
import { isSecure } from '../services.ts'

/** Signing in and out, one's own name, and tokens for programs. */
export const sessionRoutes: readonly Route[] = [
  anyone('post', '/api/sign-in', async ask => {
    const body = parseBody(SignIn, ask)
    if (!body.ok) return body
    const { access, address } = ask
    const allowed = await access.throttle.attempt(address)
    if (!allowed.ok) return allowed
    const person = await access.identity.personOfToken(body.value.token)
    if (!person) {
      await access.audit('', 'signIn/refused')
      return refuse(
        'access/wrong-token',
        'This sign-in link is not valid any more. Take the one of the last start.',
      )
    }
    await access.throttle.forgive(address)
    const session = await access.sessions.open(person.id)
    await access.audit(person.id, 'signIn/done')
    const answer: SignInAnswer = { me: asMe(person), session }
    return ok({ json: answer, cookie: cookieOf(ask, session) })
  }),

  anyone('post', '/api/sign-out', async ask => {
    const { actor, access } = ask
    if (actor?.session) {
      await access.sessions.close(actor.session)
      await access.audit(actor.person.id, 'signIn/ended')
    }
    return ok({ done: true, cookie: cookieOf(ask, '') })
  }),

  anyone('get', '/api/session', async ({ actor }) => {
    const answer: SessionAnswer = { me: actor && asMe(actor.person) }
    return json(answer)
  }),

  inWorkspace('browse', 'patch', '/api/session', async ask => {
    const body = parseBody(ChangeName, ask)
    if (!body.ok) return body
    const person = { ...ask.actor.person, name: body.value.name }
    await ask.store.access.savePerson(person)
    const answer: SessionAnswer = { me: asMe(person) }
    return json(answer)
  }),

  inWorkspace('manageTokens', 'get', '/api/tokens', async ({ access, actor }) => {
    const tokens = await access.tokens.list(actor.person)
    return json(tokens.map(({ hash: _, person: __, ...token }) => token))
  }),

  inWorkspace('manageTokens', 'post', '/api/tokens', async ask => {
    const body = parseBody(NewToken, ask)
    if (!body.ok) return body
    const { access, actor } = ask
    const { row, token } = await access.tokens.create(actor.person, body.value.name, body.value.days)
    await access.audit(actor.person.id, 'token/created', '', { token: row.id })
    return json(
      { id: row.id, name: row.name, createdAt: row.createdAt, expiresAt: row.expiresAt, token },
      201,
    )
  }),

  inWorkspace('manageTokens', 'delete', '/api/tokens/:token', async ({ access, actor, params }) => {
    const id = params.token ?? ''
    if (!(await access.tokens.revoke(actor.person, id))) {
      return refuse('token/not-found', 'There is no such token.')
    }
    await access.audit(actor.person.id, 'token/revoked', '', { token: id })
    return done()
  }),
]

/** The session's cookie for the way this server is reached. */
export const cookieOf = ({ settings }: Ask, session: string): string =>
  sessionCookie(session, isSecure(settings))
