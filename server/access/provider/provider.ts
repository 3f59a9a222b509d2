import * as oidc from 'openid-client'
import { z } from 'zod'
import { ok, type Result, refuse } from '../../../shared/base/result.ts'
import { MINUTE } from '../../../shared/base/time.ts'
import type { PersonRow } from '../../store/access.ts'
import type { Store } from '../../store/store.ts'
import { createOutgoing } from '../outgoing/outgoing.ts'
import { createSeal } from '../sealed.ts'
import { newId } from '../secrets.ts'
import { type Claims, emailIn, nameIn } from './claims.ts'
import { createOidcClient, type ProviderSettings, UNREACHABLE } from './oidcClient.ts'

export type { ProviderSettings } from './oidcClient.ts'

/** Where the provider sends people back to. */
export const CALLBACK = '/api/sign-in/provider/callback'

/** How long somebody may take at the provider. */
export const FLOW_LIFE = 10 * MINUTE

const Flow = z.object({ state: z.string(), nonce: z.string(), verifier: z.string(), path: z.string() })

/** A person who came back from the provider, and where they wanted to go. */
export interface CameBack {
  readonly person: PersonRow
  readonly path: string
}

/** Signing in through an OpenID Connect provider, with PKCE. */
export interface Provider {
  /** Where it is, for the sign-in page. */
  readonly host: string
  /** Where to send the browser, and what it keeps until it comes back. */
  begin(path: string): Promise<Result<{ readonly url: string; readonly flow: string }>>
  /** Finishes what `flow` began, with the query of the callback; makes the person at their first visit. */
  finish(flow: string, query: URLSearchParams): Promise<Result<CameBack>>
  /** Where the browser goes to end the session at the provider too; null where that is not offered. */
  signOutUrl(): Promise<string | null>
}

const STALE = refuse(
  'access/provider-stale',
  'This sign-in took too long, was used before, or began in another browser. Start again.',
)
const REFUSED = refuse(
  'access/provider-refused',
  'The sign-in provider did not let you in. Nothing was changed.',
)

export interface ProviderParts {
  readonly settings: ProviderSettings
  readonly publicUrl: string
  readonly store: Store
  readonly now: () => number
  /** Hears why the provider could not be used, for the log. */
  readonly failed: (error: unknown) => void
}

export function createProvider({ settings, publicUrl, store, now, failed }: ProviderParts): Provider {
  const { host } = new URL(settings.issuer)
  const client = createOidcClient(settings, createOutgoing({ trusted: [host] }), now, failed)
  const seal = createSeal(settings.clientSecret, 'debrief sign-in flow')
  const redirect = `${publicUrl}${CALLBACK}`

  const claimsOf = async (
    config: oidc.Configuration,
    flow: z.infer<typeof Flow>,
    query: URLSearchParams,
  ): Promise<Claims | null> => {
    const checks = { expectedState: flow.state, expectedNonce: flow.nonce, pkceCodeVerifier: flow.verifier }
    const tokens = await oidc.authorizationCodeGrant(config, new URL(`?${query}`, redirect), {
      ...checks,
      idTokenExpected: true,
    })
    const claims = tokens.claims()
    if (!claims) return null
    if (!config.serverMetadata().userinfo_endpoint || typeof claims.name === 'string') return claims
    return { ...claims, ...(await oidc.fetchUserInfo(config, tokens.access_token, claims.sub)) }
  }

  return {
    host,
    async begin(path) {
      const config = await client.configuration()
      if (!config.ok) return config
      const flow = {
        state: oidc.randomState(),
        nonce: oidc.randomNonce(),
        verifier: oidc.randomPKCECodeVerifier(),
        path: ownPath(path),
      }
      const url = oidc.buildAuthorizationUrl(config.value, {
        redirect_uri: redirect,
        scope: 'openid profile email',
        state: flow.state,
        nonce: flow.nonce,
        code_challenge: await oidc.calculatePKCECodeChallenge(flow.verifier),
        code_challenge_method: 'S256',
      })
      return ok({ url: url.href, flow: seal.close(flow, now() + FLOW_LIFE) })
    },
    async finish(sealed, query) {
      const flow = Flow.safeParse(seal.open(sealed, now()))
      if (!flow.success || query.get('state') !== flow.data.state) return STALE
      if (query.has('error')) return REFUSED
      const config = await client.configuration()
      if (!config.ok) return config
      try {
        const claims = await claimsOf(config.value, flow.data, query)
        if (!claims) return REFUSED
        return ok({ person: await colleagueOf(store, settings.issuer, claims, now()), path: flow.data.path })
      } catch (error) {
        failed(error)
        // What the provider said itself is told apart from a provider that is not there.
        if (error instanceof oidc.ResponseBodyError && error.error === 'invalid_grant') return STALE
        return isMismatch(error) ? REFUSED : UNREACHABLE
      }
    },
    async signOutUrl() {
      const config = await client.configuration()
      if (!config.ok || !config.value.serverMetadata().end_session_endpoint) return null
      return oidc.buildEndSessionUrl(config.value, { post_logout_redirect_uri: `${publicUrl}/sign-in` }).href
    },
  }
}

/** An answer that was there but did not fit: another nonce, a wrong signature, somebody else's token. */
const isMismatch = (error: unknown): boolean =>
  error instanceof oidc.AuthorizationResponseError ||
  (error instanceof oidc.ClientError && MISMATCHES.test(error.code ?? ''))
const MISMATCHES = /^OAUTH_(JWT_\w+|JSON_ATTRIBUTE_COMPARISON_FAILED|INVALID_RESPONSE|KEY_SELECTION_FAILED)$/

/** The path when it is one of this server, else the library: a link must not lead people elsewhere after signing in. */
export function ownPath(path: string): string {
  const here = 'http://here.invalid'
  if (!path.startsWith('/')) return '/'
  const url = URL.parse(path, here)
  if (url?.origin !== here) return '/'
  // What is left of dots and slashes after parsing may name another host by itself: it is parsed as a browser will.
  const own = `${url.pathname}${url.search}`
  return URL.parse(own, here)?.origin === here && !url.pathname.startsWith('/api/') ? own : '/'
}

async function colleagueOf(store: Store, issuer: string, claims: Claims, at: number): Promise<PersonRow> {
  const subject = `${issuer}|${claims.sub}`
  const email = emailIn(claims)
  const known = await store.access.personBySubject(subject)
  if (!known) {
    const made = {
      id: newId(),
      name: nameIn(claims),
      kind: 'colleague',
      email,
      subject,
      createdAt: at,
    } as const
    return await store.access.addBySubject(made)
  }
  // The name is theirs to change here; the address is the provider's to know.
  if (known.email !== email) await store.access.savePerson({ ...known, email })
  return { ...known, email }
}
