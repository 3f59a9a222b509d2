import AxeBuilder from '@axe-core/playwright'
import type { Browser, Locator, Page } from 'playwright'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import type { Postmortem } from '../../shared/document/postmortem.ts'
import { launchBrowser, openSignedIn, type PersonAtBrowser } from '../support/browser.ts'
import { startServer, type TestServer } from '../support/server.ts'

let server: TestServer
let browser: Browser
let postmortem: string
const opened: PersonAtBrowser[] = []

beforeAll(async () => {
  server = await startServer()
  browser = await launchBrowser()
})

beforeEach(async () => {
  for (const person of opened.splice(0)) await person.context.close()
  postmortem = await server.create({ startedAt: '2026-05-27T14:20:00Z' })
})

afterAll(async () => {
  await browser?.close()
  await server?.close()
})

async function open(name: string): Promise<Page> {
  const { session } = await server.guest(postmortem, 'participant', name)
  const person = await openSignedIn(browser, `${server.url}/p/${postmortem}`, session)
  opened.push(person)
  await person.page.getByRole('heading', { name: 'Timeline' }).waitFor()
  return person.page
}

const stored = async (): Promise<Postmortem> =>
  (await server.api('GET', `/api/postmortems/${postmortem}`)).body

/** Goes on with Tab until this has the focus, as somebody without a mouse does. */
async function tabTo(page: Page, target: Locator, most = 120): Promise<void> {
  const hasFocus = (): Promise<boolean> => target.evaluate(element => element === document.activeElement)
  for (let pressed = 0; pressed < most && !(await hasFocus()); pressed++) await page.keyboard.press('Tab')
  expect(await hasFocus()).toBe(true)
}

async function line(page: Page, label: string, ...texts: readonly string[]): Promise<void> {
  await tabTo(page, page.getByLabel(label, { exact: true }))
  for (const text of texts) {
    await page.keyboard.type(text)
    await page.keyboard.press('Enter')
  }
}

it('[D5] two people press 200 keys each in one cell, turn by turn, and both texts are whole', async () => {
  const [alice, bob] = [await open('Alice'), await open('Bob')]
  await alice.getByLabel('Add an event', { exact: true }).fill('14:22 start end')
  await alice.keyboard.press('Enter')
  const cell = (page: Page) => page.locator('#timeline [data-cell]').first()
  await cell(bob).waitFor()
  await cell(alice).focus()
  await alice.keyboard.press('Home')
  for (const _ of 'start') await alice.keyboard.press('ArrowRight')
  await cell(bob).focus()
  await bob.keyboard.press('End')
  for (let key = 0; key < 200; key++) {
    await Promise.all([alice.keyboard.type('ab'.charAt(key % 2)), bob.keyboard.type('xy'.charAt(key % 2))])
  }
  const whole = `start${'ab'.repeat(100)} end${'xy'.repeat(100)}`
  await expect.poll(() => cell(alice).inputValue(), { timeout: 15_000 }).toBe(whole)
  await expect.poll(() => cell(bob).inputValue()).toBe(whole)
  await expect.poll(async () => (await stored()).timeline[0]?.text).toBe(whole)
})

it('a factor moves to another bone by dragging it, and with the arrow keys; empty bones ask', async () => {
  const alice = await open('Alice')
  await alice.getByLabel('Add a factor').fill('No alert on pool use')
  await alice.keyboard.press('Enter')
  await alice.getByLabel('Category').selectOption('People')
  const twig = alice.locator('[data-twig][aria-label="No alert on pool use"]')
  await alice.getByText('What could nobody see, or only saw too late?').waitFor()
  await twig.scrollIntoViewIfNeeded()
  const from = await twig.boundingBox()
  const bone = await alice.locator('svg').getByText('Measurements').boundingBox()
  if (!from || !bone) throw new Error('The fishbone is not on the page')
  await alice.mouse.move(from.x + from.width / 2, from.y + from.height / 2)
  await alice.mouse.down()
  await alice.mouse.move(bone.x - 40, bone.y - 30, { steps: 8 })
  await alice.mouse.up()
  await expect.poll(async () => (await stored()).factors[0]?.category).toBe('measurements')
  await twig.focus()
  await alice.keyboard.press('ArrowLeft')
  await expect.poll(async () => (await stored()).factors[0]?.category).toBe('environment')
  await alice.keyboard.press('ArrowLeft')
  await expect.poll(async () => (await stored()).factors[0]?.category).toBe('technology')
})

it('what holds for many rows is one notice that leads to each of them', async () => {
  const alice = await open('Alice')
  await alice.getByLabel('Add an event', { exact: true }).focus()
  const lines = Array.from({ length: 20 }, (_, at) => `14:${20 + at} event ${at}`)
  await alice.evaluate(text => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/plain', text)
    const paste = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true })
    document.activeElement?.dispatchEvent(paste)
  }, lines.join('\n'))
  await alice.getByText('20 lines, 20 events.').waitFor()
  await alice.keyboard.press('Enter')
  const notices = alice.getByRole('region', { name: 'Suggestions' })
  const notice = notices.getByRole('listitem').filter({ hasText: '20 events have no source.' })
  await notice.getByRole('button', { name: 'Show' }).click()
  await notice.getByRole('button', { name: 'Next (1 of 20 seen)' }).click()
  await notice.getByRole('button', { name: 'Next (2 of 20 seen)' }).waitFor()
  await expect
    .poll(() => alice.evaluate(() => document.activeElement?.closest('[data-row]')?.textContent))
    .toContain('event 1')
  await notice.getByRole('button', { name: 'Hide this kind' }).click()
  await expect.poll(() => notice.count()).toBe(0)
})

