import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createServer as createTcpServer } from 'node:net'
import { type ClientMetadata, Provider } from 'oidc-provider'
import type { ProviderSettings } from '../../server/access/provider/provider.ts'

/** A real OpenID Connect provider of a test, with its own login form: any name, any password. */
export interface IdentityProvider {
  /** What a server is told about it. */
  readonly settings: ProviderSettings
  /** Goes away; what is asked of it then is refused. */
  close(): Promise<void>
}

const CLIENT = { clientId: 'debrief', clientSecret: 'a-secret-of-the-tests-that-is-long' }

/** Starts a provider that knows the server at `publicUrl`, and whose people are called `<login> of the tests`. */
export async function startIdentityProvider(publicUrl: string): Promise<IdentityProvider> {
  const listener = createServer()
  listener.listen(0, '127.0.0.1')
  await once(listener, 'listening')
  const issuer = `http://127.0.0.1:${(listener.address() as AddressInfo).port}`
  const client: ClientMetadata = {
    client_id: CLIENT.clientId,
    client_secret: CLIENT.clientSecret,
    redirect_uris: [`${publicUrl}/api/sign-in/provider/callback`],
    post_logout_redirect_uris: [`${publicUrl}/sign-in`],
  }
  const provider = new Provider(issuer, {
    clients: [client],
    cookies: { keys: ['the cookies of the tests'] },
    claims: { openid: ['sub'], profile: ['name'], email: ['email', 'email_verified'] },
    pkce: { required: () => true },
    features: { devInteractions: { enabled: true } },
    findAccount: (_ctx, id) => ({
      accountId: id,
      claims: () => ({
        sub: id,
        name: `${id} of the tests`,
        email: `${id}@example.test`,
        email_verified: true,
      }),
    }),
    // Everybody has agreed already, so that the form for it is left out.
    async loadExistingGrant(ctx) {
      const accountId = ctx.oidc.session?.accountId
      const grant = new ctx.oidc.provider.Grant({
        clientId: CLIENT.clientId,
        ...(accountId ? { accountId } : {}),
      })
      grant.addOIDCScope('openid profile email')
      await grant.save()
      return grant
    },
  })
  listener.on('request', provider.callback())
  return {
    settings: { issuer, ...CLIENT },
    async close() {
      listener.closeAllConnections()
      listener.close()
      await once(listener, 'close')
    },
  }
}

/** A port that nothing listens on at the moment. */
export async function freePort(): Promise<number> {
  const server = createTcpServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}
