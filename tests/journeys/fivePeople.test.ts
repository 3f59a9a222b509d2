import { readFile } from 'node:fs/promises'
import type { Browser, Page } from 'playwright'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { launchBrowser, openPerson, type PersonAtBrowser } from '../support/browser.ts'
import { startServer, type TestServer } from '../support/server.ts'

const REPORT = `# Checkout answered slowly

**Severity:** SEV2
**Author:** @carol

## Summary
Checkout took nine seconds for an hour, because a cache was cold after a restart.

## Timeline
| Time (UTC) | Event |
|---|---|
| 2026-05-27 13:45 | cache nodes restarted by the patch run |
| 2026-05-27 14:22 | alert: checkout latency over 4 s |
| 2026-05-27 14:58 | cache warm, latency normal |

## Action Items
- Warm the cache before a node takes traffic
`
const NAMES = ['Bob', 'Priya', 'Wei'] as const
const ROWS_EACH = 4

/** The main job, through the screens alone; each test goes on where the one before it stopped. */
let server: TestServer
let browser: Browser
let postmortem: string
let links: Record<'Facilitator' | 'Participant' | 'Viewer', string>
let carol: PersonAtBrowser
let wall: PersonAtBrowser
let team: PersonAtBrowser[]

const press = (page: Page, name: string): Promise<void> =>
  page.getByRole('button', { name, exact: true }).first().click({ timeout: 30_000 })
const sees = (page: Page, text: string): Promise<void> =>
  page.getByText(text).first().waitFor({ timeout: 30_000 })
const isAt = ({ page }: PersonAtBrowser, step: string): Promise<void> =>
  page.getByRole('heading', { level: 1, name: step }).waitFor()

/** Next, saying why where something is still open in the step (M4). */
async function moveOnTo(step: string): Promise<void> {
  const { page } = carol
  await page.getByRole('button', { name: /^Next: / }).click()
  const go = page.getByRole('button', { name: /^Move on( anyway)?$/ })
  const heading = page.getByRole('heading', { level: 1, name: step })
  await go.or(heading).first().waitFor()
  if (await go.isVisible()) {
    const why = page.getByLabel(/Why move on now/)
    if (await why.isVisible()) await why.fill('shortened for this meeting')
    await go.click()
  }
  await heading.waitFor()
}

async function join(link: string, name: string): Promise<PersonAtBrowser> {
  const person = await openPerson(browser, link)
  await person.page.getByLabel('Your name, as others will see it').fill(name)
  await press(person.page, 'Join')
  await person.page.waitForURL(url => url.pathname.startsWith(`/p/${postmortem}`))
  expect(person.page.url()).not.toContain('#')
  return person
}

const composer = (page: Page) => page.getByLabel('Add an event', { exact: true })
const rowText = (who: string, n: number): string => `${who} saw step ${n} of the slow hour`

async function addRow(page: Page, text: string, minute: number): Promise<void> {
  await composer(page).fill(`14:${String(minute).padStart(2, '0')} ${text}`)
  await composer(page).press('Enter')
  await expect.poll(() => composer(page).inputValue()).toBe('')
}

beforeAll(async () => {
  server = await startServer()
  browser = await launchBrowser()
})

afterAll(async () => {
  await browser?.close()
  await server?.close()
})

it('the owner signs in by the link, imports a report, and makes a link for each role', async () => {
  const { page, errors, context } = await openPerson(browser, `${server.url}/sign-in#${server.ownerToken}`)
  await press(page, 'Import')
  await page.getByLabel('Or paste the text').fill(REPORT)
  await page.getByRole('dialog').getByRole('button', { name: 'Import', exact: true }).click()
  await sees(page, '3 timeline events')
  await press(page, 'Open it')
  await page.waitForURL(/\/p\/\w+$/)
  postmortem = new URL(page.url()).pathname.slice('/p/'.length)
  await press(page, 'Share')
  const made: [string, string][] = []
  for (const role of ['Facilitator', 'Participant', 'Viewer']) {
    await page.getByRole('dialog').getByText(role, { exact: true }).first().click()
    await press(page, 'Create link')
    made.push([role, await page.getByLabel('Invitation link').inputValue()])
  }
  links = Object.fromEntries(made) as typeof links
  expect(new Set(Object.values(links)).size).toBe(3)
  expect(errors).toEqual([])
  await context.close()
})

