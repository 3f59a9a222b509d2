import type { IncomingMessage } from 'node:http'
import { isId } from '../../shared/base/ids.ts'
import { ok, type Result } from '../../shared/base/result.ts'
import type { CloseReason } from '../../shared/protocol/closeCodes.ts'
import type { Person } from '../../shared/protocol/messages.ts'
import { roleWithin, type Scope } from '../../shared/protocol/permissions.ts'
import { sessionIn } from '../access/cookies.ts'
import { asPerson } from '../access/people.ts'
import type { SyncRefusal } from '../room/api.ts'
import type { PersonRow } from '../store/access.ts'
import { isSecure, type Services } from './services.ts'

type Asked = Pick<Services, 'access' | 'settings' | 'store' | 'addressOf'>

/** What let somebody in, to be asked again once they are (W5). */
interface Shown {
  readonly person: PersonRow
  readonly scope: Scope | null
  readonly session: string | null
  readonly token: string | null
}

/** By the very object that stands for the person on their socket. */
const SHOWN = new WeakMap<Person, Shown>()

/**
 * Whether this person, as they came in, would come in with the same role again: null when so, else why their socket has
 * to close. Answers what changed between the question and the joining (W5).
 */
export async function whyNotAnyMore(
  { access, store }: Pick<Services, 'access' | 'store'>,
  person: Person,
  postmortem: string,
): Promise<CloseReason | null> {
  const { scope = null, session = null, token = null } = SHOWN.get(person) ?? {}
  if (session !== null && !(await access.sessions.isOpen(session))) return 'restart'
  if (token !== null && !(await access.tokens.isOpen(token))) return 'restart'
  const [known, row] = await Promise.all([store.access.person(person.id), store.postmortems.get(postmortem)])
  const role = known && row && (await access.roles.roleIn(known, row))
  if (!role) return 'noAccess'
  return roleWithin(scope, role) === person.role ? null : 'restart'
}

/** Who a socket belongs to and with which role, asked before the first frame (W1). */
export async function authoriseSocket(
  services: Asked,
  request: IncomingMessage,
  postmortem: string,
): Promise<Result<Person, SyncRefusal>> {
  const shown = await shownBy(services, request, postmortem)
  if (!shown) return refuseSocket('access/not-signed-in', 'Sign in first.', 'notSignedIn')
  const allowed = await services.access.connects.take(shown.person.id)
  if (!allowed.ok) return refuseSocket(allowed.error.code, allowed.error.message, 'overloaded')
  const row = isId(postmortem) ? await services.store.postmortems.get(postmortem) : null
  if (!row) return refuseSocket('postmortem/not-found', 'There is no such postmortem.', 'notFound')
  const role = await services.access.roles.roleIn(shown.person, row)
  if (!role) return refuseSocket('access/denied', 'You have no access to this postmortem.', 'noAccess')
  const person = asPerson(shown.person, roleWithin(shown.scope, role))
  SHOWN.set(person, shown)
  return ok(person)
}

/** A browser shows its cookie; other clients a Bearer token, or a ticket where they cannot set headers. */
async function shownBy(
  { access, settings, addressOf }: Asked,
  request: IncomingMessage,
  postmortem: string,
): Promise<Shown | null> {
  const { headers, url } = request
  const cookie = sessionIn(headers.cookie, isSecure(settings))
  const actor = await access.identity.identify({
    cookie,
    authorization: headers.authorization,
    address: addressOf(request),
  })
  if (actor) {
    const { person, session, token } = actor
    return { person, session, token: token?.hash ?? null, scope: token?.scope ?? null }
  }
  const ticket = new URLSearchParams(url?.split('?')[1]).get('ticket')
  const holder = ticket ? await access.tokens.takeTicket(ticket, postmortem) : null
  return holder && { ...holder, session: null, token: null }
}

const refuseSocket = (
  code: string,
  message: string,
  close: CloseReason,
): { ok: false; error: SyncRefusal } => ({ ok: false, error: { code, message, close } })
