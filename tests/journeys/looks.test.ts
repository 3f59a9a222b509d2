import AxeBuilder from '@axe-core/playwright'
import type { Browser, Locator, Page } from 'playwright'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { launchBrowser, openSignedIn, type PersonAtBrowser, type SIZES } from '../support/browser.ts'
import { ARABIC, command, HEBREW, importLongTexts, LONG_NAME, LONG_TITLE } from '../support/longTexts.ts'
import { startServer, type TestServer } from '../support/server.ts'

/** What long texts, texts that begin from the right, small windows and other eyes do to every screen. */
let server: TestServer
let browser: Browser
let id: string
let owner: string
const opened: PersonAtBrowser[] = []

beforeAll(async () => {
  server = await startServer()
  browser = await launchBrowser()
  id = await importLongTexts(server)
  owner = (await server.api('POST', '/api/sign-in', { token: server.ownerToken }, null)).body.session
})

afterEach(async () => {
  for (const { context } of opened.splice(0)) await context.close()
})

afterAll(async () => {
  await browser?.close()
  await server?.close()
})

const open = async (path: string, size: keyof typeof SIZES = 'laptop', session = owner): Promise<Page> => {
  const person: PersonAtBrowser = await openSignedIn(browser, server.url + path, session, size)
  opened.push(person)
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
    // The text to read gives way to the editor meanwhile.
    await expect.poll(() => list.evaluate(element => getComputedStyle(element).direction)).toBe('rtl')
  }
  const html = (await server.api('GET', `/api/postmortems/${id}/export?format=html`)).body as string
  expect(html).toContain(`<ul dir="auto"><li><p>${HEBREW}`)
  const file = await browser.newPage()
  await file.setContent(html)
  for (const text of [LONG_TITLE, ARABIC, HEBREW])
    expect(await firstLetterIsRight(file.locator(':is(h1, td, ul li p)', { hasText: text }).first())).toBe(
      true,
    )
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

it('words of a picture stay within it and within their boxes, in the document and in the file', async () => {
  const page = await open(`/p/${id}`)
  await page.getByRole('group', { name: 'Fishbone of the contributing factors' }).scrollIntoViewIfNeeded()
  await page.locator('#actions').scrollIntoViewIfNeeded()
  await page.getByRole('group', { name: 'Map of factors and actions' }).waitFor()
  expect(await strayWords(page, '#root')).toEqual([])
  const file = await browser.newPage({ viewport: { width: 1000, height: 800 } })
  await file.setContent((await server.api('GET', `/api/postmortems/${id}/export?format=html`)).body)
  expect(await file.locator('figure svg').count()).toBeGreaterThan(2)
  expect(await strayWords(file, 'figure')).toEqual([])
  const fishbone = file.locator('figure').first()
  expect(await fishbone.evaluate(figure => figure.scrollWidth - figure.clientWidth)).toBeLessThanOrEqual(0)
})

it('a fishbone says above itself which factors are not drawn, and asks to drag none that is not there', async () => {
  const made = await server.api(
    'POST',
    '/api/postmortems/import?source=markdown',
    '# Loose\n\n## Contributing factors\n\n- Nobody watched the pool\n- The retry kept it\n',
  )
  const page = await open(`/p/${made.body.id}`)
  const note = page.getByText('2 factors without a category are not drawn.')
  const below = (): Promise<number> =>
    note.evaluate(words => {
      const picture = words.parentElement?.querySelector('svg')?.getBoundingClientRect()
      return (picture?.top ?? 0) - words.getBoundingClientRect().bottom
    })
  await expect.poll(below).toBeGreaterThanOrEqual(0)
  expect(await page.getByText('Drag a factor to another bone').count()).toBe(0)
})

it('a control is named as it is labelled, and a face beside its name says nothing', async () => {
  const workspace = await open('/workspace')
  await workspace
    .getByRole('button', { name: /^Sign out / })
    .first()
    .waitFor()
  expect(await mislabelled(workspace)).toEqual([])
  expect(await workspace.locator('table').getByRole('img').count()).toBe(0)
  const document = await open(`/p/${id}`, 'phone')
  await document.getByRole('button', { name: 'Readiness and suggestions' }).click()
  await document.getByRole('dialog').getByRole('button', { name: 'Close' }).click()
  expect(await mislabelled(document)).toEqual([])
})

