import { afterAll, beforeAll, expect, it } from 'vitest'
import {
  callbackOf,
  colleagueOf,
  logIn,
  type ServerWithProvider,
  startServerWithProvider,
  toProvider,
} from '../../support/colleague.ts'
import { createCookieJar } from '../../support/cookieJar.ts'
import { freePort } from '../../support/identityProvider.ts'
import { startServer } from '../../support/server.ts'

let server: ServerWithProvider
beforeAll(async () => {
  server = await startServerWithProvider()
})
afterAll(() => server.close())

const problemOf = async (answer: Response): Promise<string> => {
  expect(answer.status).toBe(303)
  return answer.headers.get('location') ?? ''
}
const me = async (session: string) => (await server.api('GET', '/api/session', undefined, session)).body.me

it('a colleague signs in through the provider, with a name from there, and is the same person the next time', async () => {
  const first = await colleagueOf(server, 'priya')
  expect(await me(first.session)).toEqual({
    person: { id: expect.stringMatching(/.{8}/), name: 'priya of the tests', colour: expect.any(String) },
    workspaceRole: 'colleague',
  })
  const second = await colleagueOf(server, 'priya')
  expect(second.session).not.toBe(first.session)
  expect((await me(second.session)).person.id).toBe((await me(first.session)).person.id)
  expect((await me((await colleagueOf(server, 'wei')).session)).person.id).not.toBe(
    (await me(first.session)).person.id,
  )
})

it('a colleague reads what was published inside, not the drafts of others, and may create', async () => {
  const { session } = await colleagueOf(server, 'priya')
  const ask = (method: string, path: string, body?: unknown) => server.api(method, path, body, session)
  const draft = await server.create({ title: 'A draft of the owner' })
  expect((await ask('GET', `/api/postmortems/${draft}`)).status).toBe(404)
  const example = await server.create({ title: 'Read inside' })
  const published = await server.api('POST', `/api/postmortems/${example}/publication`, {
    audience: 'internal',
  })
  expect(published.status, JSON.stringify(published.body)).toBe(201)
  expect((await ask('GET', `/api/postmortems/${example}`)).status).toBe(200)
  expect((await ask('GET', `/api/postmortems/${example}/access`)).body.role).toBe('viewer')
  expect((await ask('GET', `/api/postmortems/${example}/invitations`)).status).toBe(403)
  const listed = (await ask('GET', '/api/postmortems')).body.map(({ id }: { id: string }) => id)
  expect(listed).toContain(example)
  expect(listed).not.toContain(draft)
  const made = await ask('POST', '/api/postmortems', { title: 'My own' })
  expect(made.status).toBe(201)
  expect((await ask('GET', `/api/postmortems/${made.body.id}/access`)).body.role).toBe('facilitator')
})

it('whoever signs in gets a new session, and the one this browser had before is over', async () => {
  const jar = createCookieJar()
  const before = await colleagueOf(server, 'priya', { jar })
  // The provider still knows her, so it does not ask again.
  const back = await jar.follow(await toProvider(server, jar), callbackOf(server))
  expect((await jar.ask(back.url)).headers.get('location')).toBe('/')
  const after = jar.cookie(server.url, 'debrief') ?? ''
  expect(after).not.toBe(before.session)
  expect(await me(before.session)).toBeNull()
  expect((await me(after)).person.name).toBe('priya of the tests')
})

it('another state than the one that was sent is refused, and so is a callback that this browser did not begin', async () => {
  const jar = createCookieJar()
  const back = new URL(await logIn(server, jar, await toProvider(server, jar), 'mallory'))
  const elsewhere = await fetch(back, { redirect: 'manual' })
  expect(await problemOf(elsewhere)).toBe('/sign-in?problem=provider-stale')
  back.searchParams.set('state', 'another')
  expect(await problemOf(await jar.ask(back.href))).toBe('/sign-in?problem=provider-stale')
  expect(jar.cookie(server.url, 'debrief')).toBeUndefined()
})

