import AxeBuilder from '@axe-core/playwright'
import type { Browser, Page } from 'playwright'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import type { Postmortem } from '../../shared/document/postmortem.ts'
import { launchBrowser, openSignedIn, type PersonAtBrowser, type SIZES } from '../support/browser.ts'
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

async function open(name: string, role = 'participant', size: keyof typeof SIZES = 'laptop'): Promise<Page> {
  const { session } = await server.guest(postmortem, role, name)
  const person = await openSignedIn(browser, `${server.url}/p/${postmortem}`, session, size)
  opened.push(person)
  await person.page.getByRole('heading', { name: 'Timeline' }).waitFor()
  return person.page
}

/** A browser under load takes its time. */
const eventually = <T>(read: () => T) => expect.poll(read, { timeout: 15_000 })

const stored = async (): Promise<Postmortem> =>
  (await server.api('GET', `/api/postmortems/${postmortem}`)).body
const panel = (page: Page) => page.getByRole('complementary', { name: 'Comments' })
const section = (page: Page, name: string) => page.locator(`#${name} [contenteditable="true"]`)
const undo = (page: Page) => page.keyboard.press('ControlOrMeta+z')

async function addRow(page: Page, line: string): Promise<void> {
  await page.getByLabel('Add an event', { exact: true }).fill(line)
  await page.getByLabel('Add an event', { exact: true }).press('Enter')
}

async function commentOnRow(page: Page, text: string, isQuestion = false): Promise<void> {
  await page.locator('#timeline [data-row]').first().hover()
  await page
    .locator('#timeline')
    .getByRole('button', { name: /^More for/ })
    .first()
    .click()
  await page.getByRole('menuitem', { name: 'Comment' }).click()
  await panel(page).getByLabel('Comment or ask').fill(text)
  if (isQuestion) await panel(page).getByLabel('This is a question').check()
  await panel(page).getByRole('button', { name: 'Comment', exact: true }).click()
}

it('two people talk about a row: asked, answered, resolved and opened again, each under their own name', async () => {
  const [alice, bob] = [await open('Alice'), await open('Bob')]
  await addRow(alice, '14:22 alert fired')
  await commentOnRow(alice, 'Which alert was it?', true)
  await bob.locator('#timeline').getByRole('button', { name: '1 open comment' }).click()
  await panel(bob).getByText('Which alert was it?').waitFor()
  await panel(bob).getByText('Alice', { exact: true }).waitFor()
  await panel(bob).getByText('Question', { exact: true }).waitFor()
  await panel(bob).getByLabel('Reply').fill('The one on the pool')
  await panel(bob).getByLabel('Reply').press('ControlOrMeta+Enter')
  await panel(alice).getByText('The one on the pool').waitFor()
  await panel(alice).getByText('Bob', { exact: true }).waitFor()
  expect(await panel(alice).getByRole('button', { name: 'Change' }).count()).toBe(1)
  const [thread] = (await stored()).comments
  expect(thread).toMatchObject({ question: true, resolvedAt: '' })
  expect(thread?.comments.map(({ author, text }) => [author.name, text])).toEqual([
    ['Alice', 'Which alert was it?'],
    ['Bob', 'The one on the pool'],
  ])
  await panel(bob).getByRole('button', { name: 'Resolve' }).click()
  await panel(alice).getByText('Resolved by Bob').waitFor()
  expect(
    await alice
      .locator('#timeline')
      .getByRole('button', { name: /open comment/ })
      .count(),
  ).toBe(0)
  await panel(alice).getByRole('button', { name: 'Open again' }).click()
  await bob.locator('#timeline').getByRole('button', { name: '1 open comment' }).waitFor()
  for (const page of [alice, bob]) {
    const { violations } = await new AxeBuilder({ page }).analyze()
    expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([])
  }
})

it('[D6] one changes and takes back their own words, and undo brings them back', async () => {
  const alice = await open('Alice')
  await addRow(alice, '14:22 alert fired')
  await commentOnRow(alice, 'first words')
  await panel(alice).getByRole('button', { name: 'Change' }).click()
  await panel(alice).getByLabel('Change').fill('second words')
  await panel(alice).getByRole('button', { name: 'Keep' }).click()
  await panel(alice).getByText('second words').waitFor()
  await panel(alice).getByText('changed', { exact: true }).waitFor()
  await panel(alice).getByRole('button', { name: 'Delete' }).click()
  await eventually(() => panel(alice).getByText('second words').count()).toBe(0)
  await undo(alice)
  await panel(alice).getByText('second words').waitFor()
  await undo(alice)
  await panel(alice).getByText('first words').waitFor()
})

