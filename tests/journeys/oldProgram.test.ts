import type { Browser } from 'playwright'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { cookieName } from '../../server/access/cookies.ts'
import { launchBrowser, openSignedIn } from '../support/browser.ts'
import { startServer, type TestServer } from '../support/server.ts'

let server: TestServer
let browser: Browser

beforeAll(async () => {
  server = await startServer()
  browser = await launchBrowser()
})

afterAll(async () => {
  await browser?.close()
  await server?.close()
})

it('[D4] a page of another schema is told to reload, and the document stays as it was to the byte', async () => {
  const id = await server.example()
  const { session } = await server.guest(id, 'participant', 'Ann')
  const ann = await openSignedIn(browser, `${server.url}/p/${id}`, session)
  await ann.page.locator('#timeline [data-cell]').first().waitFor()
  await ann.context.close()
  const stored = async (): Promise<string> =>
    JSON.stringify((await server.api('GET', `/api/postmortems/${id}/export?format=json`)).body)
  const before = await stored()

  const context = await browser.newContext()
  await context.addCookies([{ name: cookieName(false), value: session, url: server.url }])
  await context.addInitScript(() => {
    const Real = window.WebSocket
    window.WebSocket = class extends Real {
      constructor(url: string | URL, protocols?: string | string[]) {
        super(`${url}`.replace('schema=1', 'schema=0'), protocols)
      }
    }
  })
  const page = await context.newPage()
  await page.goto(`${server.url}/p/${id}`)
  await page.getByRole('button', { name: 'Reload' }).waitFor()
  expect(await page.locator('[data-cell], [contenteditable]').count()).toBe(0)
  expect(await stored()).toBe(before)
  const { body } = await server.api('GET', `/api/postmortems/${id}`)
  expect(body.timeline.length).toBeGreaterThan(0)
  // The same person with the present program goes on as if nothing had been.
  const again = await openSignedIn(browser, `${server.url}/p/${id}`, session)
  await again.page.locator('#timeline [data-cell]').first().waitFor()
  await again.context.close()
  await context.close()
})
