import type { Browser, Page } from 'playwright'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { cookieName } from '../../server/access/cookies.ts'
import { MINUTE, SECOND } from '../../shared/base/time.ts'
import { launchBrowser, openPerson, type PersonAtBrowser, type SIZES } from '../support/browser.ts'
import { quicken } from '../support/quicken.ts'
import { startServer, type TestServer } from '../support/server.ts'

/** One step of a meeting on three screens, two of whose devices have the time wrong by ten minutes. */
let server: TestServer
let browser: Browser
let postmortem: string
let carol: PersonAtBrowser
let bob: PersonAtBrowser
let wall: PersonAtBrowser

async function enter(role: string, name: string, screen: string, size: keyof typeof SIZES, shiftMs: number) {
  const { session } = await server.guest(postmortem, role, name)
  const person = await openPerson(browser, 'about:blank', size)
  const pace = { anchor: Date.now(), factor: 1, shiftMs, longTimerMs: Number.MAX_SAFE_INTEGER }
  await person.context.addInitScript(quicken, pace)
  await person.context.addCookies([{ name: cookieName(false), value: session, url: server.url }])
  await person.page.goto(`${server.url}/p/${postmortem}/${screen}`)
  return person
}

const PATIENT = { timeout: 20_000 }
const pages = (): readonly Page[] => [carol, bob, wall].map(({ page }) => page)

/** Seconds left, negative when over, as the page shows them. */
async function secondsLeft(page: Page): Promise<number> {
  const text = (await page.getByRole('timer').first().textContent()) ?? ''
  const [, sign, minutes, seconds] = /(\+?)(\d+):(\d\d)/.exec(text) ?? []
  const left = Number(minutes) * 60 + Number(seconds)
  return sign === '+' ? -left : left
}

/** By how many seconds the screens differ at this moment. */
async function spread(): Promise<number> {
  const shown = await Promise.all(pages().map(secondsLeft))
  return Math.max(...shown) - Math.min(...shown)
}

/** Notes what live regions say from now on, each time that they say it. */
const listen = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const heard: string[] = []
    Object.assign(window, { heard })
    new MutationObserver(changes => {
      for (const { target } of changes) {
        const element = target instanceof Element ? target : target.parentElement
        const words = element?.closest('[role=status][aria-live=polite]')?.textContent
        if (words && words !== heard.at(-1)) heard.push(words)
      }
    }).observe(document.body, { subtree: true, childList: true, characterData: true })
  })
const heardBy = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => (window as unknown as { heard: string[] }).heard)
const times = async (page: Page, words: string): Promise<number> =>
  (await heardBy(page)).filter(said => said === words).length

/** Lets so much be left of the step, as a facilitator does who adds or takes minutes. */
async function leave(ms: number): Promise<void> {
  const { serverNow, state, rev } = (await server.api('GET', `/api/postmortems/${postmortem}/meeting`)).body
  const { durationMs, spentMs, startedAt } = state.timer
  const left = durationMs - spentMs - (serverNow - startedAt)
  const answer = await server.api('POST', `/api/postmortems/${postmortem}/meeting/commands`, {
    command: { type: 'extendTimer', minutes: (ms - left) / MINUTE },
    expectedRev: rev,
    idempotencyKey: `leave-${rev}`,
  })
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.body))
}

beforeAll(async () => {
  server = await startServer()
  browser = await launchBrowser()
  postmortem = await server.example()
  carol = await enter('facilitator', 'Carol', 'meeting', 'laptop', -10 * MINUTE)
  bob = await enter('participant', 'Bob', 'meeting', 'phone', 10 * MINUTE)
  wall = await enter('viewer', 'Wall', 'stage', 'wall', 0)
  await carol.page.getByRole('button', { name: 'Open the meeting' }).click()
  await carol.page.getByText('Bob').first().waitFor()
  await carol.page.getByRole('button', { name: 'Start the meeting' }).click()
  for (const page of pages())
    await page.getByRole('heading', { level: 1, name: 'Opening and earlier actions' }).waitFor()
  for (const page of [carol.page, bob.page]) await listen(page)
})

