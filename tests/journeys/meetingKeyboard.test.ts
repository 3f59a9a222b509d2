import AxeBuilder from '@axe-core/playwright'
import type { Browser, Page } from 'playwright'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { launchBrowser, openSignedIn, type PersonAtBrowser, type SIZES } from '../support/browser.ts'
import { startServer, type TestServer } from '../support/server.ts'
import { until } from '../support/until.ts'

/**
 * A whole meeting by keyboard alone, both for its facilitator and for a participant, with every step of it looked at by
 * axe on a laptop, on a phone and on the wall. Each test goes on where the one before stopped.
 */
let server: TestServer
let browser: Browser
let postmortem: string
let carol: PersonAtBrowser
let bob: PersonAtBrowser
let phone: PersonAtBrowser
let wall: PersonAtBrowser

const enter = async (role: string, name: string, screen: string, size: keyof typeof SIZES) => {
  const { session } = await server.guest(postmortem, role, name)
  return openSignedIn(browser, `${server.url}/p/${postmortem}/${screen}`, session, size)
}

beforeAll(async () => {
  server = await startServer()
  browser = await launchBrowser()
  postmortem = await server.example()
  carol = await enter('facilitator', 'Carol', 'meeting', 'laptop')
  bob = await enter('participant', 'Bob', 'meeting', 'laptop')
  phone = await enter('viewer', 'Priya', 'meeting', 'phone')
  wall = await enter('viewer', 'Wall', 'stage', 'wall')
  for (const { page } of [carol, bob]) await page.evaluate(countClicks)
})

afterAll(async () => {
  await browser?.close()
  await server?.close()
})

/** Notes whether anything but a keyboard was ever used; a key's own click has no place on the screen. */
function countClicks(): void {
  const counted = { pointers: 0, live: [] as string[] }
  Object.assign(window, { counted })
  for (const type of ['pointerdown', 'mousedown', 'touchstart'])
    addEventListener(type, () => void counted.pointers++, true)
  const note = (): void => {
    for (const region of document.querySelectorAll('[aria-live=polite]')) {
      const words = region.textContent ?? ''
      if (words && !counted.live.includes(words)) counted.live.push(words)
    }
  }
  new MutationObserver(note).observe(document.body, { subtree: true, childList: true, characterData: true })
}
interface Counted {
  readonly counted: { readonly pointers: number; readonly live: readonly string[] }
}
const counted = (page: Page) => page.evaluate(() => (window as unknown as Counted).counted)

/** What a screen reader would call the element that has the focus. */
const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const element = document.activeElement
    const labels =
      element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement ? element.labels : null
    const by = element?.getAttribute('aria-labelledby')
    const name =
      element?.getAttribute('aria-label') ??
      (by && document.getElementById(by)?.textContent) ??
      labels?.[0]?.textContent ??
      element?.textContent ??
      ''
    return name.replace(/\s+/g, ' ').trim()
  })

/** Tabs on until something of this name has the focus. */
async function reach(page: Page, name: string | RegExp): Promise<void> {
  const passed: string[] = []
  for (let steps = 0; steps < 250; steps++) {
    const present = await focused(page)
    if (typeof name === 'string' ? present === name : name.test(present)) return
    passed.push(present.slice(0, 40))
    await page.keyboard.press('Tab')
  }
  throw new Error(`The Tab key does not lead to ${name}; it leads to ${[...new Set(passed)].join(' · ')}`)
}

/** Reaches a control and presses it, once it is there. */
async function use(page: Page, name: string | RegExp, key = 'Enter'): Promise<void> {
  await page
    .getByRole('button', { name })
    .or(page.getByRole('radio', { name }))
    .or(page.getByRole('checkbox', { name }))
    .first()
    .waitFor()
  await reach(page, name)
  await page.keyboard.press(key)
}

async function write(page: Page, field: string | RegExp, words: string): Promise<void> {
  await page.getByLabel(field).first().waitFor()
  await reach(page, field)
  await page.keyboard.type(words)
}

const sees = (page: Page, text: string | RegExp): Promise<void> => page.getByText(text).first().waitFor()

