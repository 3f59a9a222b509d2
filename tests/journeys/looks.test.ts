import type { Browser, Locator, Page } from 'playwright'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { launchBrowser, openSignedIn, type PersonAtBrowser, type SIZES } from '../support/browser.ts'
import { ARABIC, command, HEBREW, importLongTexts, LONG_TITLE } from '../support/longTexts.ts'
import { startServer, type TestServer } from '../support/server.ts'

/** What long texts, texts that begin from the right, small windows and other eyes do to every screen. */
let server: TestServer
let browser: Browser
let id: string
let owner: string

beforeAll(async () => {
  server = await startServer()
  browser = await launchBrowser()
  id = await importLongTexts(server)
  owner = (await server.api('POST', '/api/sign-in', { token: server.ownerToken }, null)).body.session
})

afterAll(async () => {
  await browser?.close()
  await server?.close()
})

const open = async (path: string, size: keyof typeof SIZES = 'laptop', session = owner): Promise<Page> => {
  const person: PersonAtBrowser = await openSignedIn(browser, server.url + path, session, size)
  person.page.setDefaultTimeout(15_000)
  return person.page
}

/** On which side of its box the first letter of a text is drawn. */
const firstLetterIsRight = (text: Locator): Promise<boolean> =>
  text.evaluate(element => {
    const node = document.createTreeWalker(element, NodeFilter.SHOW_TEXT).nextNode()
    if (!node) throw new Error('There is no text')
    const range = document.createRange()
    range.setStart(node, 0)
    range.setEnd(node, 1)
    const letter = range.getBoundingClientRect()
    const edge =
      element.getBoundingClientRect().right - Number.parseFloat(getComputedStyle(element).paddingRight)
    return letter.width > 0 && Math.abs(edge - letter.right) < 8
  })

/** What is wider than its box, and so cut or running into what stands beside it. */
const cutControls = (page: Page, frame: string): Promise<string[]> =>
  page.locator(`${frame} :is(button, a.mantine-Button-root)`).evaluateAll(controls =>
    controls
      .filter(control => (control as HTMLElement).offsetParent !== null)
      .filter(control =>
        [control, ...control.querySelectorAll('*')].some(
          part =>
            part instanceof HTMLElement && part.scrollWidth > part.clientWidth + 1 && part.clientWidth > 0,
        ),
      )
      .map(control => control.textContent ?? ''),
  )

it('a text that begins from the right is set from the right in bars and lists, and its beginning is never cut', async () => {
  const library = await open('/')
  expect(await firstLetterIsRight(library.getByRole('link', { name: LONG_TITLE }))).toBe(true)
  await library.keyboard.press('Control+k')
  await library.getByRole('dialog').getByRole('textbox').fill('תקלה')
  expect(await firstLetterIsRight(library.getByRole('dialog').getByText('תקלה').first())).toBe(true)
  const actions = await open('/actions')
  for (const text of [HEBREW, LONG_TITLE])
    expect(await firstLetterIsRight(actions.getByText(text).first())).toBe(true)
  const document = await open(`/p/${id}`, 'phone')
  expect(await firstLetterIsRight(document.locator('header').getByText(LONG_TITLE))).toBe(true)
})

it('marks of a list that begins from the right stand on the right, to read and to edit', async () => {
  const { session } = await server.guest(id, 'viewer')
  for (const page of [await open(`/p/${id}`), await open(`/p/${id}`, 'laptop', session)]) {
    const list = page.locator('#wentWell ul').first()
    await list.waitFor()
    expect(await list.evaluate(element => getComputedStyle(element).direction)).toBe('rtl')
  }
  const html = (await server.api('GET', `/api/postmortems/${id}/export?format=html`)).body as string
  expect(html).toContain(`<ul dir="auto"><li><p>${HEBREW}`)
  const file = await browser.newPage()
  await file.setContent(html)
  for (const text of [LONG_TITLE, ARABIC, HEBREW])
    expect(await firstLetterIsRight(file.locator(':is(h1, td, ul li p)', { hasText: text }).first())).toBe(true)
})

