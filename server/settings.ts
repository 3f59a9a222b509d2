import { resolve } from 'node:path'
import ipaddr from 'ipaddr.js'
import { z } from 'zod'
import { ok, type Result, refuse } from '../shared/base/result.ts'
import type { ProviderSettings } from './access/provider/provider.ts'

/** How this server was started; everything that can be set from outside. */
export interface Settings {
  /** 0 takes any free port. */
  readonly port: number
  readonly host: string
  /** Absolute path of the folder that holds everything to keep. */
  readonly dataDir: string
  /** The origin that people open, such as `https://debrief.example.org`; null is wherever the request came to. */
  readonly publicUrl: string | null
  /** Addresses and networks of the proxies whose `X-Forwarded-For` is believed; none is guessed from `publicUrl`. */
  readonly trustedProxies: readonly string[]
  /** The owner's secret; null makes a new one at each start. */
  readonly ownerToken: string | null
  /** What wraps the keys of private events (P7); null takes the one that the data folder keeps. */
  readonly secretKey: string | null
  /** The identity provider that colleagues sign in through; null is none. */
  readonly provider: ProviderSettings | null
  /** A Postgres database instead of the SQLite file. */
  readonly databaseUrl: string | null
  readonly logLevel: LogLevel
  /** The built client; without it only the API is served. */
  readonly clientDir: string
}

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const
export type LogLevel = (typeof LOG_LEVELS)[number]

/** Settings of parts that this version does not have; ignoring them would promise what is not kept. */
const NOT_YET = {
  REDIS_URL: 'several processes that share their rooms through Redis',
} as const

const text = z.string().trim().optional()

const Environment = z.object({
  PORT: text
    .transform(value => Number(value || 4400))
    .refine(port => Number.isInteger(port) && port >= 0 && port <= 65_535, 'a whole number from 0 to 65535'),
  HOST: text
    .transform(value => value || '127.0.0.1')
    .refine(host => /^[\w.:-]+$/.test(host), 'an address or a host name, such as 127.0.0.1 or 0.0.0.0'),
  DATA_DIR: text.transform(value => resolve(value || './data')),
  PUBLIC_URL: text
    .transform(value => (value ? originOf(value) : null))
    .refine(
      url => url !== undefined,
      'an http or https address without a path, such as https://debrief.example.org',
    )
    .transform(url => url ?? null),
  TRUSTED_PROXIES: text
    .transform(value => (value ? value.split(',').map(part => part.trim()) : []))
    .refine(
      ranges => ranges.every(isRange),
      'addresses or networks with commas between them, such as 10.0.0.7, 172.16.0.0/12',
    ),
  OWNER_TOKEN: text
    .transform(value => value || null)
    .refine(
      token => token === null || /^[\x21-\x7e]{8,256}$/.test(token),
      '8 to 256 characters without spaces',
    ),
  SECRET_KEY: text
    .transform(value => value || null)
    .refine(
      secret => secret === null || /^[\x21-\x7e]{32,256}$/.test(secret),
      '32 to 256 random characters without spaces, such as what `openssl rand -hex 32` prints',
    ),
  DATABASE_URL: text
    .transform(value => value || null)
    .refine(
      url => url === null || /^postgres(ql)?:\/\/./.test(url),
      'an address that starts with postgres://',
    ),
  OIDC_ISSUER: text
    .transform(value => value || null)
    .refine(
      issuer => issuer === null || isIssuer(issuer),
      'the https address of the identity provider, such as https://id.example.org (http only on this machine)',
    ),
  OIDC_CLIENT_ID: text.transform(value => value || null),
  OIDC_CLIENT_SECRET: text.transform(value => value || null),
  LOG_LEVEL: text
    .transform(value => (value || 'info').toLowerCase())
    .pipe(z.enum(LOG_LEVELS, `one of ${LOG_LEVELS.join(', ')}`)),
})

const SECRET = new Set(['OWNER_TOKEN', 'SECRET_KEY', 'DATABASE_URL', 'OIDC_CLIENT_SECRET'])

/** Reads the settings from environment variables; refused with one sentence that names the variable and the remedy. */
export function readSettings(
  env: Readonly<Record<string, string | undefined>>,
  clientDir: string,
): Result<Settings> {
  for (const [name, part] of Object.entries(NOT_YET)) {
    if (env[name]?.trim()) {
      const sentence = `${name} is set, but this version of Debrief has no ${part}. Remove ${name} and start again.`
      return refuse('settings/unsupported', sentence)
    }
  }
  const parsed = Environment.safeParse(env)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    const name = String(issue?.path[0] ?? 'A setting')
    const now = SECRET.has(name) ? '' : `; it is "${env[name] ?? ''}"`
    return refuse('settings/unusable', `${name} must be ${issue?.message ?? 'something else'}${now}.`)
  }
  const {
    PORT,
    HOST,
    DATA_DIR,
    PUBLIC_URL,
    TRUSTED_PROXIES,
    OWNER_TOKEN,
    SECRET_KEY,
    DATABASE_URL,
    LOG_LEVEL,
  } = parsed.data
  const provider = providerIn(parsed.data)
  if (!provider.ok) return provider
  return ok({
    port: PORT,
    host: HOST,
    dataDir: DATA_DIR,
    publicUrl: PUBLIC_URL,
    trustedProxies: TRUSTED_PROXIES,
    ownerToken: OWNER_TOKEN,
    secretKey: SECRET_KEY,
    provider: provider.value,
    databaseUrl: DATABASE_URL,
    logLevel: LOG_LEVEL,
    clientDir,
  })
}

/** Signing in needs all that the provider knows this server by, and an address to come back to that nobody can forge. */
function providerIn(env: z.infer<typeof Environment>): Result<ProviderSettings | null> {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret, PUBLIC_URL } = env
  if (!issuer && !clientId && !clientSecret) return ok(null)
  if (issuer && clientId && clientSecret && PUBLIC_URL) return ok({ issuer, clientId, clientSecret })
  const parts = Object.entries({
    OIDC_ISSUER: issuer,
    OIDC_CLIENT_ID: clientId,
    OIDC_CLIENT_SECRET: clientSecret,
  })
  const missing = [...parts, ['PUBLIC_URL', PUBLIC_URL] as const].find(([, value]) => !value)?.[0] ?? ''
  const sentence = `${missing} is not set, and signing in through an identity provider needs it. Set it, or remove the other OIDC_ settings.`
  return refuse('settings/incomplete', sentence)
}

function isIssuer(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, hostname, search, hash, username } = new URL(text)
  if (search || hash || username) return false
  return protocol === 'https:' || (protocol === 'http:' && /^(localhost|127\.[\d.]+|\[::1\])$/.test(hostname))
}

const isRange = (text: string): boolean =>
  text.includes('/') ? ipaddr.isValidCIDR(text) : ipaddr.isValid(text)

function originOf(value: string): string | undefined {
  if (!URL.canParse(value)) return undefined
  const url = new URL(value)
  const isPlain = !url.username && !url.password && !url.search && !url.hash && url.pathname === '/'
  return isPlain && /^https?:$/.test(url.protocol) ? url.origin : undefined
}
