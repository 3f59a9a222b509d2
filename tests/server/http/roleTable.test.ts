import { afterAll, beforeAll, expect, it } from 'vitest'
import { ROUTES } from '../../../server/http/routes/routes.ts'
import { startServer, type TestServer } from '../../support/server.ts'

/** Whoever may use a route, weakest first; in a postmortem everyone stronger may as well. */
type Least = 'nobody' | 'stranger' | 'viewer' | 'participant' | 'facilitator' | 'owner'
const ORDER: readonly Least[] = ['nobody', 'stranger', 'viewer', 'participant', 'facilitator', 'owner']

const TABLE: Readonly<Record<string, Least>> = {
  'post /api/sign-in': 'nobody',
  'post /api/sign-out': 'nobody',
  'get /api/session': 'nobody',
  'get /api/sign-in': 'nobody',
  'get /api/sign-in/provider': 'nobody',
  'get /api/sign-in/provider/callback': 'nobody',
  'post /api/invitations/accept': 'nobody',
  'patch /api/session': 'stranger',
  'get /api/me': 'stranger',
  'get /api/me/sessions': 'stranger',
  'delete /api/me/sessions/:session': 'stranger',
  'get /api/me/export': 'stranger',
  'delete /api/me/sessions': 'stranger',
  'delete /api/me': 'stranger',
  'get /api/people': 'owner',
  'patch /api/people/:person': 'owner',
  'delete /api/people/:person': 'owner',
  'delete /api/people/:person/sessions': 'owner',
  'get /api/audit': 'owner',
  'get /api/audit/export': 'owner',
  'get /api/retention': 'owner',
  'post /api/retention/preview': 'owner',
  'patch /api/retention': 'owner',
  'get /api/tokens': 'owner',
  'post /api/tokens': 'owner',
  'delete /api/tokens/:token': 'owner',
  'get /api/postmortems': 'stranger',
  'get /api/actions': 'stranger',
  'get /api/trends': 'stranger',
  'get /api/agendas': 'stranger',
  'post /api/agendas': 'owner',
  'patch /api/agendas/:agenda': 'owner',
  'delete /api/agendas/:agenda': 'owner',
  'post /api/checks/language': 'stranger',
  'post /api/checks/actions': 'stranger',
  'post /api/postmortems': 'owner',
  'post /api/postmortems/import': 'owner',
  'post /api/postmortems/example': 'owner',
  'get /api/postmortems/:id': 'viewer',
  'get /api/postmortems/:id/access': 'viewer',
  'get /api/postmortems/:id/findings': 'viewer',
  'get /api/postmortems/:id/export': 'viewer',
  'get /api/postmortems/:id/authors': 'viewer',
  'get /api/postmortems/:id/images/:image': 'viewer',
  'post /api/postmortems/:id/images': 'participant',
  'get /api/postmortems/:id/meeting': 'viewer',
  'get /api/postmortems/:id/join-link': 'viewer',
  'patch /api/postmortems/:id/join-link': 'facilitator',
  'get /api/postmortems/:id/meeting/moments': 'viewer',
  'get /api/postmortems/:id/meeting/report': 'viewer',
  'post /api/postmortems/:id/meeting/commands': 'viewer',
  'post /api/postmortems/:id/ticket': 'viewer',
  'get /api/postmortems/:id/meeting/document': 'participant',
  'get /api/postmortems/:id/people': 'participant',
  'post /api/postmortems/:id/timeline/import': 'participant',
  'get /api/postmortems/:id/audit': 'facilitator',
  'get /api/postmortems/:id/invitations': 'facilitator',
  'post /api/postmortems/:id/invitations': 'facilitator',
  'delete /api/postmortems/:id/invitations/:invitation': 'facilitator',
  'patch /api/postmortems/:id/people/:person': 'facilitator',
  'delete /api/postmortems/:id/people/:person': 'facilitator',
  'get /api/postmortems/:id/publication': 'viewer',
  'get /api/postmortems/:id/published/:version': 'viewer',
  'post /api/postmortems/:id/publication': 'facilitator',
  'get /api/postmortems/:id/versions': 'participant',
  'get /api/postmortems/:id/versions/:version': 'participant',
  'post /api/postmortems/:id/versions/:version/restore': 'participant',
  'post /api/postmortems/:id/redactions': 'facilitator',
  'get /api/postmortems/:id/lifecycle': 'viewer',
  'post /api/postmortems/:id/archive': 'facilitator',
  'post /api/postmortems/:id/duplicate': 'owner',
  'delete /api/postmortems/:id': 'facilitator',
  'get /api/deleted': 'stranger',
  'post /api/deleted/:deleted/restore': 'stranger',
  'patch /api/postmortems/:id/actions/:action': 'participant',
}