it('a toast at the bottom covers no control of a bar, and its undo is whole beside a long title', async () => {
  const copy = (await server.api('POST', `/api/postmortems/${id}/duplicate`, {})).body.id
  const page = await open(`/p/${copy}`)
  const row = page.locator('#actions [data-row]').first()
  await row.hover()
  await row.getByRole('button', { name: /^More/ }).click()
  await page.getByRole('menuitem', { name: 'Delete' }).click()
  const undo = page.getByRole('button', { name: 'Undo' })
  await undo.waitFor()
  expect((await undo.boundingBox())?.y).toBeGreaterThan(700)
  await undo.click()
  const library = await open('/')
  await library.getByRole('button', { name: /^More.*Copy of/ }).click()
  await library.getByRole('menuitem', { name: 'Delete' }).click()
  await library.getByRole('dialog').getByRole('button', { name: 'Delete' }).click()
  const back = library.getByRole('button', { name: 'Undo' })
  await back.waitFor()
  expect(
    await back.evaluate(button =>
      [button, ...button.querySelectorAll('*')].every(part => part.scrollWidth <= part.clientWidth + 1),
    ),
  ).toBe(true)
})

it('titles and events on the stage run from the side of their first letter', async () => {
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
})

it('in a window at 200 % the title is there, and at least one whole event', async () => {
  const page = await open(`/p/${id}/meeting`)
  await page.setViewportSize({ width: 720, height: 450 })
  await page.getByRole('heading', { level: 1 }).click()
  for (let times = 0; times < 6; times++) await page.keyboard.press('j')
  const bar = await boxOf(page.getByRole('region', { name: 'Facilitator', exact: true }))
  const walk = await boxOf(page.getByRole('button', { name: 'Dispute', exact: true }))
  expect(bar.y - (walk.y + walk.height)).toBeGreaterThan(450 / 2)
  const title = await boxOf(page.locator('header').getByText(LONG_TITLE))
  expect(title.width).toBeGreaterThan(80)
  const event = await boxOf(page.locator('[data-row][data-focused]'))
  expect(event.y).toBeGreaterThanOrEqual(walk.y + walk.height)
  expect(event.y + event.height).toBeLessThanOrEqual(bar.y)
  await page.locator('header').getByRole('button', { name: 'More' }).click()
  await page.getByRole('menuitem', { name: /stage/i }).waitFor()
})

it('on a phone the question about a disputed event is in view, with all of its words', async () => {
  const { session } = await server.guest(id, 'participant', 'Priya')
  const page = await open(`/p/${id}/meeting`, 'phone', session)
  await page.getByRole('heading', { level: 1 }).click()
  for (let times = 0; times < 6; times++) await page.keyboard.press('j')
  const dispute = page.getByRole('button', { name: /^Disputed?$/ })
  await dispute.click()
  const question = page.getByLabel('Views differ on this event. What did you see?')
  await question.waitFor()
  const label = await boxOf(page.getByText('Views differ on this event. What did you see?'))
  const bar = await boxOf(dispute)
  expect(label.y).toBeGreaterThanOrEqual(bar.y + bar.height)
  expect(label.y + label.height).toBeLessThan(812)
  const hasRoom = await question.evaluate((field: HTMLInputElement) => {
    field.value = field.placeholder
    const fits = field.scrollWidth <= field.clientWidth
    field.value = ''
    return fits
  })
  expect(hasRoom).toBe(true)
  await dispute.click()
})

