import { refuse } from '../../../shared/base/result.ts'
import {
  ChangeWorkspaceRole,
  type KnownPerson,
  type Retention,
  type RetentionAnswer,
  RetentionSettings,
} from '../../../shared/protocol/workspaceApi.ts'
import { colourOf } from '../../access/colours.ts'
import type { PersonRow } from '../../store/access.ts'
import { type Ask, done, inWorkspace, json, parseBody, type Route } from '../route.ts'

/** What admins decide for everybody: who has their rights, who leaves, and how long things are kept. */
export const workspaceRoutes: readonly Route[] = [
  inWorkspace('managePeople', 'get', '/api/people', async ({ access, store, now }) => {
    const [people, sessions] = await Promise.all([access.people.list(), store.access.sessionsOf(null, now())])
    const seen = new Map<string, number>()
    for (const { person, seenAt } of sessions) seen.set(person, Math.max(seenAt, seen.get(person) ?? 0))
    return json(people.map(person => knownPerson(person, seen.get(person.id) ?? null)))
  }),

  inWorkspace('managePeople', 'patch', '/api/people/:person', async ask => {
    const body = parseBody(ChangeWorkspaceRole, ask)
    if (!body.ok) return body
    const { access, actor, params } = ask
    const changed = await access.people.setAdmin(params.person ?? '', body.value.workspaceRole === 'admin')
    if (!changed.ok) return changed
    const { id: person, kind: workspaceRole } = changed.value
    await access.audit(actor.person.id, 'person/admin', '', { person, role: workspaceRole })
    return json({ person, workspaceRole })
  }),

  inWorkspace('managePeople', 'delete', '/api/people/:person', async ({ access, actor, params }) => {
    const person = params.person ?? ''
    const removed = await access.people.remove(person)
    if (!removed.ok) return removed
    await access.audit(actor.person.id, 'person/removed', '', { person })
    return done()
  }),

  inWorkspace(
    'managePeople',
    'delete',
    '/api/people/:person/sessions',
    async ({ access, actor, store, params }) => {
      const person = params.person ?? ''
      if (!(await store.access.person(person))) return refuse('access/no-person', 'There is no such person.')
      const sessions = await access.sessions.endAll(person)
      await access.audit(actor.person.id, 'session/ended', '', { person, sessions })
      return json({ sessions })
    },
  ),

  inWorkspace('manageRetention', 'get', '/api/retention', async ask =>
    json(await retentionAnswer(ask, await ask.retention.get())),
  ),

  // What these settings would remove, for whoever is about to save them.
  inWorkspace('manageRetention', 'post', '/api/retention/preview', async ask => {
    const body = parseBody(RetentionSettings, ask)
    return body.ok ? json(await retentionAnswer(ask, body.value)) : body
  }),

  inWorkspace('manageRetention', 'patch', '/api/retention', async ask => {
    const body = parseBody(RetentionSettings, ask)
    if (!body.ok) return body
    await ask.retention.set(body.value)
    await ask.access.audit(ask.actor.person.id, 'retention/changed', '', body.value)
    return json(await retentionAnswer(ask, body.value))
  }),
]

const knownPerson = (
  { id, name, email, kind, createdAt }: PersonRow,
  seenAt: number | null,
): KnownPerson => ({
  id,
  name,
  colour: colourOf(id),
  email,
  workspaceRole: kind,
  createdAt,
  seenAt,
})

async function retentionAnswer({ retention }: Ask, settings: Retention): Promise<RetentionAnswer> {
  const { drafts, auditRows } = await retention.preview(settings)
  const due = { drafts: drafts.map(({ id, title, updatedAt }) => ({ id, title, updatedAt })), auditRows }
  return { ...settings, due }
}
