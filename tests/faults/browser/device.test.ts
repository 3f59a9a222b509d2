import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, BrowserContext } from 'playwright'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import { launchBrowser } from '../../support/browser.ts'
import { CANARY } from '../../support/canary.ts'
import { type ServerProcess, serverProcess } from '../../support/serverProcess.ts'
import { contextOf, expectWholeAt, guestSession, TypingPage } from '../../support/typingPage.ts'
import { short } from '../../support/typist.ts'

const WORDS = short(2, 30)

let dataDir: string
let server: ServerProcess
let browser: Browser
let context: BrowserContext
let postmortem: string

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'debrief-device-'))
  server = await serverProcess(dataDir)
  await server.start()
  await server.create(CANARY)
  browser = await launchBrowser()
})

beforeEach(async () => {
  postmortem = await server.create('Device')
  context = await contextOf(browser, server, await guestSession(server, postmortem, 'Ann'), {
    // What it keeps of the program would take the room that is counted here.
    serviceWorkers: 'block',
  })
})

afterEach(async () => {
  await context.close()
})

afterAll(async () => {
  await browser?.close()
  await server?.end('SIGKILL')
  rmSync(dataDir, { recursive: true, force: true })
})

const open = (): Promise<TypingPage> => TypingPage.open(context, `${server.http}/p/${postmortem}`, 0)

const says = (ann: TypingPage, words: RegExp): Promise<void> =>
  ann.page.locator(`[role="status"][data-kind]`).getByText(words).waitFor()

const explains = (ann: TypingPage, words: string): Promise<void> =>
  ann.page.locator(`[role="status"][data-kind][aria-label*="${words}"]`).waitFor()

/** Nothing was called saved or kept since this many marks had been shown. */
async function expectNothingSafeSince(ann: TypingPage, marks: number): Promise<void> {
  const since = (await ann.marks()).slice(marks)
  expect(since.length).toBeGreaterThan(0)
  expect(since.filter(mark => /^Saved|changes? kept/.test(mark))).toEqual([])
}

/** Runs in the page: fills what is left of the device, down to the last hundred bytes. */
async function fill(): Promise<void> {
  const opening = indexedDB.open('ballast')
  opening.onupgradeneeded = () => opening.result.createObjectStore('ballast', { autoIncrement: true })
  const database = await new Promise<IDBDatabase>(resolve => {
    opening.onsuccess = () => resolve(opening.result)
  })
  const add = (bytes: number): Promise<boolean> =>
    new Promise(resolve => {
      const transaction = database.transaction('ballast', 'readwrite')
      transaction.objectStore('ballast').add(crypto.getRandomValues(new Uint8Array(bytes)))
      transaction.oncomplete = () => resolve(true)
      transaction.onabort = () => resolve(false)
    })
  for (const bytes of [60_000, 6_000, 600, 60]) while (await add(bytes)) {}
  database.close()
}

/** Runs in the page: waits for the writes to this device that have begun. */
async function written(): Promise<void> {
  for (const { name = '' } of await indexedDB.databases()) {
    const opening = indexedDB.open(name)
    const database = await new Promise<IDBDatabase>(resolve => {
      opening.onsuccess = () => resolve(opening.result)
    })
    if (database.objectStoreNames.contains('updates')) {
      const transaction = database.transaction('updates', 'readwrite')
      transaction.objectStore('updates').count()
      await new Promise(resolve => {
        transaction.oncomplete = resolve
      })
    }
    database.close()
  }
}

it('[P3] a device that is full: it is said, nothing is called kept or saved that is not, all goes on online', async () => {
  const devtools = await context.newCDPSession(await context.newPage())
  await devtools.send('Storage.overrideQuotaForOrigin', { origin: server.http, quotaSize: 500_000 })
  const ann = await open()
  await ann.type(WORDS)
  await ann.page.locator('[aria-label="Saved. Everything is on the server."]').waitFor()
  await ann.page.evaluate(fill)
  await ann.type(WORDS)
  await ann.saved()
  await explains(ann, 'Nothing is kept on this device')
  await server.end('SIGKILL')
  await says(ann, /^Offline/)
  const then = (await ann.marks()).length
  await ann.type(WORDS)
  await says(ann, /^Offline, \d+ changes not kept on this device$/)
  await expectNothingSafeSince(ann, then - 1)
  await server.start()
  await expectWholeAt(server, postmortem, [ann])
  // Freed again: the whole document is kept, and what is typed without the server outlives the page.
  await devtools.send('Storage.overrideQuotaForOrigin', { origin: server.http })
  await explains(ann, 'Everything is on the server.')
  await ann.page.locator('[aria-label="Saved. Everything is on the server."]').waitFor()
  await server.end('SIGKILL')
  await ann.type(WORDS)
  await says(ann, /^Offline, \d+ changes kept on this device$/)
  await ann.page.evaluate(written)
  await ann.page.close()
  await server.start()
  const again = await open()
  await expectWholeAt(server, postmortem, [again], { left: [ann] })
})

/** Ways in which browsers refuse to keep anything. */
const DENIALS: Record<string, () => void> = {
  'throws at once': () => {
    IDBFactory.prototype.open = () => {
      throw new DOMException('The operation is insecure.', 'SecurityError')
    }
  },
  'fails after a while': () => {
    IDBFactory.prototype.open = () => {
      const request = new EventTarget()
      Object.assign(request, { error: new DOMException('A mutation was not allowed.', 'InvalidStateError') })
      request.addEventListener('error', event =>
        (request as IDBOpenDBRequest).onerror?.call(request as IDBOpenDBRequest, event),
      )
      setTimeout(() => request.dispatchEvent(new Event('error')), 50)
      return request as IDBOpenDBRequest
    }
  },
}

for (const [name, deny] of Object.entries(DENIALS)) {
  it(`[P3] a private window whose database ${name}: it is said, leaving asks, and all goes on online`, async () => {
    await context.addInitScript(deny)
    const ann = await open()
    await ann.type(WORDS)
    await ann.saved()
    await explains(ann, 'Nothing is kept on this device')
    await server.end('SIGKILL')
    await says(ann, /^Offline/)
    const then = (await ann.marks()).length
    await ann.type(WORDS)
    await says(ann, /^Offline, \d+ changes not kept on this device$/)
    const asked = new Promise<string>(resolve => {
      ann.page.once('dialog', async dialog => {
        resolve(dialog.type())
        await dialog.dismiss()
      })
    })
    await ann.page.evaluate(() => setTimeout(() => location.reload()))
    expect(await asked).toBe('beforeunload')
    await expectNothingSafeSince(ann, then - 1)
    await server.start()
    await expectWholeAt(server, postmortem, [ann])
  })
}