it('a whole postmortem is written with the keyboard alone, and the page is accessible afterwards', async () => {
  const alice = await open('Alice')
  await tabTo(alice, alice.getByLabel('Title'))
  await alice.keyboard.press('ControlOrMeta+a')
  await alice.keyboard.type('Payments were refused')
  await tabTo(alice, alice.getByLabel('Severity'))
  await alice.keyboard.type('SEV2')
  const write = async (section: string, words: string): Promise<void> => {
    await tabTo(alice, alice.locator(`#${section} [contenteditable="true"]`))
    await alice.keyboard.type(words)
  }
  await write('summary', 'One payment in five failed for 20 minutes.')
  await write('impact', '7,700 payments failed.')
  await line(alice, 'Add an event', '13:45 v2.14 deployed', '14:22 alert fired', '14:42 error rate normal')
  await line(alice, 'Add a factor', 'No alert on pool use', 'Retries are unlimited')
  const choose = alice.getByRole('button', { name: 'Chosen for actions' }).first()
  for (let back = 0; back < 12 && !(await choose.evaluate(it => it === document.activeElement)); back++)
    await alice.keyboard.press('Shift+Tab')
  await alice.keyboard.press('Space')
  await line(alice, 'Add a why for: No alert on pool use', 'Nobody owns shared limits')
  await write('wentWell', 'The rollback took four minutes.')
  await line(alice, 'Add an action', 'Page at 80 % pool use')
  await write('lessons', 'Pools are shared by more services than we thought.')
  await expect
    .poll(async () => {
      const { title, severity, timeline, factors, whys, actions, lessons } = await stored()
      return [title, severity, timeline.length, factors.length, whys.length, actions.length, lessons.length]
    })
    .toEqual(['Payments were refused', 'SEV2', 3, 2, 1, 1, 1])
  const now = await stored()
  expect(now.factors.filter(({ chosen }) => chosen)).toHaveLength(1)
  expect(JSON.stringify([now.summary, now.impact, now.wentWell])).toMatch(/One payment.*7,700.*rollback took/)
  const { violations } = await new AxeBuilder({ page: alice }).analyze()
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([])
})

it('Enter in a time keeps the time and presses nothing, and what is no time keeps the focus', async () => {
  const id = await server.example()
  const { session } = await server.guest(id, 'participant', 'Tess')
  const { page, context } = await openSignedIn(browser, `${server.url}/p/${id}`, session)
  const resolved = page.getByLabel('Resolved', { exact: true })
  const services = page.locator('[data-fact="services"]')
  await resolved.waitFor()
  const before = await services.innerText()
  await resolved.press('Enter')
  await resolved.fill('16:41')
  await resolved.press('Enter')
  await expect.poll(() => resolved.inputValue()).toContain('16:41')
  await resolved.fill('gestern abend')
  await resolved.press('Enter')
  expect(await resolved.evaluate(field => field === document.activeElement)).toBe(true)
  expect(await services.innerText()).toBe(before)
  await context.close()
})

it('whoever goes through the page by Tab changes no list, and can indent once they have pressed another key', async () => {
  const id = await server.example()
  const { session } = await server.guest(id, 'participant', 'Tess')
  const { page, context } = await openSignedIn(browser, `${server.url}/p/${id}`, session)
  const section = page.getByRole('textbox', { name: 'What went well' })
  await section.waitFor()
  const written = async () => (await server.api('GET', `/api/postmortems/${id}`)).body
  const before = await written()
  const isIn = (): Promise<boolean> => section.evaluate(editor => editor.contains(document.activeElement))
  await section.evaluate(editor => {
    const stops = [
      ...document.querySelectorAll<HTMLElement>('button, input, select, [contenteditable="true"]'),
    ]
    const shown = stops.slice(0, stops.indexOf(editor as HTMLElement)).filter(stop => stop.checkVisibility())
    shown.at(-1)?.focus()
  })
  for (let presses = 0; presses < 6 && !(await isIn()); presses++) await page.keyboard.press('Tab')
  expect(await isIn()).toBe(true)
  await page.keyboard.press('Tab')
  expect(await isIn()).toBe(false)
  for (let presses = 0; presses < 25 && !(await isIn()); presses++) await page.keyboard.press('Shift+Tab')
  expect(await isIn()).toBe(true)
  await page.keyboard.press('Shift+Tab')
  expect(await isIn()).toBe(false)
  expect(await written()).toEqual(before)
  await section.locator('li').last().click()
  await page.keyboard.press('End')
  await page.keyboard.press('Tab')
  await expect.poll(() => section.locator('li li').count()).toBe(1)
  await context.close()
})
