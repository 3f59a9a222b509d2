import { afterAll, beforeAll, expect, it } from 'vitest'
import { ownHosts } from '../../server/http/hosts.ts'
import type { Settings } from '../../server/settings.ts'
import { rawRequest, requestFor, upgradeTo } from '../support/rawHttp.ts'
import { startServer, type TestServer } from '../support/server.ts'

let server: TestServer
let secure: TestServer
beforeAll(async () => {
  server = await startServer()
  secure = await startServer({ publicUrl: 'https://debrief.example.org' })
})
afterAll(async () => {
  await server.close()
  await secure.close()
})

/** Answers of every kind: pages, files, the API's own, refusals, and what is not there. */
const PATHS = [
  '/',
  '/sign-in',
  '/api/session',
  '/api/postmortems',
  '/api/nothing',
  '/nothing',
  '/assets/none.js',
  '/icon.svg',
  '/healthz',
  '/api/postmortems/%zz',
]

it('every answer carries the headers that keep browsers from harm', async () => {
  for (const path of PATHS) {
    const { headers } = await fetch(server.url + path)
    const policy = (headers.get('content-security-policy') ?? '').split('; ')
    const rules = new Map(policy.map(rule => [rule.split(' ')[0], rule.split(' ').slice(1)]))
    expect([path, rules.get('default-src')]).toEqual([path, ["'self'"]])
    expect([path, rules.get('script-src')]).toEqual([path, ["'self'"]])
    expect([path, rules.get('script-src-attr')]).toEqual([path, ["'none'"]])
    expect([path, rules.get('style-src')]).toEqual([
      path,
      ["'self'", expect.stringMatching(/^'nonce-[\w+/=]{24}'$/)],
    ])
    // A published version is shown in a frame of our own.
    expect([path, rules.get('frame-src')]).toEqual([path, ["'self'"]])
    for (const nobody of ['object-src', 'base-uri', 'frame-ancestors'])
      expect([path, nobody, rules.get(nobody)]).toEqual([path, nobody, ["'none'"]])
    expect([path, rules.get('form-action')]).toEqual([path, ["'self'"]])
    expect(policy.join()).not.toMatch(/unsafe|https?:\/\/|\*/)
    const fixed = {
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
      'cross-origin-resource-policy': 'same-origin',
      'x-powered-by': null,
      'access-control-allow-origin': null,
      'access-control-allow-credentials': null,
      server: null,
    }
    for (const [name, value] of Object.entries(fixed))
      expect([path, name, headers.get(name)]).toEqual([path, name, value])
    for (const feature of ['camera', 'microphone', 'geolocation', 'payment', 'usb', 'display-capture'])
      expect([path, headers.get('permissions-policy')]).toEqual([
        path,
        expect.stringContaining(`${feature}=()`),
      ])
  }
})

it('over https browsers are told to stay there, and pages share nothing with what opened them', async () => {
  const { headers } = await fetch(`${secure.url}/sign-in`, { headers: { host: 'debrief.example.org' } })
  expect(headers.get('strict-transport-security')).toMatch(/^max-age=31536000/)
  expect(headers.get('cross-origin-opener-policy')).toBe('same-origin')
  expect((await fetch(server.url)).headers.get('strict-transport-security')).toBeNull()
})

it('what is about people is kept in no cache', async () => {
  const postmortem = await server.create()
  for (const path of [
    '/api/session',
    '/api/postmortems',
    `/api/postmortems/${postmortem}`,
    `/api/postmortems/${postmortem}/export?format=html`,
  ]) {
    const { headers } = await server.api('GET', path)
    expect([path, headers.get('cache-control')]).toEqual([path, 'no-store'])
  }
})

it('methods that no route has do nothing, and none can be smuggled in', async () => {
  const postmortem = await server.create()
  for (const method of ['PUT', 'TRACE', 'OPTIONS', 'CONNECT', 'PROPFIND']) {
    const answer = await rawRequest(
      server.url,
      requestFor(`/api/postmortems/${postmortem}`, {
        Authorization: `Bearer ${server.ownerToken}`,
        Origin: 'https://evil.test',
      }).replace('GET', method),
    )
    expect([method, answer]).toEqual([method, expect.not.stringMatching(/access-control|owner-token/i)])
  }
  const override = await fetch(`${server.url}/api/postmortems/${postmortem}`, {
    headers: { authorization: `Bearer ${server.ownerToken}`, 'x-http-method-override': 'DELETE' },
  })
  expect(override.status).toBe(200)
})

const takes = (host: string | undefined, settings: Pick<Settings, 'publicUrl' | 'host'>): boolean =>
  ownHosts(settings as Settings)(host)

it('a server of one machine, or with a public address, goes by no name that others can own', () => {
  const local = { publicUrl: null, host: '127.0.0.1' }
  const open = { publicUrl: null, host: '0.0.0.0' }
  const named = { publicUrl: 'https://debrief.example.org', host: '0.0.0.0' }
  for (const own of [
    '127.0.0.1:4400',
    'localhost:4400',
    '[::1]:4400',
    '192.168.1.20:4400',
    'nas:4400',
    'debrief.localhost',
    undefined,
  ])
    for (const settings of [local, open, named]) expect([own, takes(own, settings)]).toEqual([own, true])
  for (const foreign of [
    'evil.example',
    'evil.example:4400',
    '127.0.0.1.nip.io',
    'localhost.evil.example',
    'debrief.example.org.evil.example',
    'evil.example.',
    '[::1].evil.example',
    '[::1]evil.example:4400',
    '[evil.example]',
    'localhost:80@evil.example',
    'localhost:evil.example',
    'localhost/.evil.example',
    'a b',
    '',
  ])
    for (const settings of [local, named])
      expect([foreign, takes(foreign, settings)]).toEqual([foreign, false])
  expect(takes('DEBRIEF.example.org:443', named)).toBe(true)
  expect(takes('nas.fritz.box', open)).toBe(true)
})

it('[W2] a page that pointed its own name at this server gets nothing, by request or socket', async () => {
  const postmortem = await server.create()
  const headers = {
    Host: 'evil.example',
    Origin: 'http://evil.example',
    Authorization: `Bearer ${server.ownerToken}`,
  }
  for (const path of ['/', '/api/session', `/api/postmortems/${postmortem}`]) {
    const answer = await rawRequest(server.url, requestFor(path, headers))
    expect([path, answer]).toEqual([
      path,
      expect.stringMatching(/^HTTP\/1\.1 421 [\s\S]*request\/wrong-host/),
    ])
  }
  const answer = await rawRequest(server.url, upgradeTo(`/sync/${postmortem}`, headers))
  expect(answer).toContain('another origin')
  expect(await rawRequest(server.url, requestFor('/healthz', { Host: 'probe.example' }))).toContain('200 OK')
})
