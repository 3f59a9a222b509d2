import AxeBuilder from '@axe-core/playwright'
import type { Browser, Page } from 'playwright'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { launchBrowser, openSignedIn, type PersonAtBrowser } from '../support/browser.ts'
import { startServer, type TestServer } from '../support/server.ts'

/** Two people who follow each other through the document and a meeting, and then look at it again. */
let server: TestServer
let browser: Browser
let postmortem: string
let carol: PersonAtBrowser
let bob: PersonAtBrowser

beforeAll(async () => {
  server = await startServer()
  browser = await launchBrowser()
  postmortem = await server.example()
  const signedIn = await server.api('POST', '/api/sign-in', { token: server.ownerToken }, null)
  await server.api('PATCH', '/api/session', { name: 'Carol' })
  const url = `${server.url}/p/${postmortem}`
  carol = await openSignedIn(browser, url, signedIn.body.session)
  bob = await openSignedIn(browser, url, (await server.guest(postmortem, 'participant', 'Bob')).session)
})
afterAll(async () => {
  await browser?.close()
  await server?.close()
})

const sees = (page: Page, text: string | RegExp): Promise<void> =>
  page.getByText(text).first().waitFor({ timeout: 15_000 })

const press = (page: Page, name: string | RegExp): Promise<void> =>
  page.getByRole('button', { name }).first().click({ timeout: 15_000 })

const isInView = (page: Page, selector: string): Promise<boolean> =>
  page.locator(selector).evaluate(element => {
    const { top, bottom } = element.getBoundingClientRect()
    return bottom > 0 && top < innerHeight
  })

async function isAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(node => node.html).join(' ')}`)).toEqual([])
}

it('[M14] a press on a face takes one where that person reads, until one scrolls oneself', async () => {
  await press(bob.page, 'Follow Carol')
  await sees(bob.page, 'You follow Carol')
  expect(await isInView(bob.page, '#actions')).toBe(false)
  await carol.page.locator('#actions').evaluate(section => section.scrollIntoView())
  await expect.poll(() => isInView(bob.page, '#actions'), { timeout: 10_000 }).toBe(true)
  await bob.page.mouse.move(700, 500)
  await bob.page.mouse.wheel(0, -200)
  await sees(bob.page, 'You no longer follow Carol.')
  await press(bob.page, 'All right')
})

it('[M14] in the meeting one follows a person into another step, and rejoins after writing', async () => {
  const meeting = `${server.url}/p/${postmortem}/meeting`
  await carol.page.goto(meeting)
  await press(carol.page, 'Open the meeting')
  await press(carol.page, 'Start the meeting')
  await bob.page.goto(meeting)
  await press(bob.page, 'Follow Carol')
  await carol.page
    .getByRole('navigation')
    .getByRole('button', { name: /Timeline review/ })
    .click()
  await bob.page.getByRole('heading', { level: 1, name: 'Timeline review' }).waitFor()
  await bob.page.getByLabel('My notes').pressSequentially('x')
  await sees(bob.page, 'You no longer follow Carol.')
  await press(carol.page, 'Back to the meeting')
  await press(bob.page, 'Rejoin')
  await bob.page.getByRole('heading', { level: 1, name: 'Opening and earlier actions' }).waitFor()
  await press(bob.page, 'Stop following')
})

it('a quiet reaction is a mark for a moment, which others see in words', async () => {
  await press(bob.page, 'React')
  await press(bob.page, 'I agree')
  await sees(carol.page, 'I agree')
  await isAccessible(carol.page)
})

it('[M20] an ended meeting is shown again: its steps, its clock, the spotlight and the text as they were', async () => {
  await press(carol.page, 'Read and agreed')
  await carol.page.getByRole('button', { name: /^Next: / }).click()
  await press(carol.page, /^Move on/)
  await carol.page.getByRole('heading', { level: 1, name: 'Timeline review' }).waitFor()
  await carol.page.getByRole('heading', { level: 1 }).click()
  await carol.page.keyboard.press('j')
  await carol.page.locator('[data-row][data-focused]').waitFor()
  const csv = 'time,text\n2026-05-27T14:59:00Z,A row from the middle of the meeting\n'
  await server.api('POST', `/api/postmortems/${postmortem}/timeline/import?source=csv`, csv)
  await sees(bob.page, 'A row from the middle of the meeting')
  await press(carol.page, 'More for the facilitator')
  await carol.page.getByRole('menuitem', { name: 'End the meeting now' }).click()
  await carol.page.getByRole('dialog').getByRole('button', { name: 'End the meeting' }).click()
  await carol.page.getByRole('link', { name: 'Replay the meeting' }).click()
  await sees(carol.page, 'Replay of the meeting')
  await sees(carol.page, /Text as it was kept at/)
  const row = carol.page.getByText('A row from the middle of the meeting')
  expect(await row.count()).toBe(0)

  await carol.page.getByRole('slider').focus()
  for (const mark of [1, 2]) await carol.page.keyboard.press('PageUp', { delay: mark })
  await sees(carol.page, 'in the spotlight')
  expect(await carol.page.locator('[data-lit]').count()).toBe(1)
  expect(await row.count()).toBe(0)
  await carol.page.keyboard.press('PageUp')
  await row.waitFor()
  await sees(carol.page, 'added in the meeting')
  await sees(carol.page, 'the meeting has ended')
  await isAccessible(carol.page)
  await carol.page.getByRole('link', { name: 'Back to the report' }).click()
  await sees(carol.page, 'Meeting report')
})

it('no page logged an error', () => {
  expect([carol, bob].flatMap(person => person.errors)).toEqual([])
})