const isInText = (page: Page): Promise<boolean> =>
  page.evaluate(() => document.activeElement?.matches('input, textarea, [contenteditable=true]') ?? false)

/** Tabs out of a text, where single keys are letters; what moves everybody rests for two seconds afterwards. */
async function leaveText(page: Page): Promise<void> {
  for (let steps = 0; steps < 20; steps++) {
    if (!(await isInText(page))) return
    await page.keyboard.press('Tab')
    await page.waitForTimeout(2_100)
  }
}

/** Shift and `n`, again while something is open, and a reason where one is asked for (M4). */
async function moveOn(): Promise<void> {
  const { page } = carol
  const form = page.getByRole('dialog').filter({ has: page.getByRole('button', { name: /^Move on/ }) })
  const reason = page.getByLabel(/Why move on now/)
  const step = page.getByRole('heading', { level: 1 })
  const before = await step.textContent()
  const hasMoved = async (): Promise<boolean> => (await step.textContent()) !== before
  await leaveText(page)
  const isOnNext = async (): Promise<boolean> => /^Next: /.test(await focused(page))
  const wasOnNext = await isOnNext()
  await page.keyboard.press('Shift+N')
  const isAnswered = async (): Promise<boolean> =>
    (await form.isVisible()) || (await hasMoved()) || (!wasOnNext && (await isOnNext()))
  const answer = async (): Promise<boolean> =>
    until('an answer to n', async () => (await isAnswered()) || (await isInText(page)), 6_000).then(
      isAnswered,
      () => false,
    )
  for (let presses = 1; presses < 4 && !(await answer()); presses++) {
    // The step was drawn only now and put the focus into its line, where the key was a letter; or somebody had been
    // writing until a moment ago.
    if (await isInText(page)) await page.keyboard.press('Backspace')
    await leaveText(page)
    await page.keyboard.press('Shift+N')
  }
  // With something open the first press leads to Next and the second one presses it (the key of other tools).
  await until('an answer to n', isAnswered, 30_000)
  if (!(await form.isVisible()) && !(await hasMoved())) await page.keyboard.press('Shift+N')
  await until(
    'a question or the next step',
    async () => (await form.isVisible()) || (await hasMoved()),
    30_000,
  )
  if (await hasMoved()) return
  if (await reason.isVisible()) {
    await until('the reason to have the focus', async () => /^Why move on now/.test(await focused(page)))
    await page.keyboard.type('settled in writing')
  } else await until('Move on to have the focus', async () => /^Move on/.test(await focused(page)))
  await page.keyboard.press('Enter')
}

/** What axe finds on a laptop, a phone and the wall: nothing. */
async function isAccessible(step: string): Promise<void> {
  for (const [who, { page }] of Object.entries({ carol, phone, wall })) {
    const { violations } = await new AxeBuilder({ page }).analyze()
    const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)
    expect({ who, step, found }).toEqual({ who, step, found: [] })
  }
}

async function isAt(step: string): Promise<void> {
  for (const { page } of [carol, bob, wall])
    await page.getByRole('heading', { level: 1, name: step }).waitFor()
  await isAccessible(step)
}

it('lobby: the meeting is opened and started, and a card handed in ahead', async () => {
  await use(carol.page, 'Open the meeting')
  await write(bob.page, 'New card', 'Pool use has no alert')
  await use(bob.page, 'Submit card')
  await sees(bob.page, 'Pool use has no alert')
  await use(carol.page, 'Start the meeting')
  await isAt('Opening and earlier actions')
})

it('opening and timeline: tone, walk, confirmations', async () => {
  await use(carol.page, 'Read and agreed')
  await leaveText(bob.page)
  await bob.page.keyboard.press('d')
  await sees(carol.page, '1 of 1 finished')
  await moveOn()
  await isAt('Timeline review')
  await carol.page.keyboard.press('j')
  await carol.page.keyboard.press('j')
  const rowOf = (page: Page) => page.locator('[data-row][data-focused]').first().getAttribute('data-row')
  await expect
    .poll(async () => (await rowOf(bob.page)) === (await rowOf(carol.page)), { timeout: 20_000 })
    .toBe(true)
  await use(carol.page, /^Confirm the remaining/)
  await use(carol.page, 'Confirm the timeline')
  await moveOn()
  await isAt('Silent brainstorm')
})

