import type { Browser, Page } from 'playwright'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import type { Doc } from 'yjs'
import { addItem, updateFacts } from '../../shared/document/edit.ts'
import { postmortemOfSize, rowId } from '../bench/postmortemOfSize.ts'
import { launchBrowser, openSignedIn, type PersonAtBrowser, type SIZES } from '../support/browser.ts'
import { RawPeer } from '../support/peers.ts'
import { startServer, type TestServer } from '../support/server.ts'
import { until } from '../support/until.ts'

/** How the page holds what is long, foreign or many, on screens and on paper. */
let server: TestServer
let browser: Browser
let postmortem: string
const opened: PersonAtBrowser[] = []
const peers: RawPeer[] = []

const WORD = 'Unterbrechungsfreie'.repeat(10)
const ARABIC = 'انقطعت خدمة المدفوعات INC-2934'

beforeAll(async () => {
  server = await startServer()
  browser = await launchBrowser()
})

beforeEach(async () => {
  for (const peer of peers.splice(0)) peer.leave()
  for (const person of opened.splice(0)) await person.context.close()
  postmortem = await server.create({ startedAt: '2026-05-27T14:20:00Z' })
})

afterAll(async () => {
  for (const peer of peers) peer.leave()
  await browser?.close()
  await server?.close()
})

async function open(name: string, role = 'participant', size: keyof typeof SIZES = 'laptop'): Promise<Page> {
  const { session } = await server.guest(postmortem, role, name)
  const person = await openSignedIn(browser, `${server.url}/p/${postmortem}`, session, size)
  opened.push(person)
  await person.page.getByRole('heading', { name: 'Timeline' }).waitFor()
  return person.page
}

/** Somebody else, who writes without a browser. */
async function write(edit: (doc: Doc) => void): Promise<RawPeer> {
  const at = { url: `${server.url.replace('http', 'ws')}/sync` }
  const peer = await RawPeer.join(at, postmortem, 'v=1', { authorization: `Bearer ${server.ownerToken}` })
  peers.push(peer)
  peer.edit(edit)
  await until('the document to be saved', () => peer.saved > 0, 60_000)
  return peer
}

const eventually = <T>(read: () => T) => expect.poll(read, { timeout: 15_000 })

it('words without an end make no page wider, for those who write and those who read', async () => {
  await write(doc => {
    updateFacts(doc, { title: WORD, incident: `INC-${'9'.repeat(90)}`, services: [WORD], authors: [WORD] })
    addItem(doc, 'timeline', 'r', { at: '2026-05-27T14:22:00Z', precision: 'minute', text: WORD })
    addItem(doc, 'factors', 'f', { text: WORD })
    addItem(doc, 'actions', 'a', { text: WORD, owner: WORD, tracker: `https://example.com/${WORD}` })
    addItem(doc, 'parked', 'p', { text: WORD })
  })
  for (const role of ['participant', 'viewer']) {
    for (const size of ['laptop', 'phone'] as const) {
      const page = await open(`${role} ${size}`, role, size)
      await page.locator('[data-row="a"]').waitFor()
      const wide = await page.evaluate(() => (document.scrollingElement?.scrollWidth ?? 0) - innerWidth)
      expect(wide, `${role}, ${size}`).toBeLessThanOrEqual(0)
      // What a column cuts off makes the page no wider, and is lost all the same.
      const cut = await page.evaluate(() =>
        [...document.querySelectorAll('main dd, main li, main [data-fact]')]
          .filter(
            each => each.scrollWidth > each.clientWidth + 4 && getComputedStyle(each).display !== 'inline',
          )
          .map(each => each.outerHTML.slice(0, 120)),
      )
      expect(cut, `${role}, ${size}`).toEqual([])
    }
  }
})

it('a text that runs from right to left does so in its row, read or written, under an English page', async () => {
  await write(doc =>
    addItem(doc, 'timeline', 'r', { at: '2026-05-27T14:22:00Z', precision: 'minute', text: ARABIC }),
  )
  const page = await open('Alice')
  const cell = page.locator('[data-row="r"] [data-cell]')
  /** How far the words end before the right edge of their cell, px. */
  const fromRight = (): Promise<number> =>
    cell.evaluate(line => {
      const words = document.createRange()
      words.selectNodeContents(line)
      return line.getBoundingClientRect().right - words.getBoundingClientRect().right
    })
  await eventually(fromRight).toBeLessThan(12)
  await cell.click()
  await page.locator('[data-row="r"] textarea').waitFor()
  const direction = await page
    .locator('[data-row="r"] textarea')
    .evaluate(field => getComputedStyle(field).unicodeBidi)
  expect(direction).toBe('plaintext')
})

