import { ok, type Result } from '../../../shared/base/result.ts'
import type { Facts, Postmortem } from '../../../shared/document/postmortem.ts'
import { emptyPostmortem } from '../../../shared/document/seed.ts'
import { exampleOf } from '../../../shared/example/examplePostmortem.ts'
import { type CreatedAnswer, NewExample, NewPostmortem } from '../../../shared/protocol/api.ts'
import { isAdmin } from '../../../shared/protocol/permissions.ts'
import { newId } from '../../access/secrets.ts'
import type { NewDocument } from '../../library/library.ts'
import { authorsOf, withAuthors } from '../commentAuthors.ts'
import {
  type Answer,
  inPostmortem,
  inWorkspace,
  json,
  type PostmortemAsk,
  parseBody,
  type Route,
  type SignedInAsk,
} from '../route.ts'

/** Making and reading postmortems. */
export const postmortemRoutes: readonly Route[] = [
  inWorkspace('create', 'post', '/api/postmortems', async ask => {
    const body = parseBody(NewPostmortem, ask)
    if (!body.ok) return body
    const facts = Object.fromEntries(Object.entries(body.value).filter(([, value]) => value !== undefined))
    return await created(ask, emptyPostmortem(newId(), facts as Partial<Facts>))
  }),

  inWorkspace('create', 'post', '/api/postmortems/example', async ask => {
    const body = ask.body === undefined ? ok({ asOf: undefined }) : parseBody(NewExample, ask)
    if (!body.ok) return body
    const { asOf } = body.value
    const example = exampleOf(newId(), asOf === undefined ? ask.now() : Date.parse(asOf))
    return await created(ask, example, { isExample: true })
  }),

  inPostmortem('read', 'get', '', async ask => {
    const postmortem = await readOf(ask)
    return postmortem.ok ? json(postmortem.value) : postmortem
  }),
]

/** Starts a postmortem, and makes whoever asked its facilitator unless they may do everything anyway. */
export async function makePostmortem(
  ask: SignedInAsk,
  postmortem: Postmortem,
  options?: NewDocument,
): Promise<string> {
  const { access, library, now } = ask
  const { id: person, kind } = ask.actor.person
  const { id } = await library.create(postmortem, person, options)
  if (!isAdmin(kind)) {
    await access.roles.join({ postmortem: id, person, role: 'facilitator', at: now(), invitation: '' })
  }
  return id
}

async function created(ask: SignedInAsk, postmortem: Postmortem, options?: NewDocument): Answer {
  const id = await makePostmortem(ask, postmortem, options)
  await ask.access.audit(ask.actor.person.id, 'postmortem/created', id)
  const answer: CreatedAnswer = { id }
  return json(answer, 201)
}

/** The document as plain values, with every edit that was accepted so far, and comments under their authors' names. */
export async function readOf({ rooms, store, row }: PostmortemAsk): Promise<Result<Postmortem>> {
  const room = await rooms.open(row.id)
  if (!room.ok) return room
  const postmortem = room.value.read()
  if (postmortem.comments.length === 0) return ok(postmortem)
  return ok(withAuthors(postmortem, await authorsOf(store, room.value, postmortem)))
}
