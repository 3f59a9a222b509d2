import { BOUNDS } from '../../../shared/base/bounds.ts'
import { refuse } from '../../../shared/base/result.ts'
import { Turns } from '../../../shared/base/turns.ts'
import { NewToken } from '../../../shared/protocol/accessApi.ts'
import type { NewTokenAnswer, TokenItem } from '../../../shared/protocol/workspaceApi.ts'
import type { TokenRow } from '../../store/access.ts'
import { done, inWorkspace, json, parseBody, type Route } from '../route.ts'

/** Tokens asked for at once are counted one after the other, by person. */
const turns = new Turns()

/** Tokens for programs, each its person's own. */
export const tokenRoutes: readonly Route[] = [
  inWorkspace('manageTokens', 'get', '/api/tokens', async ({ access, actor }) => {
    const tokens = await access.tokens.list(actor.person)
    return json(tokens.map(itemOf))
  }),

  inWorkspace('manageTokens', 'post', '/api/tokens', async ask => {
    const body = parseBody(NewToken, ask)
    if (!body.ok) return body
    const { access, actor } = ask
    const { name, days, scope } = body.value
    return turns.take(actor.person.id, async () => {
      const working = (await access.tokens.list(actor.person)).filter(({ revokedAt }) => revokedAt === null)
      if (working.length >= BOUNDS.tokens.most) return TOO_MANY
      const { row, token } = await access.tokens.create(actor.person, name, days, scope)
      await access.audit(actor.person.id, 'token/created', '', { token: row.id, scope })
      const answer: NewTokenAnswer = { ...itemOf(row), token }
      return json(answer, 201)
    })
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

const TOO_MANY = refuse(
  'token/too-many',
  'You have as many tokens as one person can have. Revoke some first.',
)

const itemOf = ({ hash: _hash, person: _person, ...token }: TokenRow): TokenItem => token
