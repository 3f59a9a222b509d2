import AxeBuilder from '@axe-core/playwright'
import type { Browser, Locator, Page } from 'playwright'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { launchBrowser, openSignedIn, type PersonAtBrowser } from '../support/browser.ts'
import { startServer, type TestServer } from '../support/server.ts'

let server: TestServer
let browser: Browser
let postmortem: string
let alice: PersonAtBrowser
let page: Page

const poll = <T>(look: () => T) => expect.poll(look, { timeout: 10_000 })

beforeAll(async () => {
  server = await startServer()
  browser = await launchBrowser()
  postmortem = await server.create({ startedAt: '2026-05-27T14:20:00Z' })
  const { session } = await server.guest(postmortem, 'participant', 'Alice')
  alice = await openSignedIn(browser, `${server.url}/p/${postmortem}`, session)
  page = alice.page
  await page.getByRole('heading', { name: 'Timeline' }).waitFor()
})

afterAll(async () => {
  expect(alice.errors).toEqual([])
  await browser?.close()
  await server?.close()
})

async function add(label: string, ...texts: readonly string[]): Promise<void> {
  for (const text of texts) {
    await page.getByLabel(label, { exact: true }).fill(text)
    await page.keyboard.press('Enter')
  }
}

/** Says that a why explains something else as well; what there is to choose is listed to whoever is about to. */
async function also(row: Locator, choice: { readonly label: string }): Promise<void> {
  const link = row.getByLabel('Also explains…')
  await link.focus()
  await link.selectOption(choice)
}

/** The row of a why; what it stands below holds it too, and comes first. */
const why = (text: string) =>
  page
    .locator('#whys [data-row]')
    .filter({ has: page.locator('[data-cell]', { hasText: text }) })
    .last()

const picture = (name: string) => page.getByRole('group', { name })
const box = (name: string, text: string) => picture(name).getByRole('button', { name: text })

it('whys start from the incident or from a factor, branch, join, and are drawn as a graph', async () => {
  await add('Add a factor', 'Pool use has no alert')
  await page.locator('#factors').getByRole('button', { name: 'Chosen for actions' }).click()
  await add('Add a why for: The incident', 'Calls to the ledger hung')
  await add('Add a why for: Pool use has no alert', 'Nothing watches the pool')
  await box('Whys, drawn', 'Calls to the ledger hung').waitFor()
  expect(await picture('Whys, drawn').getByRole('button').count()).toBe(4)
  expect(await picture('Whys, drawn').locator('path').count()).toBe(2)

  const hung = why('Calls to the ledger hung')
  await also(hung, { label: 'Pool use has no alert' })
  await poll(() => picture('Whys, drawn').locator('path').count()).toBe(2)
  await hung.getByRole('button', { name: 'Ask why' }).click()
  await add('Add a why for: Calls to the ledger hung', 'No timeout is set by default')
  await poll(() => picture('Whys, drawn').locator('path').count()).toBe(3)
})

it('a chain that ends at a person, or without evidence, says so in the list and in the picture', async () => {
  await box('Whys, drawn', 'Nothing watches the pool, ! no evidence yet').waitFor()
  await add('Add a why for: Pool use has no alert', 'The on-call engineer forgot')
  await box('Whys, drawn', 'The on-call engineer forgot, ! ends at a person').waitFor()
  const timeout = why('No timeout is set by default')
  await timeout.getByLabel('Evidence').fill('pool.yaml')
  await page.keyboard.press('Enter')
  await timeout.getByLabel('We can change this').check()
  await box('Whys, drawn', 'No timeout is set by default, ✓ we can change this').waitFor()
})

it('actions and factors are drawn with what is still open, and the strength of the set in words', async () => {
  await add('Add an action', 'Remind everyone about the pool')
  await page.getByText('Strength of the set:').waitFor()
  await page.getByText('All of them ask people to know').waitFor()
  await box('Map of factors and actions', 'Pool use has no alert, ! No action yet.').waitFor()
  await page.locator('#actions').getByRole('button', { name: 'More for this action' }).click()
  await page.getByRole('menuitem', { name: /factor/i }).click()
  await page.getByRole('dialog').getByLabel('1. Pool use has no alert').check()
  await page.keyboard.press('Escape')
  await poll(() => picture('Map of factors and actions').locator('path').count()).toBe(1)
  await add('Add an action', 'Cap retries to 3 attempts with jitter')
  await page.getByText('1 strong · 1 weak').waitFor()
})

it('a picture is one stop of the Tab key: arrows go through it, and Enter leads to the row', async () => {
  await box('Whys, drawn', 'Pool use has no alert').focus()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowRight')
  const name = await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))
  expect(name).toBeTruthy()
  const id = await page.evaluate(() => document.activeElement?.getAttribute('data-box'))
  await page.keyboard.press('Enter')
  await poll(() =>
    page.evaluate(() => document.activeElement?.closest('[data-row]')?.getAttribute('data-row')),
  ).toBe(id)
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id: rule, nodes }) => [rule, nodes.map(({ html }) => html)])).toEqual([])
})

it('the report as a file draws the same, and loads nothing', async () => {
  const { body } = await server.api('GET', `/api/postmortems/${postmortem}/export?format=html`)
  const context = await browser.newContext()
  const report = await context.newPage()
  const asked: string[] = []
  report.on('request', request => asked.push(request.url()))
  await report.setContent(body)
  expect(await report.locator('svg').count()).toBe(2)
  const whys = report.getByRole('img', { name: 'The whys as a graph' })
  expect(await whys.getByText('No timeout is set by').isVisible()).toBe(true)
  expect(asked).toEqual([])
  await context.close()
})
