import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { rawRequest, requestFor, upgradeTo } from '../support/rawHttp.ts'
import { startServer, type TestServer } from '../support/server.ts'

let server: TestServer
let outside: string

beforeAll(async () => {
  outside = await mkdtemp(join(tmpdir(), 'debrief-paths-'))
  const clientDir = join(outside, 'dist')
  await mkdir(join(clientDir, 'assets'), { recursive: true })
  await writeFile(join(outside, 'secret.txt'), 'the secret beside the pages')
  await writeFile(join(outside, 'secret.js'), 'the secret beside the pages')
  await writeFile(join(clientDir, '.hidden'), 'the secret beside the pages')
  await writeFile(join(clientDir, 'index.html'), '<html><head></head><body>the page</body></html>')
  await writeFile(join(clientDir, 'assets/main.js'), 'export {}')
  server = await startServer({ clientDir })
})
afterAll(async () => {
  await server.close()
  await rm(outside, { recursive: true })
})

const statusOf = (answer: string): string => answer.slice('HTTP/1.1 '.length, 'HTTP/1.1 200'.length)

/** Targets that are no URL, or one that only some parsers take. */
const STRANGE = [
  '//',
  '///',
  '//[',
  '//]:99999/',
  'http://[',
  'http://x:99999/',
  '*',
  '/\u00ff',
  '/%',
  '/%00',
  '/?',
]

it('no target of an upgrade ends the process, and none is kept open', async () => {
  const targets = [...STRANGE, '/other', '/sync', '/api/session', ...STRANGE.map(t => `/sync/${t}`)]
  const answers = await Promise.all(targets.map(target => rawRequest(server.url, upgradeTo(target))))
  for (const [at, answer] of answers.entries())
    expect([targets[at], /^HTTP\/1\.1 (404|400|101)/.test(answer)]).toEqual([targets[at], true])
  expect((await fetch(`${server.url}/healthz`)).status).toBe(200)
})

it('no target of a request is a fault of the server', async () => {
  const paths = ['', '/api/session', '/api/postmortems/x', '/assets/main.js', '/p/x']
  const targets = [...STRANGE, ...STRANGE.flatMap(target => paths.map(path => target + path))]
  targets.push('http://x:99999/api/session', 'http://user@host/api/session', `/${'a'.repeat(12_000)}`)
  for (const target of targets) {
    const answer = await rawRequest(server.url, requestFor(target))
    expect([target.slice(0, 60), /^HTTP\/1\.1 [234]/.test(answer)]).toEqual([target.slice(0, 60), true])
  }
})

it('nothing outside of the built pages is served, however the way out is written', async () => {
  const ways = [
    '..',
    '%2e%2e',
    '.%2e',
    '%252e%252e',
    '..%5c',
    '..\\',
    '%c0%ae%c0%ae',
    '....',
    '..;',
    '%2e%2e%00',
  ]
  const between = ['/', '%2f', '%252f', '%5c', '\\', '//']
  const files = ['secret.txt', 'secret.js', 'secret.js%00.js', '.hidden']
  const roots = ['/', '/assets/', '/assets/main.js/']
  for (const root of roots)
    for (const way of ways)
      for (const slash of between)
        for (const file of files) {
          const target = `${root}${way}${slash}${way}${slash}${file}`
          const answer = await rawRequest(server.url, requestFor(target))
          expect([target, answer.includes('the secret')]).toEqual([target, false])
          expect([target, statusOf(answer).startsWith('5')]).toEqual([target, false])
        }
  expect(await (await fetch(`${server.url}/.hidden`)).text()).not.toContain('the secret')
})

it('ids that are none are found nowhere, in every place that takes one', async () => {
  const postmortem = await server.create()
  const ids = ['..%2f..', '%00', 'A%20B', '__proto__', 'constructor', "'%20or%201=1--", 'x'.repeat(5_000)]
  for (const id of ids) {
    const paths = [
      ['GET', `/api/postmortems/${id}`],
      ['GET', `/api/postmortems/${id}/export?format=json`],
      ['DELETE', `/api/postmortems/${postmortem}/invitations/${id}`],
      ['DELETE', `/api/postmortems/${postmortem}/people/${id}`],
      ['GET', `/api/postmortems/${postmortem}/images/${id}`],
      ['DELETE', `/api/tokens/${id}`],
      ['DELETE', `/api/agendas/${id}`],
    ] as const
    for (const [method, path] of paths) {
      const { status } = await server.api(method, path)
      expect([path.slice(0, 80), [400, 404].includes(status) ? 'refused' : status]).toEqual([
        path.slice(0, 80),
        'refused',
      ])
    }
    for (const format of ['constructor', '__proto__', 'toString', id]) {
      const { status } = await server.api('GET', `/api/postmortems/${postmortem}/export?format=${format}`)
      expect([format.slice(0, 40), status]).toEqual([format.slice(0, 40), 400])
    }
  }
})
