import AxeBuilder from '@axe-core/playwright'
import type { Browser, Page } from 'playwright'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { launchBrowser, openSignedIn, type PersonAtBrowser } from '../support/browser.ts'
import { startServer, type TestServer } from '../support/server.ts'

let server: TestServer
let browser: Browser
let carol: PersonAtBrowser
/** What the page asked the server for after the practice began. */
const asked: string[] = []

beforeAll(async () => {
  server = await startServer()
  browser = await launchBrowser()
  const signedIn = await server.api('POST', '/api/sign-in', { token: server.ownerToken }, null)
  carol = await openSignedIn(browser, server.url, signedIn.body.session)
  await carol.context.addInitScript(() => {
    const real = performance.now.bind(performance)
    let skipped = 0
    performance.now = () => real() + skipped
    Object.assign(window, { skipAhead: (ms: number) => (skipped += ms) })
  })
  await carol.page.reload()
})

afterAll(async () => {
  await browser?.close()
  await server?.close()
})

/** Lets so many seconds of the meeting pass at once; its clock runs at double speed. */
const ahead = (page: Page, seconds: number): Promise<void> =>
  page.evaluate(ms => {
    ;(window as unknown as { skipAhead(ms: number): void }).skipAhead(ms)
  }, seconds * 500)

const next = (page: Page) => page.getByRole('button', { name: /^Next: / })

/** Goes on, with a reason where something is open. */
async function moveOn(page: Page): Promise<void> {
  await next(page).press('Enter')
  const go = page.getByRole('button', { name: /^(Move on|Move on anyway)$/ })
  await go.waitFor({ timeout: 1_500 }).catch(() => {})
  if (!(await go.isVisible())) return
  const why = page.getByLabel(/Why move on now/)
  if (await why.isVisible()) await why.fill('this is practice')
  await go.press('Enter')
}

const isAt = (page: Page, step: string): Promise<void> =>
  page.getByRole('heading', { level: 1, name: step }).waitFor()

it('one press in the empty library opens a practice meeting, which says what it is', async () => {
  const { page } = carol
  await page.getByRole('link', { name: 'Practice a meeting' }).press('Enter')
  await page.getByText('nothing here is saved or counted').waitFor()
  page.on('request', request => asked.push(request.url()))
  await page.getByText('Ana Sousa').first().waitFor()
  await page.getByRole('button', { name: 'Start the meeting' }).press('Enter')
  await isAt(page, 'Opening and earlier actions')
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(node => node.html).join(' ')}`)).toEqual([])
})

it('the facilitator meets a dispute, a late arrival, somebody who is lost and a card that blames', async () => {
  const { page } = carol
  await page.getByRole('button', { name: 'Read and agreed' }).first().press('Enter')
  await moveOn(page)
  await isAt(page, 'Timeline review')
  await ahead(page, 100)
  await page.getByText('1 disputed').first().waitFor()
  await page.getByText('1 is lost').waitFor()
  await page
    .getByText(/Lena Vogt/)
    .first()
    .waitFor()
  await page.getByText('Hands').first().click()
  await page.getByRole('button', { name: 'Call on Lena Vogt' }).press('Enter')
  await ahead(page, 100)
  await moveOn(page)
  await isAt(page, 'Silent brainstorm')
  await ahead(page, 80)
  await page.getByText('3 of 3 have submitted or passed').waitFor()
  expect(await page.content()).not.toContain('Tom should have checked')
  await moveOn(page)
  await isAt(page, 'Share and group')
  await page.getByRole('button', { name: 'Reveal the cards' }).first().press('Enter')
  await page.getByText('Tom should have checked the dashboard before the release').first().waitFor()
})

it('at the end only the facilitator looks back, and nothing of it was stored or sent', async () => {
  const { page } = carol
  for (let steps = 0; steps < 4; steps++) await moveOn(page)
  await isAt(page, 'Close')
  await page.getByRole('button', { name: 'End the meeting' }).press('Enter')
  await page.getByRole('dialog').getByRole('button', { name: 'End the meeting' }).press('Enter')
  await page.getByRole('heading', { name: 'Looking back at your practice meeting' }).waitFor()
  await page.getByText('You gave her the word.').waitFor()
  await page.getByText('stands in the postmortem as it was written').waitFor()
  expect((await server.api('GET', '/api/postmortems')).body).toEqual([])
  expect(asked.filter(url => url.includes('/api/postmortems/practice') || url.includes('/sync'))).toEqual([])
  await page.getByRole('link', { name: 'To the library' }).press('Enter')
  await page.getByText('No postmortems yet').waitFor()
  expect(carol.errors).toEqual([])
})
