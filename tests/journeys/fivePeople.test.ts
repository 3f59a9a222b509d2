import type { Browser, Page } from 'playwright'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { cookieName } from '../../server/access/cookies.ts'
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

let server: TestServer
let browser: Browser
let postmortem: string
let carolsSession: string
let carol: PersonAtBrowser
let wall: PersonAtBrowser
let team: PersonAtBrowser[]

async function enter(session: string, screen: string): Promise<PersonAtBrowser> {
  const person = await openPerson(browser, 'about:blank')
  await person.context.addCookies([{ name: cookieName(false), value: session, url: server.url }])
  await person.page.goto(`${server.url}/p/${postmortem}/${screen}`)
  return person
}

/** Gives one command as the facilitator, at whatever revision the meeting is. */
async function command(body: Record<string, unknown>): Promise<void> {
  const path = `/api/postmortems/${postmortem}/meeting`
  const now = await server.api('GET', path, undefined, carolsSession)
  const expectedRev = now.body.rev ?? 0
  const key = { expectedRev, idempotencyKey: crypto.randomUUID() }
  const answer = await server.api('POST', `${path}/commands`, { command: body, ...key }, carolsSession)
  expect(answer.status, JSON.stringify(answer.body)).toBe(200)
}

const composer = (page: Page) => page.getByLabel('Add an event', { exact: true })
const rowText = (who: string, n: number): string => `${who} saw step ${n} of the slow hour`

async function addRow(page: Page, text: string, minute: number): Promise<void> {
  await composer(page).fill(`14:${String(minute).padStart(2, '0')} ${text}`)
  await composer(page).press('Enter')
  await expect.poll(() => composer(page).inputValue()).toBe('')
}

const sees = (page: Page, text: string): Promise<void> =>
  page.getByText(text).first().waitFor({ timeout: 30_000 })

beforeAll(async () => {
  server = await startServer()
  browser = await launchBrowser()
  const made = await server.api('POST', '/api/postmortems/import?source=markdown', REPORT)
  expect(made.status).toBe(201)
  postmortem = made.body.id
  carolsSession = (await server.guest(postmortem, 'facilitator', 'Carol')).session
  await command({ type: 'openMeeting', minutes: 60 })
  carol = await enter(carolsSession, 'meeting')
  team = []
  for (const name of NAMES)
    team.push(await enter((await server.guest(postmortem, 'participant', name)).session, 'meeting'))
  wall = await enter((await server.guest(postmortem, 'viewer', 'Wall')).session, 'stage')
}, 120_000)

afterAll(async () => {
  await browser?.close()
  await server?.close()
})

it('an imported report is reviewed by five people, all typing at once, one dropping out and coming back', async () => {
  await carol.page.getByRole('button', { name: 'Start the meeting' }).click()
  await carol.page.getByRole('heading', { level: 1, name: 'Opening and earlier actions' }).waitFor()
  await command({ type: 'advanceStep', override: 'shortened for this meeting' })
  for (const { page } of [carol, ...team])
    await page.getByRole('heading', { level: 1, name: 'Timeline review' }).waitFor()

  await Promise.all(
    team.map(async ({ page }, who) => {
      for (let n = 0; n < ROWS_EACH; n++) await addRow(page, rowText(NAMES[who] ?? '', n), 23 + who * 10 + n)
    }),
  )

  const [bob, priya, wei] = team
  if (!bob || !priya || !wei) throw new Error('somebody is missing')
  await wei.context.setOffline(true)
  await sees(wei.page, 'Offline')
  await addRow(wei.page, 'Wei wrote this without a network', 56)
  await addRow(bob.page, 'Bob wrote this meanwhile', 57)
  await sees(wei.page, 'change kept on this device')
  expect(await priya.page.getByText('Wei wrote this without a network').count()).toBe(0)
  await wei.context.setOffline(false)
  await sees(priya.page, 'Wei wrote this without a network')
  await sees(wei.page, 'Bob wrote this meanwhile')

  const steps = ['brainstorm', 'group', 'vote', 'actions', 'learn', 'close']
  for (const step of steps) {
    await command({ type: 'advanceStep', override: `shortened, on to ${step}` })
  }
  await carol.page.getByRole('heading', { level: 1, name: 'Close' }).waitFor()
  // [M22] The cursor of the three is still in the timeline, so that nobody took them along.
  for (const { page } of team) {
    await page.getByRole('button', { name: 'Join', exact: true }).click()
    await page.getByRole('heading', { level: 1, name: 'Close' }).waitFor()
  }
  await command({ type: 'endMeeting' })
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
  const path = `/api/postmortems/${postmortem}/export?format=markdown`
  const answer = await fetch(`${server.url}${path}`, {
    headers: { authorization: `Bearer ${carolsSession}` },
  })
  const markdown = await answer.text()
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
