import AxeBuilder from '@axe-core/playwright'
import type { Browser, Page } from 'playwright'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import type { Factor } from '../../shared/document/postmortem.ts'
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

async function add(page: Page, label: string, ...texts: readonly string[]): Promise<void> {
  for (const text of texts) {
    await page.getByLabel(label, { exact: true }).fill(text)
    await page.keyboard.press('Enter')
  }
}

const poll = <T>(look: () => T) => expect.poll(look, { timeout: 10_000 })

/** The list of factors as a person sees it: names of groups in brackets. */
const seen = (page: Page): Promise<string[]> =>
  page.locator('[data-factors] > li').evaluateAll(lines => {
    const textOf = (cell: Element | null) =>
      cell instanceof HTMLTextAreaElement ? cell.value : cell?.textContent
    return lines.map(line =>
      line instanceof HTMLElement && line.dataset.group !== undefined
        ? `[${line.dataset.group}]`
        : `${line.getAttribute('data-in') ? '  ' : ''}${textOf(line.querySelector('[data-cell]'))}`,
    )
  })

const row = (page: Page, text: string) => page.locator('#factors [data-row]').filter({ hasText: text })

/** Drags a factor by its grip to the middle of a line, or to a share of its height. */
async function drag(page: Page, text: string, line: ReturnType<Page['locator']>, share = 0.5): Promise<void> {
  // Near the edge of the window the page would scroll along.
  await line.evaluate(element => element.scrollIntoView({ block: 'center' }))
  await row(page, text).hover()
  const grip = await row(page, text).locator('[data-grip]').boundingBox()
  const to = await line.boundingBox()
  if (!grip || !to) throw new Error('nothing to drag')
  await page.mouse.move(grip.x + grip.width / 2, grip.y + grip.height / 2)
  await page.mouse.down()
  await page.mouse.move(to.x + 40, to.y + to.height * share - 20, { steps: 4 })
  await page.mouse.move(to.x + 40, to.y + to.height * share, { steps: 4 })
  await page.mouse.up()
}

const factorsStored = async (): Promise<readonly Factor[]> =>
  (await server.api('GET', `/api/postmortems/${postmortem}`)).body.factors

it('factors are dragged together, named, taken apart and put back with undo, and others see it', async () => {
  const [alice, bob] = [await open('Alice'), await open('Bob')]
  await add(alice, 'Add a factor', 'No alert', 'Pager was muted', 'Old runbook', 'Slow rollback')
  await poll(() => seen(bob)).toEqual(['No alert', 'Pager was muted', 'Old runbook', 'Slow rollback'])

  await drag(alice, 'Slow rollback', row(alice, 'No alert'))
  const grouped = ['[Group 1]', '  No alert', '  Slow rollback', 'Pager was muted', 'Old runbook']
  await poll(() => seen(bob)).toEqual(grouped)

  const name = alice.getByRole('textbox', { name: 'Name of the group “Group 1”' })
  await name.fill('Noticing')
  await name.press('Enter')
  await drag(alice, 'Pager was muted', row(alice, 'No alert'), 0.9)
  await poll(() => seen(bob)).toEqual([
    '[Noticing]',
    '  No alert',
    '  Pager was muted',
    '  Slow rollback',
    'Old runbook',
  ])

  await alice.keyboard.press('Control+z')
  await poll(() => seen(bob)).toEqual([
    '[Noticing]',
    '  No alert',
    '  Slow rollback',
    'Pager was muted',
    'Old runbook',
  ])

  await drag(alice, 'No alert', row(alice, 'Old runbook'), 0.95)
  await poll(() => seen(bob)).toEqual([
    '[Noticing]',
    '  Slow rollback',
    'Pager was muted',
    'Old runbook',
    'No alert',
  ])
  await poll(async () => (await factorsStored()).map(({ group }) => group)).toEqual(['Noticing', '', '', ''])
})

