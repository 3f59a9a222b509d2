import fc from 'fast-check'
import { expect, it } from 'vitest'
import { deviceOf } from '../../../server/access/devices.ts'
import { emailIn, nameIn } from '../../../server/access/provider/claims.ts'
import { CALLBACK, createProvider, FLOW_LIFE, ownPath } from '../../../server/access/provider/provider.ts'
import { createSeal } from '../../../server/access/sealed.ts'
import { freePort, startIdentityProvider } from '../../support/identityProvider.ts'
import { granted, openWorkspace } from './workspace.ts'

it('what a browser keeps for the way back opens until it expires, and not when it was changed', () => {
  const seal = createSeal('the client secret', 'tests')
  const closed = seal.close({ state: 'abc' }, 1_000)
  expect(seal.open(closed, 999)).toEqual({ state: 'abc' })
  expect(seal.open(closed, 1_000)).toBeNull()
  expect(createSeal('another secret', 'tests').open(closed, 1)).toBeNull()
  expect(createSeal('the client secret', 'another purpose').open(closed, 1)).toBeNull()
  const bytes = Buffer.from(closed, 'base64url')
  for (const at of [0, 13, bytes.length - 1]) {
    const changed = Buffer.from(bytes)
    changed[at] = (changed[at] ?? 0) ^ 1
    expect(seal.open(changed.toString('base64url'), 1)).toBeNull()
  }
  for (const text of ['', 'x', '%%%', 'A'.repeat(500)]) expect(seal.open(text, 1)).toBeNull()
})

it('a path to return to is one of this server', () => {
  expect(ownPath('/p/abc/meeting?x=1')).toBe('/p/abc/meeting?x=1')
  const others = [
    '',
    'p/abc',
    '//evil.test',
    '/\\evil.test',
    '/\t/evil.test',
    'https://evil.test',
    '/api/sign-out',
    '/..//evil.test',
    '/.//evil.test',
    '/a/..//evil.test',
    '/%2e%2e//evil.test',
    '/..\\\\evil.test',
    '/./\\evil.test',
    '/\t..//evil.test',
    '/x/../api/sign-out',
  ]
  for (const path of others) expect([path, ownPath(path)]).toEqual([path, '/'])
})

it('whatever a path to return to is made of, a browser stays on this server', () => {
  const pieces = [
    '/',
    '//',
    '\\',
    '..',
    '.',
    '%2e',
    '%2f',
    '\t',
    '\n',
    '\r',
    ' ',
    '@',
    ':',
    'evil.test',
    'p',
    '?',
    '#',
    'http:',
  ]
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 8 }), parts => {
      const base = 'https://debrief.test'
      expect(new URL(ownPath(`/${parts.join('')}`), base).origin).toBe(base)
    }),
    { numRuns: 5_000 },
  )
})

it('a name is taken from what the provider tells, without what could disguise it', () => {
  expect(nameIn({ sub: '1', name: '  Priya \n N. ' })).toBe('Priya N.')
  expect(nameIn({ sub: '1', name: 'Bob\u202eecilA' })).toBe('BobecilA')
  expect(nameIn({ sub: '1', name: '', preferred_username: 'priya' })).toBe('priya')
  expect(nameIn({ sub: '1', email: 'wei@example.test' })).toBe('wei')
  expect(nameIn({ sub: '1', name: 7 })).toBe('Colleague')
  expect([...nameIn({ sub: '1', name: '💚'.repeat(90) })]).toHaveLength(60)
  expect(emailIn({ sub: '1', email: 'wei@example.test' })).toBe('wei@example.test')
  expect(emailIn({ sub: '1', email: 'wei@example.test', email_verified: false })).toBe('')
})

it('a device is told in words, without versions', () => {
  const linux = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0'
  const phone =
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1'
  const edge =
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0'
  expect([linux, phone, edge, 'curl/8.5.0', undefined, '<script>'].map(deviceOf)).toEqual([
    'Firefox on Linux',
    'Safari on iPhone',
    'Edge on Windows',
    'curl',
    '',
    '',
  ])
})

it('a sign-in that took too long at the provider starts again', async () => {
  const { store, clock } = await openWorkspace()
  const publicUrl = `http://127.0.0.1:${await freePort()}`
  const identity = await startIdentityProvider(publicUrl)
  const parts = { settings: identity.settings, publicUrl, store, failed: () => {} }
  const provider = createProvider({ ...parts, now: () => clock.now })
  const { url, flow } = granted(await provider.begin('/'))
  expect(new URL(url).searchParams.get('redirect_uri')).toBe(`${publicUrl}${CALLBACK}`)
  const state = new URL(url).searchParams.get('state') ?? ''
  const query = new URLSearchParams({ code: 'x', state, iss: identity.settings.issuer })
  const codeAt = async (): Promise<string> => {
    const answer = await provider.finish(flow, query)
    return answer.ok ? '' : answer.error.code
  }
  clock.now += FLOW_LIFE - 1
  await identity.close()
  // Not stale yet: it went on to ask the provider, which is gone.
  expect(await codeAt()).toBe('access/provider-unreachable')
  clock.now += 1
  expect(await codeAt()).toBe('access/provider-stale')
})

it('a provider that is down is left alone for a moment, and found again after it', async () => {
  const { store, clock } = await openWorkspace()
  const publicUrl = `http://127.0.0.1:${await freePort()}`
  const identity = await startIdentityProvider(publicUrl)
  const errors: unknown[] = []
  const settings = { ...identity.settings, issuer: `http://127.0.0.1:${await freePort()}` }
  const parts = {
    settings,
    publicUrl,
    store,
    now: () => clock.now,
    failed: (error: unknown) => errors.push(error),
  }
  const provider = createProvider(parts)
  const begun = await Promise.all(Array.from({ length: 5 }, () => provider.begin('/')))
  expect(begun.map(({ ok }) => ok)).toEqual([false, false, false, false, false])
  await provider.begin('/')
  expect(errors).toHaveLength(1)
  clock.now += 3_000
  await provider.begin('/')
  expect(errors).toHaveLength(2)
  await identity.close()
})
