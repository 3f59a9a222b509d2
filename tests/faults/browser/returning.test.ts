import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, BrowserContext } from 'playwright'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import { launchBrowser } from '../../support/browser.ts'
import { CANARY } from '../../support/canary.ts'
import { Random } from '../../support/random.ts'
import { type ServerProcess, serverProcess } from '../../support/serverProcess.ts'
import { contextOf, expectWholeAt, guestSession, TypingPage } from '../../support/typingPage.ts'
import { isLong, short } from '../../support/typist.ts'
import { until } from '../../support/until.ts'

const WORDS = short(2, 30)
const KILLS = short(2, 10)
const SLEEP = short(3_000, 90_000)
const SEED = Number(process.env.FAULT_SEED ?? 1)

let dataDir: string
let server: ServerProcess
let browser: Browser
const contexts: BrowserContext[] = []
let postmortem: string

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'debrief-returning-'))
  server = await serverProcess(dataDir)
  await server.start()
  await server.create(CANARY)
  browser = await launchBrowser()
})

beforeEach(async () => {
  postmortem = await server.create('Returning')
})

afterEach(async () => {
  for (const context of contexts.splice(0)) await context.close()
})

afterAll(async () => {
  await browser?.close()
  await server?.end('SIGKILL')
  rmSync(dataDir, { recursive: true, force: true })
})

/** Somebody at a browser of their own, who answers "leave" to a page that asks. */
async function come(at: number, serviceWorkers: 'allow' | 'block' = 'allow'): Promise<TypingPage> {
  const session = await guestSession(server, postmortem, `Person ${at}`)
  const context = await contextOf(browser, server, session, { serviceWorkers })
  contexts.push(context)
  const person = await TypingPage.open(context, `${server.http}/p/${postmortem}`, at)
  person.page.on('dialog', dialog => void dialog.accept())
  return person
}

const pause = (ms: number): Promise<void> => new Promise(resolve => setTimeout(resolve, ms))

/** Resolves once the page says that this device keeps at least so many changes. */
async function saysKept({ page }: TypingPage, changes = 1): Promise<void> {
  const mark = page.getByText(/^Offline, \d+ changes kept on this device$/)
  await until('every change is kept', async () => {
    const [, count] = (await mark.textContent())?.match(/(\d+)/) ?? []
    return Number(count) >= changes
  })
}

/** Every key is a change. */
const keysOf = (words: readonly string[]): number => words.join('').length

it('[P3] typed without a server, over two reloads without it: everything is there once when it is back', async () => {
  const [ann, bob] = [await come(0), await come(1)]
  await Promise.all([ann.type(WORDS), bob.type(WORDS)])
  await ann.saved()
  await until('the page is kept for offline use', () =>
    ann.page.evaluate(async () => (await caches.match('/')) !== undefined),
  )
  await server.end('SIGKILL')
  const online = ann.written.length
  for (let reload = 0; reload < 2; reload++) {
    await ann.type(WORDS)
    await saysKept(ann, keysOf(ann.written.slice(online)))
    await ann.page.reload()
    await ann.ready()
    await saysKept(ann, keysOf(ann.written.slice(online)))
    expect((await ann.words())[ann.section]).toEqual(ann.written)
  }
  await server.start()
  await expectWholeAt(server, postmortem, [ann, bob])
})

it.runIf(isLong)(
  '[P3] typed without a server in a browser that cannot open the page again before it is back: everything is there once',
  async () => {
    const ann = await come(0, 'block')
    await ann.type(WORDS)
    await ann.saved()
    await server.end('SIGKILL')
    await ann.type(WORDS)
    await saysKept(ann, keysOf(ann.written.slice(WORDS)))
    await expect(ann.page.reload()).rejects.toThrow(/ERR_CONNECTION_REFUSED/)
    await server.start()
    await ann.page.goto(`${server.http}/p/${postmortem}`)
    await ann.ready()
    await expectWholeAt(server, postmortem, [ann])
  },
)

it(`[P2] kill -9 of the server under two browsers that type, ${KILLS} times: every word is there once`, async () => {
  console.log(`seed ${SEED}`)
  const random = new Random(SEED)
  const people = [await come(0), await come(1)]
  for (let kill = 0; kill < KILLS; kill++) {
    const killing = async (): Promise<void> => {
      await pause(random.below(300))
      await server.end('SIGKILL')
      await pause(random.below(500))
      await server.start()
    }
    await Promise.all([...people.map(person => person.type(WORDS * 2)), killing()])
  }
  await expectWholeAt(server, postmortem, people)
})

it(`[P3] a page that is frozen for ${SLEEP / 1_000} s, as in a laptop that sleeps, while the server is killed: it comes back with all it had`, async () => {
  const [ann, bob] = [await come(0), await come(1)]
  await bob.type(WORDS)
  await ann.type(WORDS)
  const devtools = await ann.page.context().newCDPSession(ann.page)
  await devtools.send('Page.setWebLifecycleState', { state: 'frozen' })
  await bob.type(WORDS)
  await server.end('SIGKILL')
  await server.start()
  await bob.type(WORDS)
  await pause(SLEEP)
  await devtools.send('Page.setWebLifecycleState', { state: 'active' })
  await ann.type(WORDS)
  await expectWholeAt(server, postmortem, [ann, bob])
})

it.runIf(isLong)(
  `[P3] a browser without a network for ${SLEEP / 1_000} s says so, counts, and brings everything when it is back`,
  async () => {
    const [ann, bob] = [await come(0), await come(1)]
    await Promise.all([ann.type(WORDS), bob.type(WORDS)])
    await ann.saved()
    await ann.page.context().setOffline(true)
    await ann.page
      .getByText(/^Offline/)
      .first()
      .waitFor()
    const then = (await ann.marks()).length
    await Promise.all([ann.type(WORDS), bob.type(WORDS)])
    await saysKept(ann)
    await pause(SLEEP)
    expect((await ann.marks()).slice(then - 1).filter(mark => mark.startsWith('Saved'))).toEqual([])
    expect((await ann.words())[bob.section]).toEqual(bob.written.slice(0, WORDS))
    await ann.page.context().setOffline(false)
    await expectWholeAt(server, postmortem, [ann, bob])
  },
)
