import { afterAll, beforeAll, expect, it } from 'vitest'
import { type CookieJar, createCookieJar } from '../../support/cookieJar.ts'
import { freePort, type IdentityProvider, startIdentityProvider } from '../../support/identityProvider.ts'
import { startServer, type TestServer } from '../../support/server.ts'

let server: TestServer
let provider: IdentityProvider

beforeAll(async () => {
  const port = await freePort()
  const publicUrl = `http://127.0.0.1:${port}`
  provider = await startIdentityProvider(publicUrl)
  server = await startServer({ port, publicUrl, provider: provider.settings })
})
afterAll(async () => {
  await server.close()
  await provider.close()
})

const callback = () => `${server.url}/api/sign-in/provider/callback`

/** Where the server sends a browser that wants to sign in. */
async function toProvider(jar: CookieJar, path = '/'): Promise<string> {
  const begun = await jar.ask(`${server.url}/api/sign-in/provider?return=${encodeURIComponent(path)}`)
  expect(begun.status).toBe(303)
  return begun.headers.get('location') ?? ''
}

/** Fills in the provider's form; resolves to the address that it sends the browser back to. */
async function logIn(jar: CookieJar, authorisation: string, login: string): Promise<string> {
  const form = await jar.follow(authorisation, callback())
  expect(form.page).toContain('name="login"')
  const action = /<form[^>]* action="([^"]+)"/.exec(form.page)?.[1] ?? ''
  const back = await jar.follow(new URL(action, form.url).href, callback(), {
    method: 'POST',
    body: new URLSearchParams({ prompt: 'login', login, password: 'anything' }),
  })
  return back.url
}

/** Signs somebody in and resolves to their session. */
async function signedIn(
  login: string,
  jar = createCookieJar(),
  path = '/',
): Promise<{ session: string; to: string }> {
  const answer = await jar.ask(await logIn(jar, await toProvider(jar, path), login))
  expect(answer.status).toBe(303)
  return { session: jar.cookie(server.url, 'debrief') ?? '', to: answer.headers.get('location') ?? '' }
}

const problemOf = async (answer: Response): Promise<string> => {
  expect(answer.status).toBe(303)
  return answer.headers.get('location') ?? ''
}
const me = async (session: string) => (await server.api('GET', '/api/session', undefined, session)).body.me

it('a colleague signs in through the provider, with a name from there, and is the same person the next time', async () => {
  const first = await signedIn('priya')
  expect(await me(first.session)).toEqual({
    person: { id: expect.stringMatching(/.{8}/), name: 'priya of the tests', colour: expect.any(String) },
    workspaceRole: 'colleague',
  })
  const second = await signedIn('priya')
  expect(second.session).not.toBe(first.session)
  expect((await me(second.session)).person.id).toBe((await me(first.session)).person.id)
  expect((await me((await signedIn('wei')).session)).person.id).not.toBe((await me(first.session)).person.id)
})

it('a colleague reads what was published inside, not the drafts of others, and may create', async () => {
  const { session } = await signedIn('priya')
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
  const before = await signedIn('priya', jar)
  // The provider still knows her, so it does not ask again.
  const back = await jar.follow(await toProvider(jar), callback())
  expect((await jar.ask(back.url)).headers.get('location')).toBe('/')
  const after = jar.cookie(server.url, 'debrief') ?? ''
  expect(after).not.toBe(before.session)
  expect(await me(before.session)).toBeNull()
  expect((await me(after)).person.name).toBe('priya of the tests')
})

it('another state than the one that was sent is refused, and so is a callback that this browser did not begin', async () => {
  const jar = createCookieJar()
  const back = new URL(await logIn(jar, await toProvider(jar), 'mallory'))
  const elsewhere = await fetch(back, { redirect: 'manual' })
  expect(await problemOf(elsewhere)).toBe('/sign-in?problem=provider-stale')
  back.searchParams.set('state', 'another')
  expect(await problemOf(await jar.ask(back.href))).toBe('/sign-in?problem=provider-stale')
  expect(jar.cookie(server.url, 'debrief')).toBeUndefined()
})

it('a code is good for one sign-in', async () => {
  const jar = createCookieJar()
  const back = await logIn(jar, await toProvider(jar), 'priya')
  const flow = jar.cookie(server.url, 'debrief-flow')
  expect((await jar.ask(back)).headers.get('location')).toBe('/')
  expect(jar.cookie(server.url, 'debrief-flow')).toBeUndefined()
  const again = await fetch(back, { redirect: 'manual', headers: { cookie: `debrief-flow=${flow}` } })
  expect(await problemOf(again)).toBe('/sign-in?problem=provider-stale')
  expect(again.headers.getSetCookie().join()).not.toMatch(/debrief=[^;]/)
})

it('a token that was made for another sign-in is refused by its nonce', async () => {
  const jar = createCookieJar()
  const authorisation = new URL(await toProvider(jar))
  expect(authorisation.searchParams.get('code_challenge_method')).toBe('S256')
  authorisation.searchParams.set('nonce', 'a-nonce-of-somebody-else')
  const back = await logIn(jar, authorisation.href, 'priya')
  expect(await problemOf(await jar.ask(back))).toBe('/sign-in?problem=provider-refused')
  expect(jar.cookie(server.url, 'debrief')).toBeUndefined()
})

it('whoever the provider turns away is told so, and nobody is signed in', async () => {
  const jar = createCookieJar()
  const state = new URL(await toProvider(jar)).searchParams.get('state') ?? ''
  const back = `${callback()}?error=access_denied&state=${encodeURIComponent(state)}`
  expect(await problemOf(await jar.ask(back))).toBe('/sign-in?problem=provider-refused')
  expect(jar.cookie(server.url, 'debrief')).toBeUndefined()
  const refusals = (await server.api('GET', '/api/audit?what=signIn/refused')).body.rows
  expect(refusals[0].detail).toEqual({ via: 'provider', reason: 'access/provider-refused' })
})

it('signing in leads back to a page of this server and to no other', async () => {
  expect((await signedIn('priya', createCookieJar(), '/p/abc?x=1')).to).toBe('/p/abc?x=1')
  for (const evil of [
    'https://evil.test/',
    '//evil.test',
    '/\\evil.test',
    '/api/sign-out',
    'javascript:alert(1)',
    '',
  ]) {
    expect([evil, (await signedIn('priya', createCookieJar(), evil)).to]).toEqual([evil, '/'])
  }
})

it('signing out leads to the provider, which may end its own session', async () => {
  const jar = createCookieJar()
  await signedIn('priya', jar)
  const answer = await jar.ask(`${server.url}/api/sign-out`, {
    method: 'POST',
    headers: { origin: server.url },
  })
  const { next } = (await answer.json()) as { next: string }
  expect(next).toContain(`${provider.settings.issuer}/session/end?`)
  expect(new URL(next).searchParams.get('post_logout_redirect_uri')).toBe(`${server.url}/sign-in`)
  expect((await jar.ask(next)).status).toBe(200)
})

it('without its provider the server starts, says so at sign-in, and lets the owner in', async () => {
  const port = await freePort()
  const publicUrl = `http://127.0.0.1:${port}`
  const issuer = `http://127.0.0.1:${await freePort()}`
  const alone = await startServer({ port, publicUrl, provider: { ...provider.settings, issuer } })
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
