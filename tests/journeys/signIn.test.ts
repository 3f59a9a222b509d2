import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, Page } from 'playwright'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { launchBrowser, openPerson, openSignedIn } from '../support/browser.ts'
import { colleagueOf, type ServerWithProvider, startServerWithProvider } from '../support/colleague.ts'

let server: ServerWithProvider
let browser: Browser
beforeAll(async () => {
  server = await startServerWithProvider()
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser.close()
  await server.close()
})

/** Fills in the provider's own form. */
async function logIn(page: Page, login: string): Promise<void> {
  await page.getByRole('link', { name: /^Sign in with / }).click()
  await page.fill('[name=login]', login)
  await page.fill('[name=password]', 'anything')
  await page.click('button[type=submit]')
}

const violations = async (page: Page): Promise<string[]> =>
  (await new AxeBuilder({ page }).analyze()).violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)

it('a colleague signs in through the provider, comes to the page they wanted, and signs out of both', async () => {
  const { page, context } = await openPerson(browser, `${server.url}/account`)
  await logIn(page, 'priya')
  await page.waitForURL(`${server.url}/account`)
  await page.getByRole('heading', { name: 'priya of the tests' }).waitFor()
  await page.getByText('priya@example.test').waitFor()
  await page.getByRole('button', { name: /^Your account/ }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await page.waitForURL(`${server.provider.settings.issuer}/session/end**`)
  await page.goto(`${server.url}/account`)
  await page.getByRole('link', { name: /^Sign in with / }).waitFor()
  await context.close()
})

it('the owner enters the OWNER_TOKEN of the settings, and is in; what is neither link nor token is told so', async () => {
  const { page, context } = await openPerson(browser, `${server.url}/sign-in`)
  const field = page.getByLabel('Link or token')
  await field.fill('no such')
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.getByText("That isn't a valid link or token").waitFor()
  await field.fill(server.ownerToken)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.getByRole('button', { name: /^Your account/ }).waitFor()
  await context.close()
})

it('whoever the provider turned away reads why, and what to do', async () => {
  const { page, context } = await openPerson(browser, `${server.url}/sign-in?problem=provider-refused`)
  expect(await page.getByRole('alert').textContent()).toContain('did not let you in. Nothing was changed.')
  expect(await violations(page)).toEqual([])
  await context.close()
})

it('[W5] a session that is ended on one device closes the document on the other', async () => {
  const phone = await colleagueOf(server, 'wei')
  const laptop = await colleagueOf(server, 'wei')
  const { body } = await server.api('POST', '/api/postmortems', { title: 'On two devices' }, phone.session)
  const there = await openSignedIn(browser, `${server.url}/p/${body.id}`, phone.session, 'phone')
  const connected = async (): Promise<boolean> =>
    (await server.api('GET', `/api/postmortems/${body.id}/people`)).body.some(
      ({ here }: { here: boolean }) => here,
    )
  await expect.poll(connected, { timeout: 15_000 }).toBe(true)
  const here = await openSignedIn(browser, `${server.url}/account`, laptop.session)
  await here.page.getByText('This one').waitFor()
  await here.page.getByRole('button', { name: /^End the session on/ }).click()
  await here.page.getByRole('button', { name: 'End', exact: true }).last().click()
  await there.page.getByRole('heading', { name: 'You are not signed in' }).waitFor({ timeout: 5_000 })
  await expect.poll(() => here.page.getByRole('button', { name: /^End the session on/ }).count()).toBe(0)
  for (const { context } of [there, here]) await context.close()
})

it('a token is shown once, and revoked on the same page', async () => {
  const { session } = await colleagueOf(server, 'dave')
  const { page, context } = await openSignedIn(browser, `${server.url}/account`, session)
  await page.getByLabel('What it is for').fill('Deploy bot')
  await page.getByRole('button', { name: 'Create token' }).click()
  const token = await page.getByLabel('Token Deploy bot').inputValue()
  expect((await server.api('GET', '/api/postmortems', undefined, token)).status).toBe(200)
  await page.reload()
  await page.getByText('Deploy bot').waitFor()
  expect(await page.getByLabel('Token Deploy bot').count()).toBe(0)
  await page.getByRole('button', { name: 'Revoke Deploy bot' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click()
  await page.getByText('No tokens yet.').waitFor()
  expect((await server.api('GET', '/api/postmortems', undefined, token)).status).toBe(401)
  await context.close()
})

it('an admin makes a colleague an admin, finds it in the audit log, and sees what retention would delete', async () => {
  const { person } = await colleagueOf(server, 'carol')
  const owner = (await server.api('POST', '/api/sign-in', { token: server.ownerToken }, null)).body.session
  const { page, context, errors } = await openSignedIn(browser, `${server.url}/workspace`, owner)
  await page.getByLabel('Role of carol of the tests').selectOption('admin')
  await expect
    .poll(async () => {
      const people = (await server.api('GET', '/api/people')).body
      return people.find(({ id }: { id: string }) => id === person).workspaceRole
    })
    .toBe('admin')
  await page.getByRole('tab', { name: 'Audit log' }).click()
  await page.getByLabel('What').selectOption('People')
  await page.getByRole('row', { name: /Owner person: admin .*carol of the tests · role admin/ }).waitFor()
  await page.getByRole('tab', { name: 'Retention' }).click()
  await page.getByLabel(/^Delete drafts/).selectOption('90 days')
  await page.getByText('With these settings nothing would be deleted now.').waitFor()
  await page.getByRole('button', { name: 'Save' }).click()
  await expect.poll(async () => (await server.api('GET', '/api/retention')).body.draftDays).toBe(90)
  expect(errors).toEqual([])
  await context.close()
})

it.each(['laptop', 'phone'] as const)('account and workspace are accessible and fit a %s', async size => {
  const owner = (await server.api('POST', '/api/sign-in', { token: server.ownerToken }, null)).body.session
  const { page, context } = await openSignedIn(browser, `${server.url}/account`, owner, size)
  await page.getByText('Known since').waitFor()
  expect(await violations(page)).toEqual([])
  await page.goto(`${server.url}/workspace`)
  for (const tab of ['People', 'Audit log', 'Retention']) {
    await page.getByRole('tab', { name: tab }).click()
    await page.getByRole('tabpanel').getByText(/./).first().waitFor()
    expect([tab, await violations(page)]).toEqual([tab, []])
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true)
  }
  await context.close()
})
