import { type AccessAnswer, ChangeRole, type MemberItem } from '../../../shared/protocol/accessApi.ts'
import { isAdmin } from '../../../shared/protocol/permissions.ts'
import { asPerson } from '../../access/people.ts'
import { done, inPostmortem, json, type PostmortemAsk, parseBody, type Route } from '../route.ts'

/** Who has access to a postmortem, with which role. */
export const peopleRoutes: readonly Route[] = [
  inPostmortem('read', 'get', '/access', async ({ actor, role }) => {
    const answer: AccessAnswer = { role, person: asPerson(actor.person, role) }
    return json(answer)
  }),

  inPostmortem('readPeople', 'get', '/people', async ask => json(await membersOf(ask))),

  inPostmortem('manageRoles', 'patch', '/people/:person', async ask => {
    const body = parseBody(ChangeRole, ask)
    if (!body.ok) return body
    const { access, actor, row, role, params } = ask
    const person = params.person ?? ''
    const changed = await access.roles.change({ person: actor.person, role }, row.id, person, body.value.role)
    if (!changed.ok) return changed
    await access.audit(actor.person.id, 'role/changed', row.id, { person, role: changed.value })
    return json({ person, role: changed.value })
  }),

  inPostmortem('manageRoles', 'delete', '/people/:person', async ask => {
    const { access, actor, row, role, params } = ask
    const person = params.person ?? ''
    const removed = await access.roles.remove({ person: actor.person, role }, row.id, person)
    if (!removed.ok) return removed
    await access.audit(actor.person.id, 'role/removed', row.id, { person })
    return done()
  }),

  // A program that only reads gets a ticket for a socket that only reads.
  inPostmortem('read', 'post', '/ticket', async ({ access, actor, row }) =>
    json(await access.tokens.ticket(actor.person, row.id, actor.token?.scope ?? null), 201),
  ),
]

async function membersOf({ store, rooms, row }: PostmortemAsk): Promise<MemberItem[]> {
  const members = await store.access.membershipsIn(row.id)
  const roles = new Map(members.map(({ person, role }) => [person, role]))
  for (const { id, kind } of await store.access.everybody()) if (isAdmin(kind)) roles.set(id, 'owner')
  const here = new Set(
    rooms
      .list()
      .find(room => room.id === row.id)
      ?.people()
      .map(person => person.id),
  )
  const people = await store.access.people([...roles.keys()])
  return people
    .map(row => ({ ...asPerson(row, roles.get(row.id) ?? 'viewer'), kind: row.kind, here: here.has(row.id) }))
    .sort((a, b) => a.name.localeCompare(b.name))
}
