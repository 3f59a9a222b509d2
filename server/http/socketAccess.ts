import type { IncomingMessage } from 'node:http'
import { isId } from '../../shared/base/ids.ts'
import { ok, type Result } from '../../shared/base/result.ts'
import type { CloseReason } from '../../shared/protocol/closeCodes.ts'
import type { Person } from '../../shared/protocol/messages.ts'
import { sessionIn } from '../access/cookies.ts'
import { asPerson } from '../access/people.ts'
import type { SyncRefusal } from '../room/api.ts'
import type { PersonRow } from '../store/access.ts'
import { isSecure, type Services } from './services.ts'

type Asked = Pick<Services, 'access' | 'settings' | 'store' | 'addressOf'>

/** Who a socket belongs to and with which role, asked before the first frame (W1). */
export async function authoriseSocket(
  services: Asked,
  request: IncomingMessage,
  postmortem: string,
): Promise<Result<Person, SyncRefusal>> {
  const person = await personOf(services, request, postmortem)
  if (!person) return refuseSocket('access/not-signed-in', 'Sign in first.', 'notSignedIn')
  const row = isId(postmortem) ? await services.store.postmortems.get(postmortem) : null
  if (!row) return refuseSocket('postmortem/not-found', 'There is no such postmortem.', 'notFound')
  const role = await services.access.roles.roleIn(person, row)
  if (!role) return refuseSocket('access/denied', 'You have no access to this postmortem.', 'noAccess')
  return ok(asPerson(person, role))
}

/** A browser shows its cookie; other clients a Bearer token, or a ticket where they cannot set headers. */
async function personOf(
  { access, settings, addressOf }: Asked,
  request: IncomingMessage,
  postmortem: string,
): Promise<PersonRow | null> {
  const { headers, url } = request
  const cookie = sessionIn(headers.cookie, isSecure(settings))
  const actor = await access.identity.identify({
    cookie,
    authorization: headers.authorization,
    address: addressOf(request),
  })
  if (actor) return actor.person
  const ticket = new URLSearchParams(url?.split('?')[1]).get('ticket')
  return ticket ? await access.tokens.takeTicket(ticket, postmortem) : null
}

const refuseSocket = (
  code: string,
  message: string,
  close: CloseReason,
): { ok: false; error: SyncRefusal } => ({ ok: false, error: { code, message, close } })
