import AxeBuilder from '@axe-core/playwright'
import type { Browser, Page } from 'playwright'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { launchBrowser, openSignedIn, type PersonAtBrowser, SIZES } from '../support/browser.ts'
import { startServer, type TestServer } from '../support/server.ts'

/** Following actions up from their list; each test goes on where the one before stopped. */
let server: TestServer
let browser: Browser
let path: string
let ids: string[]
let bob: PersonAtBrowser
/** Has the document open while Bob follows its actions up elsewhere. */
let carol: PersonAtBrowser
let vera: PersonAtBrowser

beforeAll(async () => {
  server = await startServer()
  browser = await launchBrowser()
  const id = await server.copyOfExample()
  path = `/api/postmortems/${id}`
  ids = (await server.api('GET', path)).body.actions.map((action: { id: string }) => action.id)
  const enter = async (role: string, name: string, where: string) =>
    openSignedIn(browser, server.url + where, (await server.guest(id, role, name)).session)
  bob = await enter('participant', 'Bob', '/actions')
  vera = await enter('viewer', 'Vera', '/actions')
  carol = await enter('participant', 'Carol', `/p/${id}`)
  await bob.page.getByRole('row').nth(1).waitFor()
  await carol.page.locator(`li[data-row="${ids[0]}"]`).waitFor()
})

afterAll(async () => {
  await browser?.close()
  await server?.close()
})

const PAGE_ON_CALL = 'Page the payments on-call when pool use stays above 80 % for 5 minutes'
const rowOf = (page: Page, text: string) => page.getByRole('row').filter({ hasText: text })
const inDocument = (index: number, state: string) =>
  carol.page.locator(`li[data-row="${ids[index]}"]${state}`)
const rowsOf = (page: Page) => page.getByRole('row').allTextContents()

it('an action is set to done from the list, the document that is open elsewhere shows it, and the row stays', async () => {
  const before = (await rowsOf(bob.page)).length
  const status = bob.page.getByRole('combobox', { name: `Status of: ${PAGE_ON_CALL}` })
  await status.focus()
  await status.selectOption('done')
  await bob.page.getByRole('status').filter({ hasText: `Saved: Done` }).waitFor({ state: 'attached' })
  await inDocument(1, '[data-status="done"]').waitFor()
  expect(await rowsOf(bob.page)).toHaveLength(before)
  expect(await status.evaluate(element => element === document.activeElement)).toBe(true)
})

it('declining asks for the reason first, by keyboard alone, and everybody reads it', async () => {
  const status = bob.page.getByRole('combobox', { name: `Status of: ${PAGE_ON_CALL}` })
  await status.selectOption('declined')
  const reason = bob.page.getByRole('textbox', { name: 'Why is it declined?' })
  await reason.waitFor()
  // Until it is given, nothing is changed; given up, the status is what it was.
  await bob.page.keyboard.press('Escape')
  expect(await status.inputValue()).toBe('done')
  await inDocument(1, '[data-status="done"]').waitFor()
  await status.selectOption('declined')
  await bob.page.keyboard.type('The pool alert of the ledger team covers it')
  await bob.page.keyboard.press('Enter')
  await inDocument(1, '[data-status="declined"]').waitFor()
  await carol.page.waitForFunction(row => {
    const fields = document.querySelectorAll<HTMLTextAreaElement>(`li[data-row="${row}"] textarea`)
    return [...fields].some(field => field.value === 'The pool alert of the ledger team covers it')
  }, ids[1] ?? '')
  await rowOf(bob.page, PAGE_ON_CALL).getByText('The pool alert of the ledger team covers it').waitFor()
})

it('a due date is changed with the keyboard, and the focus comes back to it', async () => {
  const due = rowOf(bob.page, PAGE_ON_CALL).getByRole('button', { name: /^Due: / })
  await due.focus()
  await bob.page.keyboard.press('Enter')
  const field = bob.page.getByLabel(`New due date of: ${PAGE_ON_CALL}`)
  await field.fill('2031-02-03')
  await field.press('Enter')
  await rowOf(bob.page, PAGE_ON_CALL).getByText('3 Feb 2031').waitFor()
  await bob.page.waitForFunction(() => document.activeElement?.textContent === '3 Feb 2031')
  await expect
    .poll(async () => (await server.api('GET', path)).body.actions[1].due, { timeout: 10_000 })
    .toBe('2031-02-03')
})

it('a change that does not arrive is taken back, says what stands, and is made again on request', async () => {
  const text = 'Extend the nightly load test'
  const status = rowOf(bob.page, text).getByRole('combobox')
  await bob.context.setOffline(true)
  await status.selectOption('in-progress')
  const note = rowOf(bob.page, text).getByRole('alert')
  await note.getByText('shown as it was: Open').waitFor()
  expect(await status.inputValue()).toBe('open')
  await bob.context.setOffline(false)
  await note.getByRole('button', { name: 'Try again' }).click()
  await note.waitFor({ state: 'detached' })
  await inDocument(3, '[data-status="in-progress"]').waitFor()
})

it('the next filter puts the rows where they belong', async () => {
  await bob.page.getByText('All', { exact: true }).click()
  await bob.page.getByRole('row').filter({ hasText: '3 Feb 2031' }).waitFor()
  const dated = (await rowsOf(bob.page)).filter(row => / 20\d\d/.test(row.slice(0, 14)))
  expect(dated.length).toBeGreaterThan(2)
  expect(dated.at(-1)).toContain('3 Feb 2031')
  await bob.page.getByText('Open', { exact: true }).first().click()
  await rowOf(bob.page, PAGE_ON_CALL).waitFor({ state: 'detached' })
})

it('who may only read sees words, and nothing to press', async () => {
  await vera.page.getByRole('row').nth(1).waitFor()
  await vera.page.reload()
  await vera.page.getByText('Finished', { exact: true }).click()
  await vera.page.getByText('The pool alert of the ledger team covers it').waitFor()
  expect(await vera.page.locator('table :is(select, input, button)').count()).toBe(0)
})

it('the list passes axe, and two hundred rows of long texts fit a phone', async () => {
  const { violations } = await new AxeBuilder({ page: bob.page }).analyze()
  expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([])
  const rows = Array.from(
    { length: 200 },
    (_, at) => `- [ ] Cap retries of worker ${at} ${'verylongword'.repeat(9)}`,
  )
  const { body } = await server.api(
    'POST',
    '/api/postmortems/import?source=markdown',
    `# Many\n\n## Action items\n\n${rows.join('\n')}\n`,
  )
  const session = (await server.guest(body.id, 'participant', 'Dan')).session
  const dan = await openSignedIn(browser, `${server.url}/actions`, session, 'phone')
  await expect.poll(() => dan.page.getByRole('combobox').count(), { timeout: 20_000 }).toBeGreaterThan(200)
  const widths = await dan.page.evaluate(() => document.documentElement.scrollWidth)
  expect(widths).toBeLessThanOrEqual(SIZES.phone.width)
  expect([bob, carol, vera, dan].flatMap(({ errors }) => errors).filter(isUnexpected)).toEqual([])
})

/** Of the time without a network the browser says so itself. */
const isUnexpected = (error: string): boolean => !/ERR_INTERNET_DISCONNECTED/.test(error)
