import type { Browser, Page } from 'playwright'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { launchBrowser, openPerson } from '../../support/browser.ts'
import { startServer, type TestServer } from '../../support/server.ts'

let server: TestServer
let browser: Browser
let mine: string
let theirs: string

beforeAll(async () => {
  server = await startServer()
  mine = await server.create({ title: 'Mine alone' })
  theirs = await server.create({ title: 'Theirs as well' })
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser?.close()
  await server?.close()
})

const invite = async (postmortem: string, role: string): Promise<string> =>
  (await server.api('POST', `/api/postmortems/${postmortem}/invitations`, { role })).body.token

/** Everything a page and those it asks could have kept an address in. */
const kept = (page: Page): Promise<string> =>
  page.evaluate(() =>
    JSON.stringify([
      location.href,
      document.referrer,
      history.state,
      { ...localStorage },
      { ...sessionStorage },
      document.cookie,
      performance.getEntriesByType('resource').map(({ name }) => name),
    ]),
  )

it.each(['sign-in', 'join'] as const)(
  'the secret of a %s link is in no request, address, history or storage',
  async path => {
    const secret = path === 'join' ? await invite(mine, 'viewer') : server.ownerToken
    const { page, context } = await openPerson(browser, 'about:blank')
    const asked: string[] = []
    page.on('request', request => {
      asked.push(request.url(), JSON.stringify(request.headers()))
    })
    await page.goto(`${server.url}/${path}#${secret}`)
    if (path === 'join') {
      await page.getByRole('textbox').fill('Ann')
      await page.getByRole('button').first().click()
    }
    await page.getByText('Mine alone').first().waitFor()
    expect(page.url()).not.toContain(secret)
    expect(await kept(page)).not.toContain(secret)
    expect(asked.filter(words => words.replace(`#${secret}`, '').includes(secret))).toEqual([])
    await page.goBack().catch(() => null)
    expect(page.url()).not.toContain(secret)
    await context.close()
  },
)

it('two tabs of one browser have one session: signing out in one ends the other', async () => {
  const { page: owners, context } = await openPerson(browser, `${server.url}/sign-in#${server.ownerToken}`)
  await owners.getByText('Mine alone').first().waitFor()
  await owners.goto(`${server.url}/p/${mine}`)
  await owners.locator('.ProseMirror').first().waitFor()
  const guests = await context.newPage()
  await guests.goto(`${server.url}/p/${theirs}`)
  await guests.locator('.ProseMirror').first().waitFor()
  const people = async (id: string) =>
    (await server.api('GET', `/api/postmortems/${id}/people`)).body.filter(
      ({ here }: { here: boolean }) => here,
    ).length
  await expect.poll(() => people(mine)).toBe(1)
  const status = await guests.evaluate(async () => (await fetch('/api/sign-out', { method: 'POST' })).status)
  expect(status).toBe(204)
  await expect
    .poll(async () => [await people(mine), await people(theirs)], { timeout: 2_000 })
    .toEqual([0, 0])
  const me = await owners.evaluate(async () => (await fetch('/api/session')).json())
  expect(me).toEqual({ me: null })
  await context.close()
})

it('a guest who becomes somebody else in another tab keeps no more than that person may', async () => {
  const viewing = await invite(theirs, 'viewer')
  const { page, context } = await openPerson(browser, `${server.url}/join#${viewing}`)
  await page.getByRole('textbox').fill('Vic')
  await page.getByRole('button').first().click()
  await page.getByText('Theirs as well').first().waitFor()
  const answer = (path: string) => page.evaluate(async url => (await fetch(url)).status, path)
  expect(await answer(`/api/postmortems/${theirs}`)).toBe(200)
  expect(await answer(`/api/postmortems/${mine}`)).toBe(404)
  const owners = await context.newPage()
  await owners.goto(`${server.url}/sign-in#${server.ownerToken}`)
  await owners.getByRole('button').or(owners.getByText('Mine alone')).first().waitFor()
  const who = await owners.evaluate(async () => (await (await fetch('/api/session')).json()).me.workspaceRole)
  const isOwner = who === 'owner'
  expect(await answer(`/api/postmortems/${mine}`)).toBe(isOwner ? 200 : 404)
  await owners.evaluate(() => fetch('/api/sign-out', { method: 'POST' }))
  expect(await answer(`/api/postmortems/${theirs}`)).toBe(401)
  await context.close()
})
