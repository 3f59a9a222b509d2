import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { launchBrowser, openSignedIn, type PersonAtBrowser } from '../support/browser.ts'
import { startServer, type TestServer } from '../support/server.ts'
import { until } from '../support/until.ts'

/** Bob's device is away while Carol removes a sentence for good; each test goes on where the one before stopped. */
let server: TestServer
let browser: Browser
let path: string
let bob: PersonAtBrowser
let carol: PersonAtBrowser
let page: Page

const SECRET = 'zebra4mango was pasted into the chat'

beforeAll(async () => {
  server = await startServer()
  browser = await launchBrowser()
  const id = await server.create()
  path = `/api/postmortems/${id}`
  const enter = async (role: string, name: string) =>
    openSignedIn(browser, `${server.url}/p/${id}`, (await server.guest(id, role, name)).session)
  bob = await enter('participant', 'Bob')
  carol = await enter('facilitator', 'Carol')
  page = bob.page
  await page.getByText('Saved', { exact: true }).waitFor()
})

afterAll(async () => {
  await browser?.close()
  await server?.close()
})

async function add(text: string): Promise<void> {
  const line = page.getByPlaceholder(/what happened/)
  await line.fill(text)
  await line.press('Enter')
  await page.getByText(text.slice(6)).first().waitFor()
}
const texts = async (): Promise<string[]> =>
  (await server.api('GET', path)).body.timeline.map((row: { text: string }) => row.text)

/** Everything that this browser keeps of the program's, as one text. */
const kept = (of: Page): Promise<string> =>
  of.evaluate(async () => {
    const parts: string[] = Object.entries(localStorage).flat()
    for (const { name } of await indexedDB.databases()) {
      const db = await new Promise<IDBDatabase>((resolve, reject) => {
        const request = indexedDB.open(name ?? '')
        request.onsuccess = () => resolve(request.result)
        request.onerror = () => reject(request.error)
      })
      for (const store of db.objectStoreNames) {
        const all = await new Promise<unknown[]>(resolve => {
          const request = db.transaction(store).objectStore(store).getAll()
          request.onsuccess = () => resolve(request.result)
        })
        for (const value of all)
          parts.push(value instanceof Uint8Array ? new TextDecoder('latin1').decode(value) : String(value))
      }
      db.close()
    }
    return parts.join('\n')
  })

async function filesWith(words: string): Promise<string[]> {
  const found: string[] = []
  for (const name of await readdir(server.dataDir)) {
    if ((await readFile(join(server.dataDir, name))).includes(words)) found.push(name)
  }
  return found
}

it('[D10] a sentence removed while a device was offline comes back from nowhere, and what was typed there arrives', async () => {
  await add(`14:00 ${SECRET}`)
  await add(`14:05 ${SECRET} again`)
  await page.getByText('Saved', { exact: true }).waitFor()
  // His own undo knows the second one.
  const second = page.locator('[data-row]', { hasText: `${SECRET} again` }).first()
  await second.hover()
  await second.getByRole('button', { name: /^More/ }).click()
  await page.getByRole('menuitem', { name: /^Delete/ }).click()
  await second.waitFor({ state: 'detached' })
  await page.getByText('Saved', { exact: true }).waitFor()
  expect(await kept(page)).toContain(SECRET)

  await bob.context.setOffline(true)
  await page.getByText('Offline').first().waitFor()
  await add('14:36 typed in the train')
  const done = await server.api('POST', `${path}/redactions`, { text: SECRET, confirm: SECRET })
  expect(done.body.done).toBe(true)
  await carol.page.getByText('[redacted]').waitFor()
  expect(await kept(page)).toContain(SECRET)

  await bob.context.setOffline(false)
  await page.getByText('Saved', { exact: true }).waitFor()
  await until('the new row', async () => (await texts()).includes('typed in the train'))
  await carol.page.getByText('typed in the train').waitFor()
  await until('the device has forgotten it', async () => !(await kept(page)).includes(SECRET))
  expect(await kept(page)).toContain('typed in the train')

  await page.locator('body').click({ position: { x: 5, y: 300 } })
  for (let press = 0; press < 6; press++) await page.keyboard.press('Control+z')
  await page.getByText('Saved', { exact: true }).waitFor()
  expect(await page.getByText(SECRET).count()).toBe(0)
  expect(JSON.stringify((await server.api('GET', path)).body)).not.toContain(SECRET)
  if (process.env.TEST_STORE !== 'postgres') expect(await filesWith(SECRET)).toEqual([])
})

it('[D10] the device of whoever was there forgets the sentence as well, and so does one that was shut', async () => {
  await until('Carol’s device has forgotten it', async () => !(await kept(carol.page)).includes(SECRET))
  await add('15:00 quokka was pasted')
  await carol.page.getByText('quokka was pasted').waitFor()
  await page.getByText('Saved', { exact: true }).waitFor()
  const address = page.url()
  await page.goto('about:blank')
  await server.api('POST', `${path}/redactions`, { text: 'quokka', confirm: 'quokka' })
  await page.goto(address)
  await page.getByText('[redacted] was pasted').first().waitFor()
  await until('the device has forgotten it', async () => !(await kept(page)).includes('quokka'))
  expect([...bob.errors, ...carol.errors].filter(error => !/ERR_INTERNET_DISCONNECTED/.test(error))).toEqual(
    [],
  )
})
