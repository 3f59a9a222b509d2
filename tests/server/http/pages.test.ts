import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startServer, type TestServer } from '../../support/server.ts'

const SCRIPT = 'export const answer = 42\n'.repeat(200)

let server: TestServer
let clientDir: string

beforeAll(async () => {
  clientDir = await mkdtemp(join(tmpdir(), 'debrief-client-'))
  await mkdir(join(clientDir, 'assets'))
  await writeFile(
    join(clientDir, 'index.html'),
    '<html><head><title>Debrief</title></head><body></body></html>',
  )
  await writeFile(join(clientDir, 'assets/main-4f2a.js'), SCRIPT)
  server = await startServer({ clientDir })
})
afterAll(async () => {
  await server.close()
  await rm(clientDir, { recursive: true })
})

const get = (path: string, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(server.url + path, { headers })

it('the page carries the nonce of its own response and no other', async () => {
  const nonces = new Set<string>()
  for (const path of [
    '/',
    '/sign-in',
    '/join',
    '/p/abc',
    '/p/abc/meeting',
    '/p/abc/stage',
    '/actions',
    '/trends',
  ]) {
    const answer = await get(path)
    expect([path, answer.status]).toEqual([path, 200])
    const nonce = /<meta name="csp-nonce" content="([^"]+)">/.exec(await answer.text())?.[1] ?? ''
    expect(answer.headers.get('content-security-policy')).toContain(`style-src 'self' 'nonce-${nonce}'`)
    expect(answer.headers.get('cache-control')).toBe('no-store')
    nonces.add(nonce)
  }
  expect(nonces.size).toBe(8)
})

it('scripts come from this server only, nobody frames the page, and no address leaks', async () => {
  const { headers } = await get('/')
  const policy = headers.get('content-security-policy') ?? ''
  const host = new URL(server.url).host
  for (const rule of [
    `default-src 'self'`,
    `script-src 'self'`,
    `img-src 'self' data: blob:`,
    `connect-src 'self' ws://${host} wss://${host}`,
    `object-src 'none'`,
    `base-uri 'none'`,
    `frame-ancestors 'none'`,
  ]) {
    expect(policy.split('; ')).toContain(rule)
  }
  expect(policy).not.toContain('unsafe')
  expect(headers.get('referrer-policy')).toBe('no-referrer')
  expect(headers.get('x-content-type-options')).toBe('nosniff')
  expect(headers.get('x-powered-by')).toBeNull()
})

it('hashed files are compressed and kept for a year; what is not there is not found', async () => {
  for (const encoding of ['br', 'gzip', 'identity']) {
    const answer = await get('/assets/main-4f2a.js', { 'accept-encoding': encoding })
    expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
    expect(answer.headers.get('content-encoding') ?? 'identity').toBe(encoding)
    expect(answer.headers.get('content-type')).toContain('javascript')
    expect(await answer.text()).toBe(SCRIPT)
  }
  for (const path of [
    '/assets/none.js',
    '/assets/..%2findex.html',
    '/index',
    '/p',
    '/p/abc/other',
    '/.env',
  ]) {
    expect([path, (await get(path)).status]).toEqual([path, 404])
  }
})

it('without built pages the API works, and the page says what to run', async () => {
  const bare = await startServer({ clientDir: join(clientDir, 'none') })
  const page = await fetch(bare.url)
  expect([page.status, await page.text()]).toEqual([
    503,
    'The pages are not built yet: run "npm run build" and load this again.',
  ])
  expect((await bare.api('GET', '/api/session')).status).toBe(200)
  await bare.close()
})

it('[O1] health, readiness and metrics answer without signing in', async () => {
  expect(await (await get('/healthz')).json()).toEqual({ status: 'ok' })
  expect(await (await get('/readyz')).json()).toEqual({ status: 'ready' })
  await server.create()
  const metrics = await (await get('/metrics')).text()
  for (const name of [
    'debrief_rooms',
    'debrief_connections',
    'debrief_store_failing',
    'debrief_edits_total',
    'debrief_commit_seconds_count',
    'debrief_requests_total{method="POST",status="201"}',
    'nodejs_eventloop_lag_seconds',
  ]) {
    expect(metrics).toContain(`${name} `)
  }
})

it('over https the cookie is bound to the host, and browsers are told to stay', async () => {
  const secure = await startServer({ clientDir, publicUrl: 'https://debrief.example.org' })
  const answer = await secure.api('POST', '/api/sign-in', { token: secure.ownerToken }, null)
  expect(answer.headers.get('set-cookie')).toMatch(
    /^__Host-debrief=.+; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
  )
  expect(answer.headers.get('strict-transport-security')).toContain('max-age=')
  const postmortem = await secure.create()
  const invited = await secure.api('POST', `/api/postmortems/${postmortem}/invitations`, { role: 'viewer' })
  expect(invited.body.url).toBe(`https://debrief.example.org/join#${invited.body.token}`)
  await secure.close()
})
