import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Browser, Page } from 'playwright'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { cookieName } from '../../../server/access/cookies.ts'
import { launchBrowser } from '../../support/browser.ts'
import { startServer, type TestServer } from '../../support/server.ts'

/** The victim is signed in; in the same browser they look at pages of somebody else. */
let server: TestServer
let evil: Server
let evilPort: number
let browser: Browser
let postmortem: string
let victim: string

beforeAll(async () => {
  server = await startServer()
  postmortem = await server.create({ title: 'Not for others' })
  victim = (await server.api('POST', '/api/sign-in', { token: server.ownerToken }, null)).body.session
  evil = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>evil</title><body>')
  }).listen(0)
  await once(evil, 'listening')
  evilPort = (evil.address() as AddressInfo).port
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser?.close()
  evil?.closeAllConnections()
  evil?.close()
  await server?.close()
})

/** Another site, and another port of the same site, for which the cookie counts as its own. */
const EVIL = { 'another site': 'localhost', 'another port of the same site': '127.0.0.1' } as const

async function onEvilPage<T>(host: string, act: (page: Page) => Promise<T>): Promise<T> {
  const context = await browser.newContext()
  await context.addCookies([{ name: cookieName(false), value: victim, url: server.url, sameSite: 'Lax' }])
  const page = await context.newPage()
  await page.goto(`${server.url}/api/session`)
  expect(await page.textContent('body')).toContain('"Owner"')
  await page.goto(`http://${host}:${evilPort}/`)
  const result = await act(page)
  await context.close()
  return result
}

const stillSafe = async (): Promise<void> => {
  const titles = (await server.api('GET', '/api/postmortems')).body.map(
    ({ title }: { title: string }) => title,
  )
  expect(titles).toEqual(['Not for others'])
  const me = (await server.api('GET', '/api/session', undefined, victim)).body.me
  expect(me?.person.name).toBe('Owner')
}

it.each(Object.entries(EVIL))('[W2] a socket opened by a page of %s is refused', async (_, host) => {
  const url = `${server.url.replace('http', 'ws')}/sync/${postmortem}?v=1`
  const heard = await onEvilPage(host, page =>
    page.evaluate(
      address =>
        new Promise<string>(resolve => {
          const socket = new WebSocket(address)
          socket.onmessage = () => resolve('let in')
          socket.onclose = event => resolve(`closed ${event.code}`)
        }),
      url,
    ),
  )
  expect(heard).toBe('closed 4403')
})

it.each(Object.entries(EVIL))(
  '[W2] requests and forms of a page of %s change nothing and read nothing',
  async (_, host) => {
    const read = await onEvilPage(host, page =>
      page.evaluate(async url => {
        const answers: string[] = []
        const ask = async (path: string, init: RequestInit): Promise<void> => {
          const said = await fetch(url + path, { credentials: 'include', ...init }).then(
            async answer => `${answer.type} ${answer.status} ${await answer.text()}`,
            () => 'failed',
          )
          answers.push(said)
        }
        await ask('/api/postmortems', {})
        await ask('/api/session', { mode: 'no-cors' })
        for (const mode of ['cors', 'no-cors'] as const) {
          await ask('/api/sign-out', { method: 'POST', mode, body: '{}' })
          await ask('/api/postmortems/example', { method: 'POST', mode, body: 'x' })
          await ask('/api/postmortems/import?source=markdown', { method: 'POST', mode, body: '# Theirs' })
        }
        await ask('/api/session', {
          method: 'PATCH',
          body: '{"name":"X"}',
          headers: { 'content-type': 'application/json' },
        })
        navigator.sendBeacon(`${url}/api/sign-out`, '{}')
        return answers
      }, server.url),
    )
    for (const answer of read) expect(answer).toMatch(/^(failed|opaque 0 )$/)
    await onEvilPage(host, async page => {
      const own = page.url()
      for (const path of [
        '/api/sign-out',
        '/api/postmortems/example',
        '/api/postmortems/import?source=markdown',
      ]) {
        await page.goto(own)
        await page.setContent(
          `<form method=post enctype=text/plain action="${server.url}${path}"><input name='{"a":"' value='"}'></form>`,
        )
        const [answer] = await Promise.all([
          page.waitForNavigation(),
          page.evaluate(() => document.forms[0]?.submit()),
        ])
        expect([path, answer?.status()]).toEqual([path, 403])
      }
    })
    await stillSafe()
  },
)

it('[W2] a frame without an origin of its own changes nothing and hears nothing', async () => {
  const heard = await onEvilPage('127.0.0.1', async page => {
    const answered = page.evaluate(
      () => new Promise<string>(resolve => addEventListener('message', ({ data }) => resolve(String(data)))),
    )
    const socket = `${server.url.replace('http', 'ws')}/sync/${postmortem}`
    await page.evaluate(
      ([url, address]) => {
        const frame = document.createElement('iframe')
        frame.sandbox.add('allow-scripts')
        frame.srcdoc = `<script>
          fetch('${url}/api/sign-out', {method: 'POST', mode: 'no-cors', credentials: 'include', body: '{}'})
            .finally(() => {
              const socket = new WebSocket('${address}')
              socket.onmessage = () => parent.postMessage('let in', '*')
              socket.onclose = ({code}) => parent.postMessage('closed ' + code, '*')
            })
        </script>`
        document.body.append(frame)
      },
      [server.url, socket],
    )
    return await answered
  })
  expect(heard).toBe('closed 4403')
  await stillSafe()
})

it.each(Object.entries(EVIL))(
  'no page of %s can frame ours, or load its answers as scripts',
  async (_, host) => {
    await onEvilPage(host, async page => {
      const asked: string[] = []
      page.on('response', answer => {
        if (answer.url().startsWith(server.url)) asked.push(answer.headers()['content-security-policy'] ?? '')
      })
      const loaded = await page.evaluate(
        url =>
          new Promise<string>(resolve => {
            const script = document.createElement('script')
            script.onload = () => resolve('loaded')
            script.onerror = () => resolve('refused')
            script.src = `${url}/api/postmortems`
            document.body.append(script)
          }),
        server.url,
      )
      if (host === 'localhost') expect(loaded).toBe('refused')
      const frame = await page.evaluate(
        url =>
          new Promise<string>(resolve => {
            const inner = document.createElement('iframe')
            inner.onload = () => resolve(inner.contentDocument === null ? 'an error page' : 'blank')
            inner.src = url
            document.body.append(inner)
          }),
        server.url,
      )
      expect(frame).toBe('an error page')
      const inside = page.frames().filter(one => one !== page.mainFrame())
      const texts = await Promise.all(
        inside.map(one => one.evaluate(() => document.body.innerText).catch(() => '')),
      )
      expect(texts.join()).not.toContain('Not for others')
    })
  },
)
