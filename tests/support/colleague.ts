import { type CookieJar, createCookieJar } from './cookieJar.ts'
import { freePort, type IdentityProvider, startIdentityProvider } from './identityProvider.ts'
import { startServer, type TestServer } from './server.ts'

/** A server whose colleagues sign in through a real provider; closing it closes both. */
export interface ServerWithProvider extends TestServer {
  readonly provider: IdentityProvider
}

export async function startServerWithProvider(): Promise<ServerWithProvider> {
  const port = await freePort()
  const publicUrl = `http://127.0.0.1:${port}`
  const provider = await startIdentityProvider(publicUrl)
  const server = await startServer({ port, publicUrl, provider: provider.settings })
  const close = async (): Promise<void> => {
    await server.close()
    await provider.close()
  }
  return { ...server, provider, close }
}

/** Where the provider sends a browser back to. */
export const callbackOf = ({ url }: TestServer): string => `${url}/api/sign-in/provider/callback`

/** Where the server sends a browser that wants to sign in. */
export async function toProvider(server: TestServer, jar: CookieJar, path = '/'): Promise<string> {
  const begun = await jar.ask(`${server.url}/api/sign-in/provider?return=${encodeURIComponent(path)}`)
  const to = begun.headers.get('location')
  if (begun.status !== 303 || to === null) throw new Error(`not sent to the provider: ${begun.status}`)
  return to
}

/** Fills in the provider's form; resolves to the address that it sends the browser back to. */
export async function logIn(
  server: TestServer,
  jar: CookieJar,
  authorisation: string,
  login: string,
): Promise<string> {
  const form = await jar.follow(authorisation, callbackOf(server))
  const action = /<form[^>]* action="([^"]+)"/.exec(form.page)?.[1]
  if (!action) throw new Error(`no form to log in with at ${form.url}`)
  const back = await jar.follow(new URL(action, form.url).href, callbackOf(server), {
    method: 'POST',
    body: new URLSearchParams({ prompt: 'login', login, password: 'anything' }),
  })
  return back.url
}

/** Signs a colleague in; resolves to their session, their id, and where the server sent them. */
export async function colleagueOf(
  server: TestServer,
  login: string,
  { jar = createCookieJar(), path = '/' }: { readonly jar?: CookieJar; readonly path?: string } = {},
): Promise<{ session: string; person: string; to: string }> {
  const answer = await jar.ask(await logIn(server, jar, await toProvider(server, jar, path), login))
  const session = jar.cookie(server.url, 'debrief')
  if (!session) throw new Error(`not signed in: ${answer.headers.get('location')}`)
  const me = await server.api('GET', '/api/session', undefined, session)
  return { session, person: me.body.me.person.id, to: answer.headers.get('location') ?? '' }
}