it('cards: handed in, revealed, and put into a group with a name', async () => {
  await write(bob.page, 'New card', 'Nobody owns the pool settings')
  await use(bob.page, 'Submit card')
  await sees(wall.page, /^1 of \d have submitted$/)
  await moveOn()
  await isAt('Share and group')
  await use(carol.page, 'Reveal the cards')
  for (const [card, text] of ['Nobody owns the pool settings', 'Pool use has no alert'].entries()) {
    await use(carol.page, `Put “${text}” into…`)
    await carol.page.getByRole('menu').waitFor()
    const item = card === 0 ? 'New group' : 'Ownership'
    for (let down = 0; down < 12 && (await focused(carol.page)) !== item; down++)
      await carol.page.keyboard.press('ArrowDown')
    expect(await focused(carol.page)).toBe(item)
    await carol.page.keyboard.press('Enter')
    if (card > 0) continue
    const name = carol.page.getByRole('textbox', { name: /^Name of the group “Group \d+”$/ })
    await name.waitFor()
    await reach(carol.page, /^Name of the group “Group \d+”$/)
    await carol.page.keyboard.press('Control+A')
    await carol.page.keyboard.type('Ownership')
    await carol.page.keyboard.press('Enter')
    await sees(wall.page, 'Ownership')
  }
  // The name was typed a moment ago.
  await carol.page.waitForTimeout(2_100)
  await moveOn()
  await isAt('Vote')
})

it('vote: v leads to it, arrows place dots, and the top is chosen', async () => {
  await carol.page.keyboard.press('v')
  await carol.page.keyboard.press('Enter')
  await sees(bob.page, '3 of 3 dots left')
  await leaveText(bob.page)
  await bob.page.keyboard.press('v')
  await reach(bob.page, /^Add a dot to “Ownership”$/)
  await bob.page.keyboard.press('ArrowRight')
  await bob.page.keyboard.press('ArrowRight')
  await sees(bob.page, '1 of 3 dots left')
  await carol.page.locator('[data-key="vote"]:not([aria-disabled])').waitFor()
  await use(carol.page, 'Close the vote')
  await sees(wall.page, '2 dots')
  await use(carol.page, /^Choose the top/)
  await moveOn()
  await isAt('Action items')
})

it('actions, learning and close', async () => {
  await moveOn()
  await isAt('What did we learn?')
  await write(bob.page, /^What did you learn\?/, 'A pool fills slowly')
  await use(bob.page, 'Share with the room')
  await sees(wall.page, 'A pool fills slowly')
  await moveOn()
  await isAt('Close')
  const yes = await bob.page.locator('#meeting-closing').getByText('Yes').count()
  for (let question = 0; question < yes; question++) {
    await reach(bob.page, 'Yes')
    await bob.page.keyboard.press('Space')
    await bob.page.keyboard.press('Tab')
  }
  await use(bob.page, 'Send both answers')
  await sees(bob.page, 'Thank you. Only the sums are kept.')
  await use(carol.page, 'End the meeting')
  // The focus moves into the dialog a moment after it is shown.
  await carol.page.getByRole('dialog').locator('button:focus', { hasText: 'End the meeting' }).waitFor()
  await carol.page.keyboard.press('Enter')
  for (const { page } of [carol, phone]) await sees(page, 'Meeting report')
  await sees(wall.page, 'The meeting has ended')
  await isAccessible('ended')
})

it('each step was announced once, and no pointer was ever used', async () => {
  const { live, pointers } = await counted(bob.page)
  for (const step of [
    'Timeline review',
    'Silent brainstorm',
    'Share and group',
    'Vote',
    'Action items',
    'Close',
  ])
    expect(live.filter(words => words.startsWith('Step') && words.includes(step))).toHaveLength(1)
  expect(pointers).toBe(0)
  expect((await counted(carol.page)).pointers).toBe(0)
})