it('a long title leaves every button of a bar whole, and the library shows it as far as there is room', async () => {
  const document = await open(`/p/${id}`)
  await document.getByRole('button', { name: 'Share', exact: true }).waitFor()
  expect(await cutControls(document, 'header')).toEqual([])
  await document.context().setOffline(true)
  await document.locator('#summary [contenteditable="true"]').click()
  await document.keyboard.type('hello')
  const offline = document.locator('header').getByText(/^Offline, \d+ changes? kept/)
  await offline.waitFor()
  const mark = await offline.boundingBox()
  const share = await document.getByRole('button', { name: 'Share', exact: true }).boundingBox()
  expect((mark?.x ?? 0) + (mark?.width ?? 0)).toBeLessThanOrEqual(share?.x ?? 0)
  expect(await offline.evaluate(words => words.scrollWidth - words.clientWidth)).toBeLessThanOrEqual(1)
  const library = await open('/')
  const title = await library.getByRole('link', { name: LONG_TITLE }).boundingBox()
  expect(title?.width).toBeGreaterThan(340)
})

it('the actions page cuts where an action was decided to two lines, and bounds its filters', async () => {
  const actions = await open('/actions')
  const from = actions.getByRole('link', { name: LONG_TITLE }).first()
  expect((await from.boundingBox())?.height).toBeLessThan(50)
  expect(await from.getAttribute('title')).toBe(LONG_TITLE)
  const filter = await actions.getByRole('combobox', { name: 'Service', exact: true }).boundingBox()
  expect(filter?.width).toBeLessThanOrEqual(240)
})

it('the audit log breaks no word in the middle', async () => {
  const page = await open('/workspace')
  await page.getByRole('tab', { name: 'Audit log' }).click()
  const what = page.getByRole('cell', { name: 'postmortem: imported' }).first()
  await what.waitFor()
  expect((await what.boundingBox())?.height).toBeLessThan(80)
  const lines = await what.evaluate(cell => {
    const range = document.createRange()
    range.selectNodeContents(cell)
    return range.getClientRects().length
  })
  expect(lines).toBe(1)
})

it('texts on the stage, in the vote and in replay run from the side of their first letter', async () => {
  await command(server, id, { type: 'openMeeting', minutes: 60 })
  await command(server, id, { type: 'startMeeting' })
  const room = await open(`/p/${id}/meeting`)
  await room.getByRole('button', { name: 'Share', exact: true }).waitFor()
  expect(await cutControls(room, 'header')).toEqual([])
  expect(await firstLetterIsRight(room.locator('header').getByText(LONG_TITLE))).toBe(true)
  const stage = await open(`/p/${id}/stage`, 'wall')
  expect(await firstLetterIsRight(stage.getByText(LONG_TITLE))).toBe(true)
  await moveTo('timeline')
  expect(await firstLetterIsRight(stage.getByText(ARABIC))).toBe(true)
  await moveTo('group')
  expect(await firstLetterIsRight(stage.getByText(HEBREW))).toBe(true)
  await moveTo('vote')
  expect(await firstLetterIsRight(room.locator('[data-item]').getByText(HEBREW))).toBe(true)
  await moveTo('actions')
  for (const text of await stage.getByText(HEBREW).all()) expect(await firstLetterIsRight(text)).toBe(true)
})

/** Takes the meeting to a step of this kind. */
async function moveTo(kind: string): Promise<void> {
  for (;;) {
    const { state } = (await server.api('GET', `/api/postmortems/${id}/meeting`)).body
    const now = state.steps[state.current]?.kind
    if (now === kind) return
    if (now === 'vote') {
      await command(server, id, { type: 'openVote' })
      await command(server, id, { type: 'closeVote' })
    }
    await command(server, id, { type: 'advanceStep', override: 'looks are tested' })
  }
}
