import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { launchBrowser, openPerson, type PersonAtBrowser } from '../support/browser.ts'
import { startServer, type TestServer } from '../support/server.ts'
import { until } from '../support/until.ts'

/** One owner at a browser, in order: each test goes on where the one before it stopped. */
const dataDir = mkdtempSync(join(tmpdir(), 'debrief-offline-'))
let server: TestServer
let browser: Browser
let carol: PersonAtBrowser
let page: Page
let document: string

beforeAll(async () => {
  server = await startServer({ dataDir })
  browser = await launchBrowser()
  carol = await openPerson(browser, `${server.url}/sign-in#${server.ownerToken}`)
  page = carol.page
})

afterAll(async () => {
  await browser?.close()
  await server?.close()
  rmSync(dataDir, { recursive: true, force: true })
})

const sees = (text: string | RegExp): Promise<void> => page.getByText(text).first().waitFor()

/** What this browser keeps of the program's: databases and notes. */
const kept = (): Promise<string[]> =>
  page.evaluate(async () => {
    const databases = (await indexedDB.databases()).map(({ name }) => name ?? '')
    return [...databases, ...Object.keys(localStorage)].filter(name => name.startsWith('debrief:'))
  })

it('a sign-in link leads to the library, and its secret leaves the address', async () => {
  await page.waitForURL(`${server.url}/`)
  await sees('No postmortems yet')
  expect(page.url()).not.toContain(server.ownerToken)
})

it('a new postmortem opens with what was said about it', async () => {
  await page.getByRole('button', { name: 'New postmortem' }).click()
  await page.getByLabel('What happened').fill('Queue stopped')
  await page.getByLabel('Services').fill('queue, db')
  await page.getByRole('button', { name: 'Create' }).click()
  await page.waitForURL(/\/p\/\w+$/)
  document = page.url().split('/p/')[1] ?? ''
  await page.getByText('Saved', { exact: true }).waitFor()
  const made = await server.api('GET', `/api/postmortems/${document}`)
  expect(made.body).toMatchObject({ title: 'Queue stopped', services: ['queue', 'db'] })
})

it('[P3] changes made while the server is down are counted, and leaving the page asks first', async () => {
  await until('the page is kept for offline use', () =>
    page.evaluate(async () => (await caches.match('/')) !== undefined),
  )
  await server.close()
  await sees('Offline')
  const line = page.getByPlaceholder(/what happened/)
  await line.fill('14:36 typed in the train')
  await line.press('Enter')
  await sees(/Offline, \d+ changes? kept on this device/)
  const asked = new Promise<string>(resolve => {
    page.once('dialog', async dialog => {
      resolve(dialog.type())
      await dialog.accept()
    })
  })
  await page.reload()
  expect(await asked).toBe('beforeunload')
})

it('[P3] a reload without the server shows what was typed, and still says that it waits', async () => {
  await sees('typed in the train')
  await sees(/Offline, \d+ changes? kept on this device/)
})

it('[P3] the meeting says that it waits for the connection, and leads to the postmortem', async () => {
  await page.goto(`${server.url}/p/${document}/meeting`)
  await sees('You are offline')
  await page.getByRole('link', { name: 'Open the postmortem' }).click()
  await sees('typed in the train')
})

it('[P3] once the server is back everything is saved', async () => {
  server = await startServer({ dataDir, port: Number(new URL(server.url).port) })
  await page.getByText('Saved', { exact: true }).waitFor()
  const saved = await server.api('GET', `/api/postmortems/${document}`)
  expect(saved.body.timeline.map((row: { text: string }) => row.text)).toEqual(['typed in the train'])
})

it('[W10] signing out leaves nothing on the device', async () => {
  expect(await kept()).not.toEqual([])
  await page.goto(server.url)
  await page.getByRole('button', { name: /Your account/ }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await sees('Debrief has no passwords')
  await until('nothing is kept', async () => (await kept()).length === 0)
})