it('what is typed while the palette is on its way goes into it, and Escape leads back', async () => {
  const page = await open('Carol', 'facilitator')
  await page.getByLabel('Add an event', { exact: true }).fill('14:22 alert fired')
  await page.keyboard.press('Enter')
  const cell = page.locator('#timeline [data-cell]').first()
  await cell.focus()
  await page.route(/Palette/, async route => {
    await new Promise(resolve => setTimeout(resolve, 500))
    await route.continue()
  })
  await page.keyboard.press('ControlOrMeta+k')
  await page.keyboard.type('tren')
  const palette = page.getByRole('dialog')
  await palette.getByText('Trends').waitFor()
  expect(await palette.locator('input').inputValue()).toBe('tren')
  const { body } = await server.api('GET', `/api/postmortems/${postmortem}`)
  expect(body.timeline[0].text).toBe('alert fired')
  await page.keyboard.press('Escape')
  await palette.waitFor({ state: 'hidden' })
  await eventually(() => cell.evaluate(field => field === document.activeElement)).toBe(true)
})

it('on paper there is the text in black, without tools and without what nobody wrote', async () => {
  postmortem = await server.example()
  const page = await open('Carol', 'facilitator')
  await page.locator('#parked [data-row]').first().waitFor()
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' })
  const shown = (selector: string): Promise<number> => page.locator(`${selector} >> visible=true`).count()
  for (const gone of ['header', 'nav', 'aside', '[data-add]', '[role="toolbar"]']) {
    expect(await shown(gone), gone).toBe(0)
  }
  const rows = await page.locator('#timeline [data-row]').count()
  expect(rows).toBeGreaterThan(10)
  expect(await shown('#timeline [data-row]')).toBe(rows)
  const colour = (selector: string) =>
    page
      .locator(selector)
      .first()
      .evaluate(each => getComputedStyle(each).color)
  expect(await colour('#timeline [data-cell]')).toBe('rgb(0, 0, 0)')
  expect(await colour('#summary p')).toBe('rgb(0, 0, 0)')

  postmortem = await server.create({})
  const empty = await open('Carol', 'facilitator')
  await empty.locator('#summary [contenteditable="true"]').waitFor()
  await empty.emulateMedia({ media: 'print' })
  await eventually(() => empty.locator('#summary >> visible=true').count()).toBe(0)
  expect(await empty.locator('#timeline >> visible=true').count()).toBe(0)
})

/**
 * Counts the rows that are drawn anew from now on: React gives an element new props each time the component around it
 * is drawn, and none when it is not.
 */
async function drawnRows(page: Page): Promise<() => Promise<readonly string[]>> {
  await page.evaluate(() => {
    const key = (row: Element) => Object.keys(row).find(name => name.startsWith('__reactProps')) ?? ''
    const rows = [...document.querySelectorAll('[data-row]')]
    if (rows.length === 0 || rows.some(row => key(row) === ''))
      throw new Error('React keeps its props elsewhere')
    const before = rows.map(row => [row, Reflect.get(row, key(row))] as const)
    const drawn = () => before.filter(([row, props]) => Reflect.get(row, key(row)) !== props)
    Object.assign(window, { drawn: () => drawn().map(([row]) => row.getAttribute('data-row')) })
  })
  return () => page.evaluate(() => (window as unknown as { drawn(): string[] }).drawn())
}

it('[D8] typing in one of 300 rows draws no other, nor does what somebody else types', async () => {
  const peer = await write(postmortemOfSize)
  const page = await open('Alice')
  await page.locator('#parked').scrollIntoViewIfNeeded()
  await eventually(() => page.locator('[data-row]').count()).toBe(420)
  await eventually(() =>
    page.getByRole('region', { name: 'Suggestions' }).getByRole('listitem').count(),
  ).toBeGreaterThan(3)

  const here = rowId(7)
  const drawnByTyping = await drawnRows(page)
  await page.locator(`[data-row="${here}"] [data-cell]`).click()
  await page.keyboard.press('End')
  await page.keyboard.type(' and stayed there until the deploy was rolled back')
  await eventually(async () => peer.doc.getMap('timeline').toJSON()[here]?.text).toContain('was rolled back')
  await page.keyboard.press('Escape')
  await page.locator(`[data-row="${here}"]`).getByText('was rolled back').waitFor()
  await eventually(drawnByTyping).toEqual([here])

  const there = rowId(9)
  const drawnByOther = await drawnRows(page)
  peer.edit(doc => {
    const row = doc.getMap('timeline').get(there) as {
      get(name: string): { insert(at: number, text: string): void }
    }
    row.get('text').insert(0, 'Seen by Bob: ')
  })
  await page.locator(`[data-row="${there}"]`).getByText('Seen by Bob').waitFor()
  await eventually(drawnByOther).toEqual([there])
})

