import { resolve } from 'node:path'
import { expect, it } from 'vitest'
import { readSettings } from '../../server/settings.ts'

const sentence = (env: Record<string, string>): string => {
  const settings = readSettings(env, '/client')
  return settings.ok ? 'accepted' : settings.error.message
}

it('an empty environment starts on 127.0.0.1:4400 with ./data', () => {
  const settings = readSettings({}, '/client')
  expect(settings).toEqual({
    ok: true,
    value: {
      port: 4400,
      host: '127.0.0.1',
      dataDir: resolve('data'),
      publicUrl: null,
      provider: null,
      trustedProxies: [],
      ownerToken: null,
      secretKey: null,
      databaseUrl: null,
      logLevel: 'info',
      clientDir: '/client',
    },
  })
})

it('settings that are set but empty count as not set', () => {
  const names = [
    'PORT',
    'HOST',
    'DATA_DIR',
    'PUBLIC_URL',
    'OWNER_TOKEN',
    'SECRET_KEY',
    'DATABASE_URL',
    'REDIS_URL',
    'LOG_LEVEL',
  ]
  expect(sentence(Object.fromEntries(names.map(name => [name, ' '])))).toBe('accepted')
})

it('each unusable setting is named in one sentence that says what it must be', () => {
  expect(sentence({ PORT: 'http' })).toBe('PORT must be a whole number from 0 to 65535; it is "http".')
  expect(sentence({ PORT: '70000' })).toBe('PORT must be a whole number from 0 to 65535; it is "70000".')
  expect(sentence({ HOST: 'a b' })).toBe(
    'HOST must be an address or a host name, such as 127.0.0.1 or 0.0.0.0; it is "a b".',
  )
  expect(sentence({ PUBLIC_URL: 'debrief.example.org' })).toBe(
    'PUBLIC_URL must be an http or https address without a path, such as https://debrief.example.org; it is "debrief.example.org".',
  )
  expect(sentence({ PUBLIC_URL: 'https://example.org/debrief' })).toContain('without a path')
  expect(sentence({ LOG_LEVEL: 'loud' })).toBe(
    'LOG_LEVEL must be one of fatal, error, warn, info, debug, trace, silent; it is "loud".',
  )
})

it('a secret that is refused is not repeated', () => {
  expect(sentence({ OWNER_TOKEN: 'my key' })).toBe('OWNER_TOKEN must be 8 to 256 characters without spaces.')
  expect(sentence({ SECRET_KEY: 'thirty-one characters is short.' })).toBe(
    'SECRET_KEY must be 32 to 256 random characters without spaces, such as what `openssl rand -hex 32` prints.',
  )
  expect(sentence({ SECRET_KEY: 'x'.repeat(32) })).toBe('accepted')
  expect(sentence({ DATABASE_URL: 'mysql://user:word@db' })).toBe(
    'DATABASE_URL must be an address that starts with postgres://.',
  )
})

it('a setting for what this version does not have is refused instead of ignored', () => {
  expect(sentence({ REDIS_URL: 'redis://cache' })).toContain('Remove REDIS_URL and start again.')
})

it('the public address is kept as an origin', () => {
  const settings = readSettings({ PUBLIC_URL: 'https://Debrief.example.org/' }, '/client')
  expect(settings.ok && settings.value.publicUrl).toBe('https://debrief.example.org')
})

it('an identity provider needs all of its settings, https, and a public address to come back to', () => {
  const all = {
    OIDC_ISSUER: 'https://id.example.org/realms/team',
    OIDC_CLIENT_ID: 'debrief',
    OIDC_CLIENT_SECRET: 'a secret',
    PUBLIC_URL: 'https://debrief.example.org',
  }
  const settings = readSettings(all, '/client')
  expect(settings.ok && settings.value.provider).toEqual({
    issuer: 'https://id.example.org/realms/team',
    clientId: 'debrief',
    clientSecret: 'a secret',
  })
  for (const name of Object.keys(all)) {
    expect(sentence({ ...all, [name]: '' })).toContain(`${name} is not set`)
  }
  expect(sentence({ ...all, OIDC_ISSUER: 'http://id.example.org' })).toContain(
    'OIDC_ISSUER must be the https',
  )
  expect(readSettings({ ...all, OIDC_ISSUER: 'http://127.0.0.1:9000' }, '/client').ok).toBe(true)
})