afterAll(async () => {
  await browser?.close()
  await server?.close()
})

it('[M9] devices that are ten minutes behind and ahead show the same second', async () => {
  const [slow, fast] = await Promise.all([carol, bob].map(({ page }) => page.evaluate(() => Date.now())))
  expect((fast ?? 0) - (slow ?? 0)).toBeGreaterThan(19 * MINUTE)
  for (let look = 0; look < 5; look++) expect(await spread()).toBeLessThanOrEqual(1)
})

it('[M9] a device that slept shows the same second again', async () => {
  await expect.poll(() => secondsLeft(bob.page), PATIENT).toBeLessThan(290)
  // As in a laptop that was closed: its steady clock stood still for eight seconds, its wall clock did not.
  await bob.page.evaluate(() => {
    const awake = performance.now.bind(performance)
    performance.now = () => awake() - 8_000
  })
  await expect.poll(spread, PATIENT).toBeGreaterThan(5)
  await expect.poll(spread, PATIENT).toBeLessThanOrEqual(1)
})

it('[M8] five minutes, one minute and the end are said to those who do not look, each once', async () => {
  await leave(9 * MINUTE)
  for (const [ms, words] of [
    [5 * MINUTE, 'Five minutes left in Opening and earlier actions.'],
    [MINUTE, 'One minute left in Opening and earlier actions.'],
    [0, 'The time for Opening and earlier actions is up.'],
  ] as const) {
    await leave(ms + 1.5 * SECOND)
    for (const page of [carol.page, bob.page]) await expect.poll(() => times(page, words), PATIENT).toBe(1)
  }
  await wall.page
    .getByRole('timer')
    .getByText(/^\+0:0\d$/)
    .waitFor()
})

it('[M8] minutes that are added say nothing wrong, and the warning comes again when they are used up', async () => {
  await leave(2 * MINUTE)
  await expect.poll(() => secondsLeft(bob.page), PATIENT).toBeGreaterThan(60)
  await leave(MINUTE + 1.5 * SECOND)
  for (const { page } of [carol, bob]) {
    await expect.poll(() => times(page, 'One minute left in Opening and earlier actions.'), PATIENT).toBe(2)
    expect(await times(page, 'Five minutes left in Opening and earlier actions.')).toBe(1)
  }
})

it('[M8] who mutes the timer is told of steps, and of no warnings', async () => {
  await bob.page.getByRole('button', { name: 'Mute the timer for me' }).click()
  await leave(1.5 * SECOND)
  await expect
    .poll(() => times(carol.page, 'The time for Opening and earlier actions is up.'), PATIENT)
    .toBe(2)
  await carol.page.getByRole('button', { name: 'Read and agreed' }).first().click()
  await carol.page.getByRole('button', { name: /^Next: / }).click()
  await carol.page.getByRole('button', { name: /^(Move on|Move on anyway)$/ }).click()
  for (const { page } of [carol, bob])
    await expect.poll(() => times(page, 'Step 2 of 8: Timeline review.'), PATIENT).toBe(1)
  expect(await times(bob.page, 'The time for Opening and earlier actions is up.')).toBe(1)
  expect([carol, bob, wall].flatMap(({ errors }) => errors)).toEqual([])
})

it('[M7] a break is said in front of everybody’s work until the timer is resumed', async () => {
  await carol.page.getByRole('button', { name: 'More for the facilitator' }).click()
  await carol.page.getByRole('menuitem', { name: '5 minutes' }).click()
  for (const page of [carol.page, bob.page])
    await page
      .getByRole('region', { name: 'Break' })
      .getByText(/^The meeting continues at \d\d:\d\d [A-Z]/)
      .waitFor()
  await wall.page.getByText(/^The meeting continues at \d\d:\d\d [A-Z]/).waitFor()
  await carol.page.getByRole('button', { name: 'Resume' }).click()
  for (const page of [carol.page, bob.page])
    await page.getByRole('region', { name: 'Break' }).waitFor({ state: 'detached' })
})