it('the same goes by keyboard: the grip and Alt with arrows move, the menu makes groups', async () => {
  const page = await open('Alice')
  await add(page, 'Add a factor', 'No alert', 'Pager was muted', 'Old runbook')
  await row(page, 'Old runbook').getByRole('button', { name: 'More for this factor' }).focus()
  await page.keyboard.press('Enter')
  await page.getByRole('menuitem', { name: 'Move to a group…' }).press('Enter')
  await page.getByLabel('New group').fill('Recovering')
  await page.keyboard.press('Enter')
  await poll(() => seen(page)).toEqual(['No alert', 'Pager was muted', '[Recovering]', '  Old runbook'])

  await row(page, 'Pager was muted').locator('[data-grip]').focus()
  await page.keyboard.press('ArrowDown')
  await poll(() => seen(page)).toEqual(['No alert', '[Recovering]', '  Pager was muted', '  Old runbook'])
  await poll(() => page.locator('#factors').getByText('Now 1 of 2 in “Recovering”').count()).toBe(1)
  await page.keyboard.press('ArrowDown')
  await poll(() => seen(page)).toEqual(['No alert', '[Recovering]', '  Old runbook', '  Pager was muted'])

  await row(page, 'No alert').locator('[data-cell]').focus()
  await page.keyboard.press('Alt+ArrowDown')
  await poll(() => seen(page)).toEqual(['[Recovering]', '  No alert', '  Old runbook', '  Pager was muted'])
  await page.keyboard.type('!')
  await poll(async () => (await factorsStored()).some(({ text }) => text === 'No alert!')).toBe(true)
})

it('a factor marks the events it explains in the timeline, until Escape', async () => {
  const page = await open('Alice')
  await add(page, 'Add an event', '14:22 Alert fired', '14:30 Pool at 98 %', '14:40 Rollback')
  await add(page, 'Add a factor', 'Pool use has no alert')
  await row(page, 'Pool use').getByRole('button', { name: 'More for this factor' }).click()
  await page.getByRole('menuitem', { name: 'Events it explains…' }).click()
  await page.getByLabel('14:22 Alert fired').check()
  await page.getByLabel('14:30 Pool at 98 %').check()
  await page.keyboard.press('Escape')
  const lit = () => page.locator('#timeline [data-lit] [data-cell]').allTextContents()
  expect(await lit()).toEqual([])
  const button = page.getByRole('button', { name: 'Explains 2 events' })
  await button.click()
  await poll(lit).toEqual(['Alert fired', 'Pool at 98 %'])
  await poll(() => page.locator('#timeline [data-lit]').first().isVisible()).toBe(true)
  expect(await page.getByText('2 events are marked in the timeline.').count()).toBe(1)
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([])
  await page.keyboard.press('Escape')
  await poll(lit).toEqual([])
  await row(page, 'Pool use').getByLabel('Category').selectOption('measurements')
  await page.locator('[data-twig]').click()
  await poll(lit).toEqual(['Alert fired', 'Pool at 98 %'])
})

it('an event says which factors explain it, and takes another one', async () => {
  const page = await open('Alice')
  await add(page, 'Add an event', '14:22 Alert fired')
  await add(page, 'Add a factor', 'Pool use has no alert', 'Vendor was slow')
  const ask = async (): Promise<void> => {
    await page.getByRole('button', { name: 'More for the event at 14:22' }).click()
    await page.getByRole('menuitem', { name: /^Factors that explain it/ }).click()
  }
  await ask()
  await page.getByLabel('2. Vendor was slow').check()
  await page.keyboard.press('Escape')
  await row(page, 'Vendor').getByRole('button', { name: 'Explains 1 event' }).waitFor()
  await ask()
  expect(await page.getByLabel('2. Vendor was slow').isChecked()).toBe(true)
  await page.getByLabel('2. Vendor was slow').uncheck()
  await page.keyboard.press('Escape')
  await row(page, 'Vendor').getByRole('button', { name: 'Explains' }).waitFor({ state: 'detached' })
})

it('a chosen factor without an action is left with a reason, and taken up again', async () => {
  const page = await open('Alice')
  await add(page, 'Add a factor', 'Vendor was slow')
  await row(page, 'Vendor').getByRole('button', { name: 'Chosen for actions' }).click()
  await row(page, 'Vendor').getByRole('button', { name: 'Leave it, with a reason' }).click()
  await page.getByLabel('Left, because').fill('The contract ends in June')
  await page.keyboard.press('Enter')
  await poll(async () => (await factorsStored())[0]?.waiver).toBe('The contract ends in June')
  await page.getByLabel('Left, because').click()
  await page.getByLabel('Left, because').fill('')
  await page.keyboard.press('Enter')
  await poll(async () => (await factorsStored())[0]?.waiver).toBe('')
  await row(page, 'Vendor').getByText('No action yet.').waitFor()
})
