import { afterAll, beforeAll, expect, it } from 'vitest'
import { startServer, type TestServer } from '../../support/server.ts'

let server: TestServer
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.close())

const send = (
  method: string,
  path: string,
  body: unknown,
  headers: Record<string, string>,
): Promise<Response> =>
  fetch(server.url + path, {
    method,
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json', ...headers },
  })

async function signIn(): Promise<string> {
  const answer = await send('POST', '/api/sign-in', { token: server.ownerToken }, { origin: server.url })
  return (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
}

it('the sign-in link sets a cookie that keeps the owner signed in until signing out', async () => {
  const answer = await send('POST', '/api/sign-in', { token: server.ownerToken }, { origin: server.url })
  expect(answer.status).toBe(200)
  const header = answer.headers.get('set-cookie') ?? ''
  expect(header).toMatch(/^debrief=[\w-]{43}; Max-Age=604800; Path=\/; HttpOnly; SameSite=Lax$/)
  const cookie = header.split(';')[0] ?? ''
  const me = async () => (await fetch(`${server.url}/api/session`, { headers: { cookie } })).json()
  expect(await me()).toEqual({
    me: {
      person: { id: 'owner', name: 'Owner', colour: expect.stringMatching(/^#/) },
      workspaceRole: 'owner',
    },
  })
  const out = await send('POST', '/api/sign-out', {}, { cookie, origin: server.url })
  expect(out.status).toBe(204)
  expect(out.headers.get('set-cookie')).toContain('debrief=; Max-Age=0')
  expect(await me()).toEqual({ me: null })
})

it('a wrong sign-in token is refused without a cookie', async () => {
  const answer = await send('POST', '/api/sign-in', { token: 'wrong' }, {})
  expect(answer.status).toBe(401)
  expect(answer.headers.get('set-cookie')).toBeNull()
  expect(await answer.json()).toMatchObject({ error: { code: 'access/wrong-token' } })
})

it('[W2] with a cookie, only pages of this server change anything', async () => {
  const cookie = await signIn()
  const rename = (headers: Record<string, string>) =>
    send('PATCH', '/api/session', { name: 'Mallory' }, { cookie, ...headers })
  for (const origin of ['https://evil.test', 'http://127.0.0.1', 'null', `${server.url}.evil.test`]) {
    const answer = await rename({ origin })
    expect([origin, answer.status]).toEqual([origin, 403])
    expect(await answer.json()).toMatchObject({ error: { code: 'access/origin' } })
  }
  expect((await rename({})).status).toBe(403)
  expect((await rename({ origin: server.url })).status).toBe(200)
})

it('[W2] another site cannot sign anyone in either', async () => {
  const answer = await send(
    'POST',
    '/api/sign-in',
    { token: server.ownerToken },
    { origin: 'https://evil.test' },
  )
  expect(answer.status).toBe(403)
})

it('a program with a Bearer token needs no origin', async () => {
  expect((await server.api('PATCH', '/api/session', { name: 'Carol' })).body.me.person.name).toBe('Carol')
})

it('a token for a program is shown once, works, and ends when revoked', async () => {
  const made = await server.api('POST', '/api/tokens', { name: 'pager' })
  expect(made.status).toBe(201)
  const used = () => server.api('GET', '/api/postmortems', undefined, made.body.token)
  expect((await used()).status).toBe(200)
  const [listed] = (await server.api('GET', '/api/tokens')).body
  expect(listed).toMatchObject({ id: made.body.id, name: 'pager', revokedAt: null })
  expect(JSON.stringify(listed)).not.toMatch(/hash|token/)
  expect((await server.api('DELETE', `/api/tokens/${made.body.id}`)).status).toBe(204)
  expect((await used()).status).toBe(401)
})

it('broken JSON, a missing body and an unusable field are each told apart', async () => {
  const raw = (body: string, type = 'application/json') =>
    fetch(`${server.url}/api/postmortems`, {
      method: 'POST',
      body,
      headers: { authorization: `Bearer ${server.ownerToken}`, 'content-type': type },
    }).then(async answer => [answer.status, (await answer.json()).error.message])
  expect(await raw('{"title": ')).toEqual([400, 'The body is no valid JSON, so nothing was changed.'])
  expect(await raw('title', 'text/plain')).toEqual([
    415,
    'Send a JSON body with "content-type: application/json".',
  ])
  expect(await raw('{}')).toEqual([400, 'title: Give the postmortem a title.'])
  expect(await raw('{"title":"x","severity":"SEV9"}')).toEqual([
    400,
    'severity: The severity is one of SEV1 to SEV5.',
  ])
  expect(await raw('{"title":"x","startedAt":"14:22"}')).toEqual([
    400,
    'startedAt: Write an instant in ISO 8601 with its offset, such as 2026-05-27T14:22:00Z.',
  ])
  expect((await raw(`{"title":"${'x'.repeat(1_100_000)}"}`))[0]).toBe(413)
})

it('unknown routes answer in JSON, unknown pages in words, to a browser as a page that leads on', async () => {
  expect((await server.api('GET', '/api/nothing')).body).toMatchObject({
    error: { code: 'request/not-found' },
  })
  const page = await fetch(`${server.url}/nothing`)
  expect([page.status, await page.text()]).toEqual([404, 'There is no such page.'])
  const inBrowser = await fetch(`${server.url}/nothing`, { headers: { accept: 'text/html,*/*;q=0.8' } })
  expect(inBrowser.status).toBe(404)
  expect(inBrowser.headers.get('content-type')).toContain('text/html')
  expect(await inBrowser.text()).toContain('<div id="root">')
})
