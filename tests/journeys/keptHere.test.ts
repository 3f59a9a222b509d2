import type { Browser, Page } from 'playwright'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { cookieName } from '../../server/access/cookies.ts'
import { launchBrowser, openSignedIn } from '../support/browser.ts'
import { startServer, type TestServer } from '../support/server.ts'
import { until } from '../support/until.ts'

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

const OFFLINE = '14:05 the cache was emptied by hand'

async function type(page: Page, text: string): Promise<void> {
  const line = page.getByPlaceholder(/what happened/)
  await line.fill(text)
  await line.press('Enter')
  await page.getByText(text.slice(6)).first().waitFor()
}

const texts = async (id: string): Promise<string[]> =>
  (await server.api('GET', `/api/postmortems/${id}`)).body.timeline.map(({ text }: { text: string }) => text)

/** A guest who typed something offline when their session ended. */
async function awayWithoutSession(id: string) {
  const { session } = await server.guest(id, 'participant', 'Ann')
  const ann = await openSignedIn(browser, `${server.url}/p/${id}`, session)
  await ann.page.getByText('Saved', { exact: true }).waitFor()
  ann.page.on('dialog', dialog => void dialog.accept())
  await ann.context.setOffline(true)
  await type(ann.page, OFFLINE)
  await ann.page.getByText(/^Offline, \d+ changes? kept on this device$/).waitFor()
  expect((await server.api('DELETE', '/api/me/sessions', undefined, session)).status).toBeLessThan(300)
  return ann
}

it('[W10] a guest whose session ended while they typed offline sees what is kept, and adds it after joining again', async () => {
  const id = await server.create()
  const { page, context } = await awayWithoutSession(id)
  await context.setOffline(false)
  await page.getByText('You are not signed in').waitFor()
  await page.getByText(/made here never reached the server/).waitFor()
  await context.clearCookies({ name: cookieName(false) })
  await page.reload()
  await page.getByText(/by Ann from an earlier visit/).waitFor()
  const saving = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Save a copy' }).click()
  const copy = await (await saving).createReadStream()
  expect(Buffer.concat(await copy.toArray()).toString()).toContain('the cache was emptied by hand')

  const invited = await server.api('POST', `/api/postmortems/${id}/invitations`, { role: 'participant' })
  await page.goto(`${server.url}/join#${invited.body.token}`)
  await page.getByText(/unsaved changes? from an earlier visit/).waitFor()
  await page.getByLabel(/name/i).fill('Ann')
  await page.keyboard.press('Enter')
  await page.waitForURL(new RegExp(`/p/${id}`))
  await page.getByRole('button', { name: 'Review' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText('the cache was emptied by hand').waitFor()
  await dialog.getByRole('button', { name: 'Add to the postmortem' }).click()
  await until('it is on the server', async () => (await texts(id)).length === 1)
  await page.getByText('Saved', { exact: true }).waitFor()
  await page.reload()
  await page.getByText('the cache was emptied by hand').first().waitFor()
  await page.getByText('Saved', { exact: true }).waitFor()
  expect(await page.getByText(/earlier visit/).count()).toBe(0)
  expect(await texts(id)).toEqual(['the cache was emptied by hand'])
  await context.close()
})

it('[W10] what an earlier visit left can be discarded after a question', async () => {
  const id = await server.create()
  const { page, context } = await awayWithoutSession(id)
  const { session } = await server.guest(id, 'participant', 'Bob')
  await context.addCookies([{ name: cookieName(false), value: session, url: server.url }])
  await context.setOffline(false)
  // Ann's page comes back first, with Bob's session: it sends nothing in his name.
  await page.getByText('Someone else is signed in in this browser now').waitFor()
  await page.getByText(/1 change made here never reached the server/).waitFor()
  expect(await texts(id)).toEqual([])
  await page.getByRole('button', { name: 'Reload' }).click()
  await page.getByText(/by Ann from an earlier visit/).waitFor()
  await page.getByRole('button', { name: 'Review' }).click()
  await page.getByRole('button', { name: 'Discard' }).click()
  await page.getByRole('button', { name: 'Discard' }).nth(1).click()
  await page.getByRole('dialog').waitFor({ state: 'hidden' })
  expect(await page.getByText(/earlier visit/).count()).toBe(0)
  expect(await texts(id)).toEqual([])
  await context.close()
})

it('[P3] whose role was taken while offline is told that changes were not sent, and can save a copy', async () => {
  const id = await server.create()
  const { session, person } = await server.guest(id, 'participant', 'Ann')
  const { page, context } = await openSignedIn(browser, `${server.url}/p/${id}`, session)
  await page.getByText('Saved', { exact: true }).waitFor()
  await context.setOffline(true)
  await type(page, OFFLINE)
  const changed = await server.api('PATCH', `/api/postmortems/${id}/people/${person}`, { role: 'viewer' })
  expect(changed.status).toBeLessThan(300)
  await context.setOffline(false)
  await page.getByText(/You can only view this postmortem now, so \d+ changes? made here/).waitFor()
  const saving = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Save a copy' }).click()
  const copy = await (await saving).createReadStream()
  expect(Buffer.concat(await copy.toArray()).toString()).toContain('the cache was emptied by hand')
  expect(await texts(id)).toEqual([])
  await context.close()
})

it('[M24] what is begun in a line, as an event or as a comment is offered again after a reload, until it is sent', async () => {
  const id = await server.create()
  const { session } = await server.guest(id, 'participant', 'Ann')
  const { page, context } = await openSignedIn(browser, `${server.url}/p/${id}`, session)
  await page.getByText('Saved', { exact: true }).waitFor()
  const event = page.getByPlaceholder(/what happened/)
  const action = page.locator('[data-add="actions"]')
  await event.fill('14:05 the cache was')
  await action.focus()
  await page.keyboard.type('Alert on the age of')
  await page.reload()
  await until('the event is offered again', async () => (await event.inputValue()) === '14:05 the cache was')
  expect(await action.inputValue()).toBe('Alert on the age of')
  await event.press('End')
  await event.pressSequentially(' emptied')
  await event.press('Enter')
  await until('it is on the server', async () => (await texts(id)).length === 1)
  await page.reload()
  await page.getByText('the cache was emptied').first().waitFor()
  expect(await event.inputValue()).toBe('')
  await context.close()
})