it('words of a section are commented on by keyboard, lit up for everyone, and followed as others type', async () => {
  const [alice, bob] = [await open('Alice'), await open('Bob', 'participant', 'phone')]
  await section(alice, 'summary').click()
  await alice.keyboard.type('One payment in five failed.')
  await bob.locator('#summary').getByText('in five failed').waitFor()
  for (const _ of 'failed.') await alice.keyboard.press('Shift+ArrowLeft')
  await alice.getByRole('button', { name: 'Comment on the selected words' }).waitFor()
  await alice.keyboard.press('ControlOrMeta+Alt+m')
  await panel(alice).getByText('failed.').waitFor()
  await panel(alice).getByLabel('Comment or ask').fill('Failed or timed out?')
  await panel(alice).getByLabel('Comment or ask').press('ControlOrMeta+Enter')
  await bob.locator('#summary [data-comment]').waitFor()
  await section(alice, 'summary').click()
  await alice.keyboard.press('Home')
  for (const _ of 'One') await alice.keyboard.press('Shift+ArrowRight')
  await eventually(() => alice.evaluate(() => String(getSelection()))).toBe('One')
  await alice.getByRole('button', { name: 'Comment on the selected words' }).waitFor()
  await alice.keyboard.press('ControlOrMeta+Alt+m')
  await panel(alice).locator('q', { hasText: /^One$/ }).waitFor()
  await panel(alice).getByLabel('Comment or ask').fill('How many is that?')
  await panel(alice).getByLabel('Comment or ask').press('ControlOrMeta+Enter')
  await bob.locator('#summary [data-comment]', { hasText: 'One' }).waitFor()
  await panel(alice).getByRole('button', { name: 'Delete' }).click()
  await eventually(() => bob.locator('#summary [data-comment]').count()).toBe(1)
  await eventually(() => bob.locator('#summary [data-comment]').textContent()).toBe('failed.')
  await section(alice, 'summary').click()
  await alice.keyboard.press('Home')
  await alice.keyboard.type('Yesterday: ')
  await bob.locator('#summary').getByText('Yesterday').waitFor()
  await eventually(() => bob.locator('#summary [data-comment]').textContent()).toBe('failed.')
  expect(await alice.locator('#summary [data-comment]').textContent()).toBe('failed.')
  await bob
    .locator('#summary [data-comment]')
    .tap()
    .catch(() => bob.locator('#summary [data-comment]').click())
  await panel(bob).getByText('Failed or timed out?').waitFor()
  await panel(bob).getByRole('button', { name: 'Close comments' }).click()
  await eventually(() => panel(bob).count()).toBe(0)
  expect(opened.flatMap(({ errors }) => errors)).toEqual([])
})

it('the list shows open threads first and leads to their places; a viewer reads and cannot write', async () => {
  const [alice, viewer] = [await open('Alice'), await open('Victor', 'viewer')]
  await addRow(alice, '14:22 alert fired')
  await commentOnRow(alice, 'Which alert was it?')
  await viewer.keyboard.press('ControlOrMeta+Alt+m')
  await panel(viewer)
    .getByRole('button', { name: /Which alert was it/ })
    .click()
  await panel(viewer).getByText('alert fired').waitFor()
  await section(alice, 'impact').click()
  await alice.keyboard.type('Many payments failed.')
  await alice.locator('#impact').getByRole('button', { name: 'Add a picture' }).waitFor()
  for (const _ of 'failed.') await alice.keyboard.press('Shift+ArrowLeft')
  await alice.getByRole('button', { name: 'Comment on the selected words' }).click()
  await panel(alice).getByLabel('Comment or ask').fill('How many?')
  await panel(alice).getByLabel('Comment or ask').press('ControlOrMeta+Enter')
  const lit = (): Promise<string[]> =>
    viewer.evaluate(() => [...(CSS.highlights.get('comments') ?? [])].map(range => String(range)))
  await eventually(lit).toEqual(['failed.'])
  await panel(viewer).getByText('Alice', { exact: true }).waitFor()
  expect(await panel(viewer).locator('textarea').count()).toBe(0)
  expect(
    await panel(viewer)
      .getByRole('button', { name: /Resolve|Change|Delete/ })
      .count(),
  ).toBe(0)
  await viewer.keyboard.press('Escape')
  await eventually(() => panel(viewer).count()).toBe(0)
})

it('[M15] a comment that proposes a fix is parked with one action, once, while a meeting goes on', async () => {
  const path = `/api/postmortems/${postmortem}/meeting`
  const command = async (asked: object): Promise<void> => {
    const expectedRev = (await server.api('GET', path)).body?.rev ?? 0
    const idempotencyKey = JSON.stringify([expectedRev, asked])
    const answer = await server.api('POST', `${path}/commands`, {
      command: asked,
      expectedRev,
      idempotencyKey,
    })
    expect(answer.status, JSON.stringify(answer.body)).toBe(200)
  }
  const [alice, bob] = [await open('Alice'), await open('Bob')]
  await addRow(alice, '14:22 alert fired')
  await commentOnRow(alice, 'Page at 80 % instead')
  const park = (page: Page) => panel(page).getByRole('button', { name: 'Park as an idea' })
  await panel(alice).getByRole('button', { name: 'Resolve' }).waitFor()
  expect(await park(alice).count()).toBe(0)

  await command({ type: 'openMeeting', minutes: 60 })
  await command({ type: 'startMeeting' })
  await bob.locator('#timeline').getByRole('button', { name: '1 open comment' }).click()
  await park(bob).click()
  await bob.getByText('Parked. It comes back as a suggestion in the action step.').waitFor()
  const parked = async () => (await server.api('GET', path)).body.state.parked
  await eventually(parked).toMatchObject([{ text: 'Page at 80 % instead' }])
  for (const page of [alice, bob]) await eventually(() => park(page).count()).toBe(0)
})
