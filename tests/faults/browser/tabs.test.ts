import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, BrowserContext } from 'playwright'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { launchBrowser } from '../../support/browser.ts'
import { CANARY } from '../../support/canary.ts'
import { type ServerProcess, serverProcess } from '../../support/serverProcess.ts'
import { contextOf, expectWholeAt, guestSession, TypingPage } from '../../support/typingPage.ts'
import { short } from '../../support/typist.ts'

const WORDS = short(3, 60)

let dataDir: string
let server: ServerProcess
let browser: Browser
let context: BrowserContext
let postmortem: string

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'debrief-tabs-'))
  server = await serverProcess(dataDir)
  await server.start()
  await server.create(CANARY)
  browser = await launchBrowser()
})

beforeEach(async () => {
  await context?.close()
  postmortem = await server.create('Tabs')
  context = await contextOf(browser, server, await guestSession(server, postmortem, 'Ann'))
})

afterAll(async () => {
  await browser?.close()
  await server?.end('SIGKILL')
  rmSync(dataDir, { recursive: true, force: true })
})

const openTabs = async (count: number): Promise<TypingPage[]> => {
  const tabs: TypingPage[] = []
  for (let at = 0; at < count; at++)
    tabs.push(await TypingPage.open(context, `${server.http}/p/${postmortem}`, at))
  return tabs
}

it('[W10] two tabs of one person: what one types reaches the other through the server only', async () => {
  const tabs = await openTabs(2)
  const [one, two] = tabs
  if (!one || !two) throw new Error('No tabs')
  await Promise.all(tabs.map(tab => tab.type(WORDS)))
  for (const tab of tabs) await tab.saved()
  await server.end('SIGKILL')
  for (const { page } of tabs) await page.getByText('Offline').first().waitFor()
  await Promise.all(tabs.map(tab => tab.type(WORDS)))
  await one.page.getByText(/Offline, \d+ changes kept on this device/).waitFor()
  // Two beats of the page's drawing: whatever went from tab to tab would be there by now.
  for (const { page } of tabs)
    await page.evaluate(() => new Promise(resolve => requestIdleCallback(resolve, { timeout: 1_000 })))
  expect((await two.words())[one.section]).toEqual(one.written.slice(0, WORDS))
  expect((await one.words())[two.section]).toEqual(two.written.slice(0, WORDS))
  await server.start()
  await expectWholeAt(server, postmortem, tabs)
})

it('five tabs of one person type at once, two are closed among it: every saved word is there once', async () => {
  const tabs = await openTabs(5)
  await Promise.all(tabs.map(tab => tab.type(WORDS)))
  const left = tabs.slice(3)
  for (const tab of left) await tab.saved()
  const sure = new Set(left.flatMap(({ written }) => written))
  await Promise.all(tabs.map(tab => tab.type(WORDS)))
  for (const { page } of left) await page.close()
  const maybe = left.flatMap(({ written }) => written).filter(word => !sure.has(word))
  expect(maybe).toHaveLength(2 * WORDS)
  await Promise.all(tabs.slice(0, 3).map(tab => tab.type(WORDS)))
  await expectWholeAt(server, postmortem, tabs.slice(0, 3), { left, maybe })
})
