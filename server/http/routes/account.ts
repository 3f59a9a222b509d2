import { ok, refuse } from '../../../shared/base/result.ts'
import { isoSecond } from '../../../shared/base/time.ts'
import type { AboutMe, PersonExport, SessionItem } from '../../../shared/protocol/workspaceApi.ts'
import { sessionId } from '../../access/sessions.ts'
import { done, inWorkspace, json, type Route, type SignedInAsk } from '../route.ts'
import { cookieOf } from './session.ts'

/** What somebody sees and decides about themselves: where they are signed in, what is kept about them, leaving. */
export const accountRoutes: readonly Route[] = [
  inWorkspace('keepAccount', 'get', '/api/me', async ask => {
    const { person, sessions, tokens, roles, postmortemsMade, audit } = await exportOf(ask)
    const about: AboutMe = {
      person,
      sessions: sessions.length,
      tokens: tokens.length,
      roles: roles.length,
      postmortemsMade: postmortemsMade.length,
      auditRows: audit.length,
    }
    return json(about)
  }),

  inWorkspace('keepAccount', 'get', '/api/me/sessions', async ({ access, actor }) => {
    const sessions = await access.sessions.list(actor.person.id)
    const items: SessionItem[] = sessions.map(session => {
      const { device, via, createdAt, seenAt, expiresAt, hash } = session
      return {
        id: sessionId(session),
        device,
        via,
        createdAt,
        seenAt,
        expiresAt,
        isThis: hash === actor.session,
      }
    })
    return json(items)
  }),

  inWorkspace('keepAccount', 'delete', '/api/me/sessions', async ask => {
    const { access, actor } = ask
    const sessions = await access.sessions.endAll(actor.person.id)
    await access.audit(actor.person.id, 'session/ended', '', { sessions })
    return ok({ done: true, cookie: cookieOf(ask, '') })
  }),

  inWorkspace('keepAccount', 'delete', '/api/me/sessions/:session', async ({ access, actor, params }) => {
    if (!(await access.sessions.end(actor.person.id, params.session ?? ''))) {
      return refuse('session/not-found', 'This session has ended already.')
    }
    await access.audit(actor.person.id, 'session/ended', '', { sessions: 1 })
    return done()
  }),

  inWorkspace('keepAccount', 'get', '/api/me/export', async ask => {
    const file = `${JSON.stringify(await exportOf(ask), null, 2)}\n`
    await ask.access.audit(ask.actor.person.id, 'person/exported')
    return ok({ file, type: 'application/json; charset=utf-8', name: 'debrief-about-me.json' })
  }),

  inWorkspace('keepAccount', 'delete', '/api/me', async ask => {
    const { access, actor } = ask
    const removed = await access.people.remove(actor.person.id)
    if (!removed.ok) return removed
    await access.audit(actor.person.id, 'person/removed', '', { person: actor.person.id })
    return ok({ done: true, cookie: cookieOf(ask, '') })
  }),
]

/** How many rows of the audit log an export has at most. */
const MOST_ROWS = 10_000

const iso = (at: number | null): string => (at === null ? '' : isoSecond(at))

async function exportOf({ store, access, actor }: SignedInAsk): Promise<PersonExport> {
  const { id, name, email, subject, kind, createdAt } = actor.person
  const [sessions, tokens, roles, postmortems, audit] = await Promise.all([
    access.sessions.list(id),
    access.tokens.list(actor.person),
    store.access.membershipsOf(id),
    store.postmortems.list(),
    store.audit.page({ who: id }, MOST_ROWS),
  ])
  const titles = new Map(postmortems.map(row => [row.id, row.title]))
  return {
    person: { id, name, email, subject, workspaceRole: kind, createdAt: iso(createdAt) },
    sessions: sessions.map(({ device, via, ...at }) => ({
      device,
      via,
      begun: iso(at.createdAt),
      lastUsed: iso(at.seenAt),
      endsAt: iso(at.expiresAt),
    })),
    tokens: tokens.map(token => ({
      name: token.name,
      scope: token.scope,
      made: iso(token.createdAt),
      lastUsed: iso(token.usedAt),
      revoked: iso(token.revokedAt),
    })),
    roles: roles.map(({ postmortem, role, at }) => ({
      postmortem,
      title: titles.get(postmortem) ?? '',
      role,
      since: iso(at),
    })),
    postmortemsMade: postmortems
      .filter(row => row.createdBy === id)
      .map(row => ({ postmortem: row.id, title: row.title, at: iso(row.createdAt) })),
    audit: audit.map(({ at, what, postmortem, detail }) => ({ at: iso(at), what, postmortem, detail })),
  }
}
