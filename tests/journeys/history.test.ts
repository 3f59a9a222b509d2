import AxeBuilder from '@axe-core/playwright'
import type { Browser, Page } from 'playwright'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { launchBrowser, openSignedIn, type PersonAtBrowser } from '../support/browser.ts'
import { startServer, type TestServer } from '../support/server.ts'

/** Looking back, bringing back, and removing for good; each test goes on where the one before stopped. */
let server: TestServer
let browser: Browser
let path: string
let carol: PersonAtBrowser
let bob: PersonAtBrowser

const SECRET = 'hunter2 was pasted'

beforeAll(async () => {
  server = await startServer()
  browser = await launchBrowser()
  const id = await server.example()
  path = `/api/postmortems/${id}`
  // A version is kept as the meeting starts.
  for (const type of ['openMeeting', 'startMeeting']) {
    const expectedRev = (await server.api('GET', `${path}/meeting`)).body?.rev ?? 0
    const command = type === 'openMeeting' ? { type, minutes: 60 } : { type }
    await server.api('POST', `${path}/meeting/commands`, { command, expectedRev, idempotencyKey: type })
  }
  const enter = async (role: string, name: string) =>
    openSignedIn(browser, `${server.url}/p/${id}`, (await server.guest(id, role, name)).session)
  carol = await enter('facilitator', 'Carol')
  bob = await enter('participant', 'Bob')
  await server.api(
    'POST',
    `${path}/timeline/import?source=csv`,
    `time,event\n2026-05-27T14:01:00Z,${SECRET}\n`,
  )
  await carol.page.getByText(SECRET).waitFor()
  await bob.page.getByText(SECRET).waitFor()
})

afterAll(async () => {
  await browser?.close()
  await server?.close()
})

const choose = async (page: Page, item: string | RegExp): Promise<void> => {
  await page.getByRole('button', { name: 'More for this postmortem' }).click()
  await page.getByRole('menuitem', { name: item }).click()
}

it('[D9] a version stands beside what is there now, and is brought back for everyone', async () => {
  await choose(carol.page, 'Earlier versions…')
  const dialog = carol.page.getByRole('dialog')
  await dialog.getByRole('button', { name: /Before the meeting/ }).click()
  await dialog.getByText('added since').waitFor()
  await dialog.locator('ins', { hasText: SECRET }).waitFor()
  await dialog.locator('ins', { hasText: /^27 May 2026, 14:01 UTC$/ }).waitFor()
  // The dialog's own head is a <header> in a <section>, which is no banner; axe counts it as one.
  const { violations } = await new AxeBuilder({ page: carol.page })
    .disableRules(['landmark-no-duplicate-banner', 'landmark-unique'])
    .analyze()
  expect(violations.map(({ id }) => id)).toEqual([])
  await dialog.getByRole('button', { name: 'Restore this version' }).click()
  await carol.page.getByRole('button', { name: 'Restore', exact: true }).click()
  await dialog.getByText('The version was restored.').waitFor()
  await bob.page.getByText(SECRET).waitFor({ state: 'hidden' })
})

it('[D9] a restore loses nothing: what stood there is the newest version, and comes back as well', async () => {
  const dialog = carol.page.getByRole('dialog')
  await dialog
    .getByRole('button', { name: /Before a restore/ })
    .first()
    .click()
  await dialog.locator('del', { hasText: SECRET }).waitFor()
  await dialog.getByRole('button', { name: 'Restore this version' }).click()
  await carol.page.getByRole('button', { name: 'Restore', exact: true }).click()
  await bob.page.getByText(SECRET).waitFor()
  await carol.page.keyboard.press('Escape')
})

it('[D10] a text is removed for good from every page and version, once it was typed twice', async () => {
  await choose(carol.page, /^Redact text/)
  const dialog = carol.page.getByRole('dialog')
  await dialog.getByLabel('Text to redact').fill('HUNTER2')
  await dialog.getByRole('button', { name: 'Find it' }).click()
  await dialog.getByText('Timeline: 1').waitFor()
  const remove = dialog.getByRole('button', { name: 'Redact' })
  await dialog.getByLabel('Type it once more to confirm').fill('hunter3')
  expect(await remove.isDisabled()).toBe(true)
  await dialog.getByLabel('Type it once more to confirm').fill('HUNTER2')
  await remove.click()
  await dialog.getByText('The text was redacted everywhere.').waitFor()
  await bob.page.getByText('[redacted] was pasted').waitFor()
  for (const { id } of (await server.api('GET', `${path}/versions`)).body) {
    const { body } = await server.api('GET', `${path}/versions/${id}`)
    expect(JSON.stringify(body)).not.toContain('hunter2')
  }
})

it('[D10] neither undo nor a page that comes back with what its device kept brings it back', async () => {
  await bob.page.keyboard.press('Control+z')
  await bob.page.reload()
  await bob.page.getByText('[redacted] was pasted').waitFor()
  const { body } = await server.api('GET', path)
  expect(JSON.stringify(body)).not.toContain('hunter2')
  expect([...carol.errors, ...bob.errors]).toEqual([])
})

it('participants are not offered to remove a text for good', async () => {
  await bob.page.getByRole('button', { name: 'More for this postmortem' }).click()
  await bob.page.getByRole('menuitem', { name: 'Earlier versions…' }).waitFor()
  expect(await bob.page.getByRole('menuitem', { name: /^Redact text/ }).count()).toBe(0)
})
