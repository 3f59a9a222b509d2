import * as oidc from 'openid-client'
import { ok, type Result, refuse } from '../../../shared/base/result.ts'
import type { Outgoing } from '../outgoing/outgoing.ts'

/** How this server is known to the identity provider. */
export interface ProviderSettings {
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
}

/** Seconds a request to the provider may take. */
const PATIENCE = 10
/** After a failure the provider is left alone for so long, ms, however many people press the button. */
const REST = 3_000
/** What the provider says about itself is asked again after this long, ms: its keys and addresses change. */
const FRESH = 60 * 60_000

export const UNREACHABLE = refuse(
  'access/provider-unreachable',
  'The sign-in provider does not answer as it should. Nothing of yours is affected; try again in a moment, and tell the server’s administrator if the problem persists.',
)

/** Hands out the provider's configuration: discovered at first use, and again after a failure or an hour. */
export interface OidcClient {
  configuration(): Promise<Result<oidc.Configuration>>
}

export function createOidcClient(
  { issuer, clientId, clientSecret }: ProviderSettings,
  outgoing: Outgoing,
  now: () => number,
  failed: (error: unknown) => void,
): OidcClient {
  let known: { readonly config: oidc.Configuration; readonly at: number } | null = null
  let asking: Promise<Result<oidc.Configuration>> | null = null
  let failedAt = Number.NEGATIVE_INFINITY
  const discover = async (): Promise<oidc.Configuration> =>
    await oidc.discovery(new URL(issuer), clientId, undefined, oidc.ClientSecretBasic(clientSecret), {
      [oidc.customFetch]: fetchBy(outgoing),
      timeout: PATIENCE,
      // Only this machine's own provider may be without encryption: the settings refuse all others.
      execute: issuer.startsWith('http:') ? [oidc.allowInsecureRequests] : [],
    })
  const ask = async (): Promise<Result<oidc.Configuration>> => {
    try {
      known = { config: await discover(), at: now() }
      return ok(known.config)
    } catch (error) {
      failedAt = now()
      failed(error)
      return UNREACHABLE
    }
  }
  return {
    async configuration() {
      if (known && now() - known.at < FRESH) return ok(known.config)
      if (now() - failedAt < REST) return UNREACHABLE
      asking ??= ask().finally(() => {
        asking = null
      })
      return await asking
    },
  }
}

/** The library's requests go out by the one way that is guarded. */
const fetchBy =
  (outgoing: Outgoing): oidc.CustomFetch =>
  async (url, { method, headers, body }) => {
    const text = body === undefined || body === null ? null : bodyOf(body)
    const answer = await outgoing.ask(url, { method, headers, body: text, redirect: 'manual' })
    if (!answer.ok) throw new Error(answer.error.message)
    const { status, body: bytes } = answer.value
    const isEmpty = status === 204 || status === 304
    return new Response(isEmpty ? null : Buffer.from(bytes), { status, headers: answer.value.headers })
  }

function bodyOf(body: NonNullable<oidc.FetchBody>): string | Uint8Array {
  if (typeof body === 'string' || body instanceof Uint8Array) return body
  if (body instanceof URLSearchParams) return body.toString()
  throw new TypeError('A body of this kind is not sent.')
}