it('hands, a speaker and what was refused are told where they can be read, and go again', async () => {
  const { session } = await server.guest(id, 'participant', LONG_NAME.slice(0, 60))
  const other = await open(`/p/${id}/meeting`, 'laptop', session)
  await other.getByRole('button', { name: 'Raise hand' }).click()
  const page = await open(`/p/${id}/meeting`)
  await page.getByRole('button', { name: 'Hands 1', exact: true }).click()
  expect(await mislabelled(page)).toEqual([])
  const call = page.getByRole('button', { name: /^Call on Wolfgang/ })
  expect(
    await call.locator('.mantine-Button-label').evaluate(label => getComputedStyle(label).textOverflow),
  ).toBe('ellipsis')
  await call.click()
  await page
    .locator('header')
    .getByText(/^Speaking: Wolfgang/)
    .waitFor()
  await page.keyboard.press('Escape')

  await page.setViewportSize({ width: 375, height: 812 })
  await page.getByRole('button', { name: 'Agenda' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Close', exact: true }).click()
  await page.setViewportSize({ width: 1440, height: 900 })
  await page.route('**/commands', route =>
    route.fulfill({ status: 409, json: { error: { code: 'meeting/test', message: 'Not now.' } } }),
  )
  await page.getByRole('button', { name: /Add a minute/ }).click()
  const refusal = page.getByRole('alert').filter({ hasText: 'That did not happen' })
  await refusal.waitFor()
  const { violations } = await new AxeBuilder({ page })
    .include('.mantine-Notifications-root')
    .withRules(['color-contrast'])
    .analyze()
  expect(violations).toEqual([])
  const [toast, bar] = [
    await boxOf(refusal),
    await boxOf(page.getByRole('region', { name: 'Facilitator', exact: true })),
  ]
  expect(toast.y + toast.height).toBeLessThanOrEqual(bar.y)
  expect(toast.y).toBeGreaterThan(450)
  await page.unroute('**/commands')
  await page.getByRole('button', { name: /Add a minute/ }).click()
  await refusal.waitFor({ state: 'detached', timeout: 3_000 })
})

it('what is on looks on in the dark', async () => {
  const page = await open(`/p/${id}/meeting`)
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.getByRole('heading', { level: 1 }).click()
  await page.keyboard.press('j')
  const light = (name: string): Promise<number> =>
    page.getByRole('button', { name, exact: true }).evaluate(button => {
      const [red = 0, green = 0, blue = 0] =
        getComputedStyle(button).backgroundColor.match(/\d+/g)?.map(Number) ?? []
      return (0.2126 * red + 0.7152 * green + 0.0722 * blue) / 255
    })
  await page.getByRole('button', { name: 'Confirmed', exact: true }).waitFor()
  expect(await light('Confirmed')).toBeGreaterThan((await light('Dispute')) * 1.6)
})

it('cards, votes and actions that begin from the right do so on the stage and in the vote', async () => {
  const room = await open(`/p/${id}/meeting`)
  const stage = await open(`/p/${id}/stage`, 'wall')
  await moveTo('brainstorm')
  await command(server, id, { type: 'submitCard', card: 'c1', text: 'The pool has no owner' })
  await moveTo('group')
  await command(server, id, { type: 'revealCards' })
  // What comes onto a screen glides to its place.
  await expect.poll(() => firstLetterIsRight(stage.getByText(HEBREW))).toBe(true)
  await moveTo('vote')
  await expect.poll(() => firstLetterIsRight(room.locator('[data-item]').getByText(HEBREW))).toBe(true)
  await moveTo('actions')
  // What the step before showed goes while these are asked.
  const areRight = async (): Promise<boolean> => {
    const texts = await stage.getByText(HEBREW).all()
    const sides = await Promise.all(texts.map(text => firstLetterIsRight(text).catch(() => false)))
    return sides.length > 0 && sides.every(Boolean)
  }
  await expect.poll(areRight, { timeout: 20_000 }).toBe(true)
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

it('on a phone both answers to a closing question are whole', async () => {
  await moveTo('close')
  const { session } = await server.guest(id, 'participant', 'Bob')
  const page = await open(`/p/${id}/meeting`, 'phone', session)
  const answers = page.getByRole('radiogroup').filter({ hasText: 'YesNo' })
  await answers.first().waitFor()
  for (const answer of await answers.all()) {
    const box = await boxOf(answer)
    expect(box.x + box.width).toBeLessThanOrEqual(375)
    expect(
      await answer
        .locator('label')
        .evaluateAll(all => all.every(each => each.scrollWidth <= each.clientWidth)),
    ).toBe(true)
  }
})

const boxOf = async (place: Locator) => {
  const box = await place.boundingBox()
  if (!box) throw new Error('It is not shown')
  return box
}

/** Controls whose accessible name leaves out what is written on them (WCAG 2.5.3), or that have none. */
const mislabelled = (page: Page): Promise<string[]> =>
  page.locator('button, a[href], [role="button"]').evaluateAll(controls =>
    controls.flatMap(control => {
      const written: string[] = []
      const walker = document.createTreeWalker(control, NodeFilter.SHOW_TEXT)
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const around = node.parentElement
        const isHidden =
          around?.closest('[aria-hidden="true"], kbd, svg, [role="img"]') || !around?.checkVisibility()
        if (!isHidden) written.push(node.textContent ?? '')
      }
      const plain = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}+]/gu, '')
      const label = control.getAttribute('aria-label')
      const isNamed =
        plain(label ?? '') !== '' ||
        control.hasAttribute('aria-labelledby') ||
        control.hasAttribute('title') ||
        control.textContent !== ''
      const isRight = label === null || plain(label).includes(plain(written.join(' ')))
      return !control.checkVisibility() || (isNamed && isRight) ? [] : [control.outerHTML.slice(0, 300)]
    }),
  )

/** Words of pictures that run over the edge of the picture, or of the box that they begin in. */
const strayWords = (page: Page, frame: string): Promise<string[]> =>
  page.locator(`${frame} svg:has(text)`).evaluateAll(pictures =>
    pictures.flatMap(picture => {
      const edge = picture.getBoundingClientRect()
      const boxes = [...picture.querySelectorAll('rect')].map(rect => rect.getBoundingClientRect())
      return [...picture.querySelectorAll('text')].flatMap(text => {
        const words = text.getBoundingClientRect()
        const middle = (words.top + words.bottom) / 2
        const box = boxes.find(
          each =>
            each.left <= words.left + 1 &&
            each.right > words.left &&
            each.top < middle &&
            each.bottom > middle,
        )
        const isInside = words.left >= edge.left - 1 && words.right <= edge.right + 1
        const isInBox = !box || text.closest('[data-twig]') || words.right <= box.right + 1
        return isInside && isInBox ? [] : [text.textContent ?? '']
      })
    }),
  )