let server: TestServer
let postmortem: string
let elsewhere: string
/** One that nobody was invited to. */
let foreign: string
const tokens = new Map<Least, string | null>()

beforeAll(async () => {
  server = await startServer()
  postmortem = await server.create()
  elsewhere = await server.create({ title: 'Another one' })
  foreign = await server.create({ title: 'A third one' })
  await letEverybodyIn()
})
afterAll(() => server.close())

async function letEverybodyIn(): Promise<void> {
  tokens.set('nobody', null).set('owner', server.ownerToken)
  tokens.set('stranger', (await server.guest(elsewhere, 'facilitator')).session)
  for (const role of ['viewer', 'participant', 'facilitator'] as const) {
    tokens.set(role, (await server.guest(postmortem, role)).session)
  }
}

it('every route stands in the table of who may use it, and nothing else does', () => {
  expect(ROUTES.map(({ method, path }) => `${method} ${path}`).sort()).toEqual(Object.keys(TABLE).sort())
})

it('a stranger is told the same about a postmortem that is there and one that is not', async () => {
  const answers = await Promise.all(
    [postmortem, 'nonesuch', 'a..b', 'A\u0000', `${'x'.repeat(200)}`].map(id =>
      server.api('GET', `/api/postmortems/${encodeURIComponent(id)}`, undefined, tokens.get('stranger')),
    ),
  )
  for (const { status, body } of answers)
    expect([status, body]).toEqual([answers[0]?.status, answers[0]?.body])
  expect(answers[0]?.status).toBe(404)
})

it.each(Object.keys(TABLE).filter(name => name.includes('/:id')))(
  '%s: a postmortem that is foreign, missing, or no id at all is not there for any role',
  async name => {
    const [method = '', path = ''] = name.split(' ')
    const ids = {
      foreign,
      missing: 'nonesuch',
      malformed: 'A..b',
      object: '__proto__',
      long: 'x'.repeat(3_000),
    }
    for (const [kind, id] of Object.entries(ids)) {
      const url = path.replace(':id', encodeURIComponent(id)).replace(/:\w+/g, 'nonesuch')
      for (const role of ORDER) {
        if (role === 'owner' && kind === 'foreign') continue
        const body = method === 'get' ? undefined : {}
        const answer = await server.api(method.toUpperCase(), url, body, tokens.get(role))
        const expected = role === 'nobody' ? 'access/not-signed-in' : 'postmortem/not-found'
        expect([kind, role, answer.body?.error?.code]).toEqual([kind, role, expected])
      }
    }
  },
)

const ENDINGS = ['post /api/sign-out', 'delete /api/me/sessions', 'delete /api/me']
const endsWhat = (route: string): number => ENDINGS.indexOf(route)

it.each(
  // What ends the session it is called with, or the person, comes last.
  Object.entries(TABLE).sort(([a], [b]) => endsWhat(a) - endsWhat(b)),
)('%s is for %s and stronger, and refuses everyone else', async (name, least) => {
  if (endsWhat(name) >= 0) await letEverybodyIn()
  const [method = '', path = ''] = name.split(' ')
  const url = path.replace(':id', postmortem).replace(/:\w+/g, 'nonesuch')
  for (const role of ORDER) {
    const answer = await server.api(
      method.toUpperCase(),
      url,
      method === 'get' ? undefined : {},
      tokens.get(role),
    )
    if (name === 'delete /api/postmortems/:id' && answer.status === 204)
      await server.api('POST', `/api/deleted/${postmortem}/restore`)
    const isRefused =
      answer.status === 403 ||
      answer.body?.error?.code === 'access/not-signed-in' ||
      answer.body?.error?.code === 'postmortem/not-found'
    expect([role, isRefused], JSON.stringify(answer.body)).toEqual([
      role,
      ORDER.indexOf(role) < ORDER.indexOf(least),
    ])
    expect([role, answer.status]).not.toEqual([role, 500])
  }
})