it('what is missing before the meeting leads to its place, each to one where it can be written', async () => {
  const page = await open('Carol', 'facilitator')
  const list = page.getByRole('region', { name: 'Ready for the meeting' })
  const missing = list.getByRole('button')
  const names = await missing.allTextContents()
  expect(names.length).toBeGreaterThan(8)
  for (const name of names) {
    await page.evaluate(() => {
      scrollTo(0, 0)
      if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
    })
    await list.getByRole('button', { name, exact: true }).click()
    const place = () =>
      page.evaluate(() => {
        const field = document.activeElement
        const box = field?.getBoundingClientRect()
        const isShown = box !== undefined && box.bottom > 52 && box.top < innerHeight
        const isField = field?.matches('input, textarea, select, [contenteditable="true"]') ?? false
        return field?.closest('main') !== null && isField && isShown
      })
    await eventually(async () => [name, await place()]).toEqual([name, true])
  }
})

it('many notices are narrowed down to one kind, and put aside where they are read', async () => {
  await write(doc => {
    for (const [index, text] of [
      'The engineer should have checked it',
      'Obviously it failed',
      'Caused by human error',
    ].entries()) {
      addItem(doc, 'timeline', `r${index}`, { at: `2026-05-27T14:2${index}:00Z`, precision: 'minute', text })
    }
    addItem(doc, 'actions', 'a', { text: 'Improve monitoring' })
  })
  const page = await open('Alice')
  const notices = page.getByRole('region', { name: 'Suggestions' })
  const kinds = notices.getByRole('group', { name: 'Which suggestions to show' })
  const block = kinds.getByRole('button', { name: /^Before publishing/ })
  await block.waitFor()
  const all = await notices.getByRole('listitem').count()
  await block.click()
  await eventually(() => notices.getByRole('listitem').count()).toBeLessThan(all)
  expect(await notices.getByText('Consider:').count()).toBe(0)
  await block.click()
  await eventually(() => notices.getByRole('listitem').count()).toBe(all)

  const row = page.locator('[data-row="r2"]')
  await row.locator('[data-finding]').first().waitFor()
  await row.getByRole('button', { name: /suggestion/ }).hover()
  await row.getByRole('button', { name: 'Dismiss this suggestion' }).first().click()
  await notices.getByText('Show 1 dismissed suggestion').waitFor()

  const summary = page.locator('#summary')
  await summary.locator('[contenteditable="true"]').click()
  await page.keyboard.type('It was human error, and careless.')
  await page.keyboard.press('Control+Home')
  await summary.locator('[data-finding]').first().hover()
  const card = summary.getByRole('status')
  await card.getByRole('button', { name: /^Hide this kind/ }).hover()
  await card.getByRole('button', { name: /^Hide this kind/ }).click()
  await eventually(() => summary.locator('[data-finding]').count()).toBe(0)
  // The caret stayed where it was.
  await page.keyboard.type('At 14:22: ')
  await summary.getByText('At 14:22: It was human error').waitFor()
})

it('a row whose time is changed glides to its place in under 250 ms, and at once for who wants no motion', async () => {
  await write(doc => {
    for (const minute of [20, 22, 24]) {
      const at = `2026-05-27T14:${minute}:00Z`
      addItem(doc, 'timeline', `r${minute}`, { at, precision: 'minute', text: `at ${minute}` })
    }
  })
  const page = await open('Alice')
  await page.evaluate(() => {
    const animate = Element.prototype.animate
    const durations: number[] = []
    Object.assign(window, { durations })
    Element.prototype.animate = function (...asked) {
      const animation = animate.apply(this, asked)
      if (this.matches('[data-row]')) durations.push(Number(animation.effect?.getTiming().duration))
      return animation
    }
  })
  const moved = (): Promise<number[]> =>
    page.evaluate(() => (window as unknown as { durations: number[] }).durations.splice(0))
  const order = (): Promise<(string | null)[]> =>
    page.locator('#timeline [data-row]').evaluateAll(rows => rows.map(row => row.getAttribute('data-row')))
  const change = async (row: string, time: string): Promise<void> => {
    await page
      .locator(`[data-row="${row}"]`)
      .getByRole('button', { name: /press to change/ })
      .click()
    await page.getByLabel('Time of the event').fill(time)
    await page.keyboard.press('Enter')
  }
  await page.emulateMedia({ reducedMotion: 'no-preference' })
  await change('r20', '14:30')
  await eventually(order).toEqual(['r22', 'r24', 'r20'])
  const durations = await moved()
  expect(durations).toHaveLength(3)
  for (const duration of durations) expect(duration).toBeLessThan(250)

  await page.emulateMedia({ reducedMotion: 'reduce' })
  await change('r20', '14:20')
  await eventually(order).toEqual(['r20', 'r22', 'r24'])
  expect(await moved()).toEqual([])
})