it('a code is good for one sign-in', async () => {
  const jar = createCookieJar()
  const back = await logIn(server, jar, await toProvider(server, jar), 'priya')
  const flow = jar.cookie(server.url, 'debrief-flow')
  expect((await jar.ask(back)).headers.get('location')).toBe('/')
  expect(jar.cookie(server.url, 'debrief-flow')).toBeUndefined()
  const again = await fetch(back, { redirect: 'manual', headers: { cookie: `debrief-flow=${flow}` } })
  expect(await problemOf(again)).toBe('/sign-in?problem=provider-stale')
  expect(again.headers.getSetCookie().join()).not.toMatch(/debrief=[^;]/)
})

it('a token that was made for another sign-in is refused by its nonce', async () => {
  const jar = createCookieJar()
  const authorisation = new URL(await toProvider(server, jar))
  expect(authorisation.searchParams.get('code_challenge_method')).toBe('S256')
  authorisation.searchParams.set('nonce', 'a-nonce-of-somebody-else')
  const back = await logIn(server, jar, authorisation.href, 'priya')
  expect(await problemOf(await jar.ask(back))).toBe('/sign-in?problem=provider-refused')
  expect(jar.cookie(server.url, 'debrief')).toBeUndefined()
})

it('whoever the provider turns away is told so, and nobody is signed in', async () => {
  const jar = createCookieJar()
  const state = new URL(await toProvider(server, jar)).searchParams.get('state') ?? ''
  const back = `${callbackOf(server)}?error=access_denied&state=${encodeURIComponent(state)}`
  expect(await problemOf(await jar.ask(back))).toBe('/sign-in?problem=provider-refused')
  expect(jar.cookie(server.url, 'debrief')).toBeUndefined()
  const refusals = (await server.api('GET', '/api/audit?what=signIn/refused')).body.rows
  expect(refusals[0].detail).toEqual({ via: 'provider', reason: 'access/provider-refused' })
})

it('signing in leads back to a page of this server and to no other', async () => {
  expect((await colleagueOf(server, 'priya', { path: '/p/abc?x=1' })).to).toBe('/p/abc?x=1')
  for (const evil of [
    'https://evil.test/',
    '//evil.test',
    '/\\evil.test',
    '/api/sign-out',
    'javascript:alert(1)',
    '',
  ]) {
    expect([evil, (await colleagueOf(server, 'priya', { path: evil })).to]).toEqual([evil, '/'])
  }
})

it('signing out leads to the provider, which may end its own session', async () => {
  const jar = createCookieJar()
  await colleagueOf(server, 'priya', { jar })
  const answer = await jar.ask(`${server.url}/api/sign-out`, {
    method: 'POST',
    headers: { origin: server.url },
  })
  const { next } = (await answer.json()) as { next: string }
  expect(next).toContain(`${server.provider.settings.issuer}/session/end?`)
  expect(new URL(next).searchParams.get('post_logout_redirect_uri')).toBe(`${server.url}/sign-in`)
  expect((await jar.ask(next)).status).toBe(200)
})

it('without its provider the server starts, says so at sign-in, and lets the owner in', async () => {
  const port = await freePort()
  const publicUrl = `http://127.0.0.1:${port}`
  const issuer = `http://127.0.0.1:${await freePort()}`
  const alone = await startServer({ port, publicUrl, provider: { ...server.provider.settings, issuer } })
  try {
    expect((await alone.api('GET', '/api/sign-in', undefined, null)).body).toEqual({
      provider: new URL(issuer).host,
    })
    const begun = await fetch(`${publicUrl}/api/sign-in/provider`, { redirect: 'manual' })
    expect(await problemOf(begun)).toBe('/sign-in?problem=provider-unreachable')
    const owner = await alone.api('POST', '/api/sign-in', { token: alone.ownerToken }, null)
    expect(owner.status).toBe(200)
  } finally {
    await alone.close()
  }
})
