import type { Browser, Page } from 'playwright'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { launchBrowser, openPerson, openSignedIn } from '../support/browser.ts'
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

/** Where the code on a stage leads, as a phone reads it. */
const scanned = async (stage: Page): Promise<string> =>
  (await stage.getByRole('img', { name: /^http/ }).first().getAttribute('aria-label')) ?? ''

it('a new phone joins by the code on the stage, until the facilitator lets nobody in any more', async () => {
  const id = await server.copyOfExample()
  const carol = (await server.guest(id, 'facilitator', 'Carol')).session
  const { page } = await openSignedIn(browser, `${server.url}/p/${id}/meeting`, carol)
  await page.getByRole('button', { name: /^Open/ }).first().click()
  const lets = page.getByRole('switch', { name: 'Let people join by link' })
  await expect.poll(() => lets.isChecked()).toBe(true)
  const { session } = await server.guest(id, 'viewer', 'Wall')
  const wall = await openSignedIn(browser, `${server.url}/p/${id}/stage`, session, 'wall')
  await wall.page.getByText('Scan to join').waitFor()

  const phone = await openPerson(browser, await scanned(wall.page), 'phone')
  await phone.page.getByLabel(/name/i).fill('Priya')
  await phone.page.keyboard.press('Enter')
  await phone.page.waitForURL(new RegExp(`/p/${id}/meeting`))
  await page.getByText('Priya').first().waitFor()

  await lets.press('Space')
  await page.getByText('For people who already have access').waitFor()
  await wall.page.getByText('Ask a facilitator for an invitation').waitFor({ timeout: 15_000 })
  expect(await scanned(wall.page)).toBe(`${server.url}/p/${id}/meeting`)
  await phone.page.reload()
  await phone.page.getByText('Priya').first().waitFor()
})
