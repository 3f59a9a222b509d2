import type { Browser, Page } from 'playwright'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { launchBrowser, openSignedIn, type PersonAtBrowser } from '../support/browser.ts'
import { startServer, type TestServer } from '../support/server.ts'

/** A meeting whose facilitator uses keys, hands over, and leaves; each test goes on where the one before stopped. */
let server: TestServer
let browser: Browser
let postmortem: string
let carol: PersonAtBrowser
let bob: PersonAtBrowser
let isServing = true

const enter = (session: string, screen = 'meeting'): Promise<PersonAtBrowser> =>
  openSignedIn(browser, `${server.url}/p/${postmortem}/${screen}`, session)

const sees = (page: Page, text: string | RegExp): Promise<void> =>
  page.getByText(text).first().waitFor({ timeout: 15_000 })
const bar = (page: Page) => page.getByRole('region', { name: 'Facilitator' })

beforeAll(async () => {
  server = await startServer()
  browser = await launchBrowser()
  postmortem = await server.example()
  const carols = await server.guest(postmortem, 'facilitator', 'Carol')
  carol = await enter(carols.session)
  bob = await enter((await server.guest(postmortem, 'participant', 'Bob')).session)
  await carol.page.getByRole('button', { name: 'Open the meeting' }).click()
  await sees(carol.page, 'Bob')
  await carol.page.getByRole('button', { name: 'Start the meeting' }).click()
  await bar(carol.page).waitFor()
})

afterAll(async () => {
  await browser?.close()
  if (isServing) await server?.close()
})

it('keys: t goes to the timer, and arrows there change it by one minute, with Shift by five', async () => {
  const { page } = carol
  await page.getByRole('heading', { level: 1 }).click()
  await page.keyboard.press('t')
  await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('timer')
  await page.keyboard.press('ArrowUp')
  await sees(bob.page, 'of 6 min')
  await page.keyboard.press('Shift+ArrowUp')
  await sees(bob.page, 'of 11 min')
  await page.keyboard.press('Space')
  await sees(bob.page, 'Paused')
  await page.keyboard.press('Space')
})

it('keys: a hand goes up with h, ? lists the keys, and they can be turned off', async () => {
  const { page } = bob
  await page.getByRole('heading', { level: 1 }).click()
  await page.keyboard.press('h')
  await sees(page, 'Your hand is up, number 1 in the queue')
  await page.keyboard.press('?')
  const dialog = page.getByRole('dialog', { name: 'Keys' })
  await dialog.getByRole('switch', { name: 'Single keys work outside text fields' }).click()
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'hidden' })
  await page.keyboard.press('h')
  await page.getByRole('button', { name: 'Lower hand' }).click()
  await sees(page, 'Listen, and say what you hope to understand.')
})

it('keys: a letter typed into a text is a letter', async () => {
  const notes = carol.page.getByLabel('My notes')
  await notes.fill('')
  await notes.pressSequentially('the hand bell')
  expect(await notes.inputValue()).toBe('the hand bell')
  await bar(carol.page).waitFor()
})

it('[M23] minutes are borrowed from a later step by its name', async () => {
  await carol.page.getByRole('button', { name: 'More for the facilitator' }).click()
  await carol.page.getByRole('menuitem', { name: '5 min from “Timeline review”' }).click()
  await sees(bob.page, 'of 16 min')
})

it('[M16] the role is handed over, and everybody sees who facilitates', async () => {
  await carol.page.getByRole('button', { name: 'More for the facilitator' }).click()
  await carol.page.getByRole('menuitem', { name: 'Hand over…' }).click()
  await carol.page.getByRole('radio', { name: 'Bob' }).check()
  await carol.page.getByRole('button', { name: 'Hand over', exact: true }).click()
  await bar(bob.page).waitFor()
  await bar(carol.page).waitFor({ state: 'hidden' })
  await sees(carol.page, 'Bob facilitates')
})

it('[M17] who comes late is told what was done and where the meeting is', async () => {
  await bob.page.getByRole('button', { name: 'Read and agreed' }).first().click()
  await bob.page.getByRole('button', { name: /^Next: / }).click()
  await bob.page.getByRole('button', { name: 'Move on', exact: true }).click()
  const lena = await enter((await server.guest(postmortem, 'participant', 'Lena')).session)
  await sees(lena.page, 'What happened before you came')
  await sees(lena.page, 'Done: Opening and earlier actions')
  await lena.page.getByRole('button', { name: 'Got it' }).click()
  await lena.page.getByText('What happened before you came').waitFor({ state: 'hidden' })
  await lena.context.close()
})

it('the wall says honestly that it lost the connection, and keeps what it shows', async () => {
  const wall = await enter((await server.guest(postmortem, 'viewer', 'Wall')).session, 'stage')
  await sees(wall.page, 'Timeline review')
  await wall.context.setOffline(true)
  await wall.page.evaluate(() => window.dispatchEvent(new Event('offline')))
  isServing = false
  await server.close()
  await wall.page.getByText(/Connection lost/).waitFor({ timeout: 60_000 })
  await sees(wall.page, 'Timeline review')
})
