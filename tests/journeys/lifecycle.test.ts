import type { Browser, Page } from 'playwright'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { launchBrowser, openPerson, openSignedIn, type PersonAtBrowser } from '../support/browser.ts'
import { startServer, type TestServer } from '../support/server.ts'
import { until } from '../support/until.ts'

let server: TestServer
let browser: Browser
let owner: PersonAtBrowser

beforeAll(async () => {
  server = await startServer()
  browser = await launchBrowser()
  await server.create({ title: 'Checkout was down' })
  owner = await openPerson(browser, `${server.url}/sign-in#${server.ownerToken}`)
  await owner.page.waitForURL(`${server.url}/`)
})

afterAll(async () => {
  await browser?.close()
  await server?.close()
})

const line = (page: Page, title: string) => page.getByRole('row').filter({ hasText: title })
const hasFocus = (page: Page): Promise<boolean> =>
  page.evaluate(() => document.activeElement !== document.body)

async function choose(page: Page, title: string, item: string): Promise<void> {
  await page.getByRole('button', { name: `More for ${title}` }).click()
  await page.getByRole('menuitem', { name: item }).click()
}

it('a line of the library is duplicated, archived, found by its status, and brought back', async () => {
  const { page } = owner
  await choose(page, 'Checkout was down', 'Duplicate')
  await line(page, 'Copy of Checkout was down').waitFor()
  await choose(page, 'Copy of Checkout was down', 'Archive')
  await line(page, 'Copy of Checkout was down').waitFor({ state: 'detached' })
  await page.getByLabel('Status', { exact: true }).selectOption('archived')
  await line(page, 'Copy of Checkout was down').getByText('Archived').waitFor()
  await choose(page, 'Copy of Checkout was down', 'Unarchive')
  await line(page, 'Copy of Checkout was down').waitFor({ state: 'detached' })
  await page.getByLabel('Status', { exact: true }).selectOption('')
  await line(page, 'Copy of Checkout was down').waitFor()
})

it('deleting asks with the title, tells whoever has it open, and is undone from the note or the list', async () => {
  const { page } = owner
  const id = await server.create({ title: 'Queue stopped' })
  const { session } = await server.guest(id, 'participant', 'Ann')
  const ann = await openSignedIn(browser, `${server.url}/p/${id}`, session)
  await ann.page.getByText('Saved', { exact: true }).waitFor()
  expect(await ann.page.getByRole('button', { name: 'More for this postmortem' }).count()).toBe(1)
  await ann.page.getByRole('button', { name: 'More for this postmortem' }).click()
  await ann.page.getByRole('menuitem', { name: /Earlier versions/ }).waitFor()
  expect(await ann.page.getByRole('menuitem', { name: /Delete|Archive|Duplicate/ }).count()).toBe(0)
  await ann.page.keyboard.press('Escape')

  await page.reload()
  await choose(page, 'Queue stopped', 'Delete…')
  const dialog = page.getByRole('dialog', { name: 'Delete “Queue stopped”?' })
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await dialog.waitFor({ state: 'hidden' })
  await until('the focus is somewhere', () => hasFocus(page))
  await choose(page, 'Queue stopped', 'Delete…')
  await dialog.getByRole('button', { name: 'Delete', exact: true }).click()
  await line(page, 'Queue stopped').waitFor({ state: 'detached' })
  await ann.page.getByText('This postmortem was deleted').waitFor()
  await page.getByRole('button', { name: 'Undo' }).click()
  await line(page, 'Queue stopped').waitFor()
  await ann.page.reload()
  await ann.page.getByText('Saved', { exact: true }).waitFor()

  await page.goto(`${server.url}/p/${id}`)
  await page.getByText('Saved', { exact: true }).waitFor()
  await choose(page, 'this postmortem', 'Delete…')
  await dialog.getByRole('button', { name: 'Delete', exact: true }).click()
  await page.waitForURL(`${server.url}/`)
  await page.getByRole('button', { name: 'Recently deleted' }).click()
  const deleted = page.getByRole('dialog', { name: 'Recently deleted' })
  await deleted.getByText('Queue stopped').waitFor()
  await deleted.getByRole('button', { name: 'Restore' }).click()
  await deleted.getByText('“Queue stopped” was restored.').waitFor()
  await page.keyboard.press('Escape')
  await line(page, 'Queue stopped').waitFor()
  await ann.context.close()
})

it('the example says what it is, counts nowhere, and goes with one press', async () => {
  const { page } = owner
  await server.example()
  await page.goto(server.url)
  await page.getByText('Example', { exact: true }).waitFor()
  expect(await page.getByRole('heading', { name: 'Due' }).count()).toBe(0)
  await page.getByRole('button', { name: 'Remove example' }).click()
  await page.getByText('Example', { exact: true }).waitFor({ state: 'detached' })
  expect(owner.errors).toEqual([])
})
