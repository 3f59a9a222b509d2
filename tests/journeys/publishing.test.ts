import type { Browser } from 'playwright'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { launchBrowser, openPerson, openSignedIn } from '../support/browser.ts'
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

it('a facilitator is led to what stands in the way, publishes, and opens what was published', async () => {
  const id = await server.create({ title: 'Outage caused by @bob' })
  const { session } = await server.guest(id, 'facilitator', 'Carol')
  const { page, context, errors } = await openSignedIn(browser, `${server.url}/p/${id}`, session)
  await page.getByText('Saved', { exact: true }).waitFor()
  await page.getByRole('button', { name: 'Publish', exact: true }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText(/people invited to this postmortem will be able to read it|The 1 person/).waitFor()
  const blocking = dialog.getByRole('region', { name: 'Resolve these before publishing' })
  await blocking.waitFor()
  const publish = dialog.getByRole('button', { name: 'Publish', exact: true })
  expect(await publish.isDisabled()).toBe(true)
  await blocking.getByRole('button', { name: 'Show' }).click()
  await dialog.waitFor({ state: 'hidden' })
  await until('the title has the focus', () =>
    page.evaluate(() => document.activeElement?.closest('[data-fact="title"]') !== null),
  )
  await page.keyboard.press('ControlOrMeta+A')
  await page.keyboard.type('Checkout was down')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Publish', exact: true }).click()
  await until('nothing stands in the way', () => publish.isEnabled())
  await publish.click()
  await dialog.getByText(/^Published .* by Carol\.$/).waitFor()
  const [opened] = await Promise.all([
    context.waitForEvent('page'),
    dialog.getByRole('link', { name: 'Open the published version' }).click(),
  ])
  const published = opened.frameLocator('iframe')
  await published.getByText('Checkout was down').first().waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Published', exact: true }).waitFor()
  expect(await page.evaluate(() => document.activeElement === document.body)).toBe(false)

  const line = page.getByPlaceholder(/what happened/)
  await line.fill('14:05 something that came later')
  await line.press('Enter')
  await page.getByText('Saved', { exact: true }).waitFor()
  await until('the server says that it changed', async () => {
    const { body } = await server.api('GET', `/api/postmortems/${id}/publication`)
    return body.last.isOutdated === true
  })
  await page.getByRole('button', { name: 'Published', exact: true }).click()
  await dialog.getByText(/It has been edited since/).waitFor()
  await dialog.getByRole('button', { name: 'Publish changes' }).click()
  await dialog.getByText('Published.', { exact: true }).waitFor()
  await opened.reload()
  await opened.getByText('A newer version has been published since.').waitFor()
  expect(await published.getByText('something that came later').count()).toBe(0)
  expect(errors).toEqual([])
  await context.close()
})

it('what is no fault after all is published with a reason, by keyboard, and the dialog has the focus', async () => {
  const id = await server.create({ title: 'Outage caused by @bob' })
  const { session } = await server.guest(id, 'facilitator', 'Carol')
  const { page, context } = await openSignedIn(browser, `${server.url}/p/${id}`, session)
  await page.getByText('Saved', { exact: true }).waitFor()
  await page.getByRole('button', { name: 'Publish', exact: true }).press('Enter')
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('region', { name: 'Resolve these before publishing' }).waitFor()
  await until('the dialog has the focus', () =>
    page.evaluate(() => document.activeElement?.closest('[role="dialog"]') !== null),
  )
  for (let presses = 0; presses < 8; presses++) {
    await page.keyboard.press('Tab')
    expect(await page.evaluate(() => document.activeElement?.closest('[role="dialog"]') !== null)).toBe(true)
  }
  await dialog.getByLabel('Or say why they may stay').fill('Bob is the name of the robot')
  await dialog.getByRole('button', { name: 'Publish', exact: true }).click()
  await dialog.getByText('Published.', { exact: true }).waitFor()
  const log = (await server.api('GET', `/api/postmortems/${id}/audit`)).body
  expect(JSON.stringify(log)).toContain('Bob is the name of the robot')
  await context.close()
})

it('a viewer finds what was published and no way to publish; a stranger finds the way to sign in', async () => {
  const id = await server.create({ title: 'Queue stopped' })
  const { session } = await server.guest(id, 'viewer')
  const { page, context } = await openSignedIn(browser, `${server.url}/p/${id}`, session)
  await page.getByRole('heading', { level: 1 }).first().waitFor()
  expect(await page.getByRole('button', { name: /Publish/ }).count()).toBe(0)
  const { version } = (
    await server.api('POST', `/api/postmortems/${id}/publication`, { audience: 'internal' })
  ).body
  await page.reload()
  await page.getByRole('button', { name: 'Published', exact: true }).click()
  await page.getByRole('link', { name: 'Open the published version' }).waitFor()
  expect(
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /^Publish/ })
      .count(),
  ).toBe(0)
  const stranger = await openPerson(browser, `${server.url}/p/${id}/published/${version}`)
  await stranger.page.getByText('Sign in to Debrief').waitFor()
  await stranger.context.close()
  await context.close()
})

it('the palette publishes', async () => {
  const id = await server.create({ title: 'Queue stopped' })
  const { session } = await server.guest(id, 'facilitator', 'Carol')
  const { page, context } = await openSignedIn(browser, `${server.url}/p/${id}`, session)
  await page.getByText('Saved', { exact: true }).waitFor()
  await page.keyboard.press('ControlOrMeta+K')
  await page.locator('[data-action]').first().waitFor()
  await page.keyboard.type('Publish this')
  await page.getByRole('button', { name: 'Publish this postmortem' }).waitFor()
  await page.keyboard.press('Enter')
  await page.getByRole('dialog').getByRole('button', { name: 'Publish', exact: true }).waitFor()
  await page.keyboard.press('Escape')
  await context.close()
})