it('five people follow their links, give a name once, and are in', async () => {
  carol = await join(links.Facilitator, 'Carol')
  await carol.page.getByRole('button', { name: 'Open meeting', exact: true }).click()
  await carol.page.waitForURL(/\/meeting$/)
  team = []
  for (const name of NAMES) team.push(await join(links.Participant, name))
  wall = await join(links.Viewer, 'Wall')
  await wall.page.goto(`${server.url}/p/${postmortem}/stage`)
  await sees(wall.page, 'About to start')
  await sees(carol.page, 'Wei')
})

it('they review the timeline, all typing at once, one dropping out and coming back', async () => {
  await press(carol.page, 'Start the meeting')
  await isAt(carol, 'Opening and earlier actions')
  await moveOnTo('Timeline review')
  for (const person of [carol, ...team, wall]) await isAt(person, 'Timeline review')

  await Promise.all(
    team.map(async ({ page }, who) => {
      for (let n = 0; n < ROWS_EACH; n++) await addRow(page, rowText(NAMES[who] ?? '', n), 23 + who * 10 + n)
    }),
  )

  const [bob, priya, wei] = team
  if (!bob || !priya || !wei) throw new Error('somebody is missing')
  await wei.page.locator('[role="status"][aria-label^="Saved."]').first().waitFor()
  await wei.context.setOffline(true)
  await sees(wei.page, 'Offline')
  await addRow(wei.page, 'Wei wrote this without a network', 56)
  await addRow(bob.page, 'Bob wrote this meanwhile', 57)
  await sees(wei.page, 'change kept on this device')
  expect(await priya.page.getByText('Wei wrote this without a network').count()).toBe(0)
  await wei.context.setOffline(false)
  await sees(priya.page, 'Wei wrote this without a network')
  await sees(wei.page, 'Bob wrote this meanwhile')
})

it('[M22] they go through all steps to the end, and nobody is taken from what they type', async () => {
  const steps = [
    'Silent brainstorm',
    'Share and group',
    'Vote',
    'Action items',
    'What did we learn?',
    'Close',
  ]
  for (const step of steps) {
    await moveOnTo(step)
    await isAt(wall, step)
  }
  // The cursor of the three is still in the timeline.
  for (const person of team) {
    await isAt(person, 'Timeline review')
    await press(person.page, 'Join')
    await isAt(person, 'Close')
  }
  await press(carol.page, 'End the meeting')
  await carol.page
    .getByRole('dialog')
    .getByRole('button', { name: /^(End the meeting|Move on anyway)$/ })
    .click()
  await sees(carol.page, 'Meeting report')
  await sees(wall.page, 'The meeting has ended')
})

it('all five show the same document, and the Markdown has every row', async () => {
  const expected = [
    'cache nodes restarted by the patch run',
    'alert: checkout latency over 4 s',
    'cache warm, latency normal',
    'Wei wrote this without a network',
    'Bob wrote this meanwhile',
    ...NAMES.flatMap(name => Array.from({ length: ROWS_EACH }, (_, n) => rowText(name, n))),
  ]
  const shown: string[] = []
  for (const { page } of [carol, ...team, wall]) {
    await page.goto(`${server.url}/p/${postmortem}`)
    for (const text of expected) await sees(page, text)
    const text = await page.locator('#timeline').innerText()
    shown.push(expected.toSorted((a, b) => text.indexOf(a) - text.indexOf(b)).join('\n'))
  }
  expect(new Set(shown).size).toBe(1)
  await press(carol.page, 'Export')
  const download = carol.page.waitForEvent('download')
  await carol.page.getByRole('menuitem', { name: /Markdown/ }).click()
  const markdown = await readFile(await (await download).path(), 'utf8')
  for (const text of expected) expect(markdown).toContain(text)
  expect(
    [carol, ...team, wall].flatMap(({ errors }) =>
      errors.filter(error => !error.includes('ERR_INTERNET_DISCONNECTED')),
    ),
  ).toEqual([])
})

it('[P3] a title that is being typed is in the document at once', async () => {
  const [bob] = team
  const title = bob?.page.getByRole('textbox', { name: 'Title', exact: true })
  if (!title) throw new Error('Bob is missing')
  await title.fill('Checkout answered slowly for an hour')
  const read = async () => (await server.api('GET', `/api/postmortems/${postmortem}`)).body.title
  await expect.poll(read).toBe('Checkout answered slowly for an hour')
  await title.press('Escape')
  await expect.poll(read).toBe('Checkout answered slowly')
})
