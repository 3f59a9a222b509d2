import type { Browser, ElementHandle, Page } from 'playwright'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { launchBrowser, openSignedIn } from '../support/browser.ts'
import { startServer, type TestServer } from '../support/server.ts'
import { until } from '../support/until.ts'

let server: TestServer
let browser: Browser
let page: Page
let path: string
let session: string

beforeAll(async () => {
  server = await startServer()
  browser = await launchBrowser()
})

/** Carol opens the meeting of a new copy of the example; answers its id. */
async function begin(): Promise<string> {
  const id = await server.copyOfExample()
  path = `/api/postmortems/${id}/meeting`
  session = (await server.guest(id, 'facilitator', 'Carol')).session
  page = (await openSignedIn(browser, `${server.url}/p/${id}/meeting`, session)).page
  page.on('dialog', dialog => void dialog.dismiss())
  await give({ type: 'openMeeting', minutes: 60 })
  return id
}

afterAll(async () => {
  await browser?.close()
  await server?.close()
})

/** Whether the focus is nowhere, and stays there when the page has come to rest. */
async function focusIsLost(): Promise<boolean> {
  const isNowhere = () => document.activeElement === null || document.activeElement === document.body
  return await until('the focus', async () => !(await page.evaluate(isNowhere)), 3_000).then(
    () => false,
    () => true,
  )
}

/** A moment after a press, in which an answer of the server and a redraw come. */
const SETTLED = 150

/** What leads elsewhere, or moves the meeting on: pressed by the tests themselves, when it is its turn. */
const LEFT_OUT =
  /^(?:undo|next|back|end|open the stage|stage|present|back to the document|share|more$|details|keys|hand over)|go to|pop out|copy/i

interface Control {
  readonly handle: ElementHandle<HTMLElement>
  readonly name: string
}

/** The buttons that can be pressed now, one of each name. */
async function controls(pressed: ReadonlySet<string>): Promise<Control[]> {
  const handles = await page.$$('main button, main [role="button"], main [role="switch"], footer button')
  const found = new Map<string, Control>()
  for (const handle of handles) {
    const name = await handle.evaluate(element => {
      const isThere = element.checkVisibility() && !element.matches(':disabled') && element.matches('button')
      return isThere ? (element.getAttribute('aria-label') ?? element.textContent ?? '').trim() : ''
    })
    const kind = name.replace(/[:“"].*$/, '').replace(/\d+/g, '#')
    if (kind && !pressed.has(kind) && !LEFT_OUT.test(name))
      found.set(kind, { handle: handle as ElementHandle<HTMLElement>, name: kind })
  }
  return [...found.values()]
}

/** Presses one control of each kind by keyboard; answers after which of them the focus was nowhere. */
async function lostAfterEach(pressed: Set<string>, most = 25): Promise<string[]> {
  const lost: string[] = []
  for (let at = 0; at < most; at++) {
    const [control] = await controls(pressed)
    if (!control) break
    pressed.add(control.name)
    await control.handle.focus().catch(() => {})
    await page.keyboard.press('Enter')
    await page.waitForTimeout(SETTLED)
    if (await focusIsLost()) lost.push(control.name)
    if ((await page.locator('[role="menu"], [role="dialog"]').count()) > 0) {
      await page.keyboard.press('Escape')
      await page.waitForTimeout(SETTLED)
      if (await focusIsLost()) lost.push(`${control.name}, then Escape`)
    }
  }
  return lost
}

async function give(command: object): Promise<void> {
  const { rev } = (await server.api('GET', path)).body
  const answer = await server.api(
    'POST',
    `${path}/commands`,
    { command, expectedRev: rev ?? 0, idempotencyKey: crypto.randomUUID() },
    session,
  )
  expect([command, answer.status, answer.body?.error]).toEqual([command, 200, undefined])
}

const stepOf = async (): Promise<string> => {
  const { state } = (await server.api('GET', path)).body
  return state.steps[state.current]?.kind ?? state.status
}

it('no control of any step of a meeting leaves the focus nowhere', async () => {
  await begin()
  await page.getByRole('button', { name: /start/i }).first().waitFor()
  await give({ type: 'startMeeting' })
  const lost: string[] = []
  // What stands beside every step is pressed in one of them.
  const pressed = new Set<string>()
  for (let step = 0; step < 8; step++) {
    const kind = await stepOf()
    await page.waitForTimeout(600)
    lost.push(...(await lostAfterEach(pressed)).map(name => `${kind}: ${name}`))
    if (kind === 'close') break
    if ((await stepOf()) === kind) await give({ type: 'advanceStep', override: 'the next step is tested' })
    await until('the next step', async () => (await stepOf()) !== kind)
  }
  expect(lost).toEqual([])
})

it('what is typed after a new group or a new action goes into it, and moves nobody', async () => {
  const id = await begin()
  await give({ type: 'startMeeting' })
  while ((await stepOf()) !== 'group') await give({ type: 'advanceStep', override: 'the groups are tested' })
  await page
    .getByRole('button', { name: /^Put “/ })
    .first()
    .click()
  await page.getByRole('menuitem', { name: 'New group' }).click()
  await until('the name has the focus', () =>
    page.evaluate(() => document.activeElement?.matches('[data-group-name]') ?? false),
  )
  await page.keyboard.type('Nobody noticed')
  await page.keyboard.press('Enter')
  expect(await stepOf()).toBe('group')
  expect(await focusIsLost()).toBe(false)
  await page.keyboard.press('Escape')
  await page.evaluate(() => (document.activeElement as HTMLElement).blur())
  for (const key of ['n', 'Shift+N', 'b', 'Shift+B']) await page.keyboard.press(key)
  await page.waitForTimeout(500)
  expect(await stepOf()).toBe('group')

  while ((await stepOf()) !== 'actions') await give({ type: 'advanceStep', override: 'actions are tested' })
  const line = page.locator('[data-add="actions"]')
  const choice = page.getByRole('main').getByRole('checkbox').first()
  await line.or(choice).first().waitFor()
  if (await choice.isVisible()) await choice.click()
  await line.fill('Alert on the age of the oldest message')
  await line.press('Enter')
  await until('the owner has the focus', () =>
    page.evaluate(() => document.activeElement?.getAttribute('data-field') === 'owner'),
  )
  await page.keyboard.type('Priya')
  await page.keyboard.press('Enter')
  await page.keyboard.type('2027-01-15')
  await page.keyboard.press('Enter')
  const stored = async () => (await server.api('GET', `/api/postmortems/${id}`)).body.actions
  await until('owner and date are stored', async () =>
    (await stored()).some(
      ({ text, owner, due }: Record<string, string>) =>
        text?.startsWith('Alert on the age') && owner === 'Priya' && due === '2027-01-15',
    ),
  )
  await page.getByText('Alert on the age of the oldest message').first().waitFor()
  expect(await focusIsLost()).toBe(false)
})
