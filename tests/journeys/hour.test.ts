import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { cookieName } from '../../server/access/cookies.ts'
import { MINUTE } from '../../shared/base/time.ts'
import { addItem, updateItem } from '../../shared/document/edit.ts'
import { voteItems } from '../../shared/document/factorGroups.ts'
import { readList } from '../../shared/document/read.ts'
import type { MeetingReport } from '../../shared/meeting/report.ts'
import type { MeetingAnswer } from '../../shared/protocol/meetingApi.ts'
import { launchBrowser, openPerson, type PersonAtBrowser, type SIZES } from '../support/browser.ts'
import { RawPeer } from '../support/peers.ts'
import { type Pace, quicken } from '../support/quicken.ts'
import { EXAMPLE } from '../support/server.ts'
import { type ServerProcess, serverProcess } from '../support/serverProcess.ts'
import { until } from '../support/until.ts'

/** An hour's meeting in about a minute: the server and the pages live sixty times as fast as this test. */
const FACTOR = 60
const PACE: Pace = { anchor: Date.now(), factor: FACTOR, shiftMs: 0, longTimerMs: 20_000 }
/** A page's watchdogs are shorter than the server's; one wall clock is ten minutes slow, another as much ahead (M9). */
const PAGE = { ...PACE, longTimerMs: 3_000 }
const SILENT = 8

let dataDir: string
let server: ServerProcess
let browser: Browser
let id: string
let carol: PersonAtBrowser
let bob: PersonAtBrowser
let lena: PersonAtBrowser
let wall: PersonAtBrowser
let carols: string
const others: Attendee[] = []

/** Somebody at a client without a screen, who types, hands in cards and votes. */
class Attendee {
  readonly name: string
  readonly session: string
  peer: RawPeer | null = null

  constructor(name: string, session: string) {
    this.name = name
    this.session = session
  }

  /** Connects, anew after the server was away. */
  async join(): Promise<void> {
    this.peer?.leave()
    this.peer = await RawPeer.join(server, id, 'v=1', { authorization: `Bearer ${this.session}` })
  }

  async give(command: object): Promise<void> {
    const { status, body } = await call('POST', `/api/postmortems/${id}/meeting/commands`, this.session, {
      command,
      expectedRev: (await meeting()).rev,
      idempotencyKey: `${this.name}-${Math.random()}`,
    })
    if (status !== 200) throw new Error(`${this.name}: ${JSON.stringify(body)}`)
  }
}

/** Calls a route; `session` null is the owner, '' nobody. */
async function call(method: string, path: string, session: string | null, body?: object) {
  const who = session === null ? server.headers : session ? { authorization: `Bearer ${session}` } : {}
  const response = await fetch(server.http + path, {
    method,
    headers: { ...who, 'content-type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
  })
  // biome-ignore lint/suspicious/noExplicitAny: answers of several shapes
  return { status: response.status, body: (await response.json()) as any }
}

const meeting = async (): Promise<MeetingAnswer> =>
  (await call('GET', `/api/postmortems/${id}/meeting`, null)).body

/** The session of a new guest. */
async function guest(role: string, name: string): Promise<string> {
  const invited = await call('POST', `/api/postmortems/${id}/invitations`, null, { role })
  const accepted = await call('POST', '/api/invitations/accept', '', { token: invited.body.token, name })
  return accepted.body.session
}

async function enter(session: string, screen: string, size: keyof typeof SIZES, shiftMs = 0) {
  const person = await openPerson(browser, 'about:blank', size)
  await person.context.addInitScript(quicken, { ...PAGE, shiftMs })
  await person.context.addCookies([{ name: cookieName(false), value: session, url: server.http }])
  await person.page.goto(`${server.http}/p/${id}/${screen}`)
  return person
}

const sees = (page: Page, text: string | RegExp): Promise<void> =>
  page.getByText(text).first().waitFor({ timeout: 20_000 })
const press = (page: Page, name: string | RegExp): Promise<void> =>
  page.getByRole('button', { name }).first().click({ timeout: 20_000 })
const isAt = async (step: string): Promise<void> => {
  for (const { page } of [carol, bob, wall])
    await page.getByRole('heading', { level: 1, name: step }).waitFor({ timeout: 20_000 })
}

/** Minutes since the start by the server's clock, breaks and all. */
async function minutes(): Promise<number> {
  const { serverNow, state } = await meeting()
  return (serverNow - (state.schedule.startedAt ?? serverNow)) / MINUTE
}
const untilMinute = (minute: number): Promise<void> =>
  until(`minute ${minute}`, async () => (await minutes()) >= minute, 60_000)

/** Seconds left of the step, negative when over, as the page shows them. */
async function secondsLeft(page: Page): Promise<number> {
  const text = (await page.getByRole('timer').first().textContent()) ?? ''
  const [, sign, whole, rest] = /(\+?)(\d+):(\d\d)/.exec(text) ?? []
  const left = Number(whole) * 60 + Number(rest)
  return sign === '+' ? -left : left
}

/** Next, and what the dialog asks for. */
async function moveOn({ page }: PersonAtBrowser): Promise<void> {
  await page.getByRole('button', { name: /^Next: / }).click()
  const go = page.getByRole('button', { name: /^(Move on|Move on anyway)$/ })
  await go.waitFor()
  const why = page.getByLabel(/Why move on now/)
  if (await why.isVisible()) await why.fill('the hour is short')
  await go.click()
}

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'debrief-hour-'))
  server = await serverProcess(dataDir, { PACE: JSON.stringify(PACE) }, 'tests/support/quickServer.ts')
  await server.start()
  browser = await launchBrowser()
  id = (await call('POST', '/api/postmortems/example', null, EXAMPLE)).body.id
  carols = await guest('facilitator', 'Carol')
  carol = await enter(carols, 'meeting', 'laptop', -10 * MINUTE)
  bob = await enter(await guest('participant', 'Bob'), 'meeting', 'phone', 10 * MINUTE)
  wall = await enter(await guest('viewer', 'Wall'), 'stage', 'wall')
  await wall.page.evaluate(() => Object.assign(window, { neverReloaded: true }))
  for (let at = 0; at < SILENT; at++) {
    const name = `Attendee ${at + 1}`
    others.push(new Attendee(name, await guest('participant', name)))
  }
  await Promise.all(others.map(other => other.join()))
}, 120_000)

afterAll(async () => {
  for (const { peer } of others) peer?.leave()
  await browser?.close()
  await server?.end('SIGKILL')
  rmSync(dataDir, { recursive: true, force: true })
})

it('opening: twelve people, the tone, five minutes', async () => {
  await press(carol.page, 'Open the meeting')
  await sees(carol.page, 'Attendee 8')
  await press(carol.page, 'Start the meeting')
  await isAt('Opening and earlier actions')
  await press(carol.page, 'Read and agreed')
  await untilMinute(2)
  const shown = await Promise.all([carol, bob, wall].map(({ page }) => secondsLeft(page)))
  // One real second is a minute here; clocks that are ten minutes off would be seen all the same (M9).
  expect(Math.max(...shown) - Math.min(...shown)).toBeLessThan(90)
  await untilMinute(5)
  await moveOn(carol)
  await isAt('Timeline review')
})

it('[M17] timeline: eight people add rows at once, and who comes late is told what was done', async () => {
  const before = (await call('GET', `/api/postmortems/${id}`, null)).body.timeline.length
  for (const [at, { peer, name }] of others.entries())
    peer?.edit(doc =>
      addItem(doc, 'timeline', `row-${at}`, { at: `2026-05-27T14:${30 + at}:00Z`, text: `${name} looked` }),
    )
  await sees(bob.page, 'Attendee 8 looked')
  await carol.page.getByRole('heading', { level: 1 }).click()
  await carol.page.keyboard.press('j')
  await carol.page.keyboard.press('j')
  await wall.page.locator('[data-lit]').first().waitFor()
  await untilMinute(12)
  lena = await enter(await guest('participant', 'Lena'), 'meeting', 'laptop')
  await sees(lena.page, 'What happened before you came')
  await sees(lena.page, 'Done: Opening and earlier actions')
  await press(lena.page, 'Got it')
  const rows = (await call('GET', `/api/postmortems/${id}`, null)).body.timeline
  expect(rows).toHaveLength(before + SILENT)
})

it('[M16] the facilitator vanishes, the timer runs on, and another one claims the role', async () => {
  await untilMinute(16)
  await carol.context.close()
  const left = await secondsLeft(wall.page)
  await press(bob.page, 'Facilitate from here')
  await sees(lena.page, 'Bob facilitates')
  expect(await secondsLeft(wall.page)).toBeLessThan(left - 50)
  carol = await enter(carols, 'meeting', 'laptop', -10 * MINUTE)
  await sees(carol.page, 'Bob facilitates')
  expect(await carol.page.getByRole('button', { name: /^Next: / }).count()).toBe(0)
  await untilMinute(27)
  await press(bob.page, /Confirm the remaining/)
  await press(bob.page, 'Confirm the timeline')
  await moveOn(bob)
  await isAt('Silent brainstorm')
})

it('[M6, M10] the server restarts in the midst of a silent step: cards, step and timer are as they were', async () => {
  for (const [at, other] of others.entries())
    await other.give({
      type: 'submitCard',
      card: `card-${at}`,
      text: `Condition number ${at}`,
      category: 'process',
    })
  const counted = await wall.page.getByText(/^8 of \d+ have submitted$/).textContent({ timeout: 20_000 })
  const { serverNow, state } = await meeting()
  await server.end('SIGTERM')
  await server.start()
  await Promise.all(others.map(other => other.join()))
  const after = await meeting()
  expect(after.state.current).toBe(state.current)
  // The hour goes on while the server is away: what is spent grows by what has passed, within a second (M6).
  const spent = (answer: MeetingAnswer): number => {
    const timer = answer.state.timer
    if (!timer) throw new Error('no timer')
    return timer.spentMs + (timer.startedAt === null ? 0 : answer.serverNow - timer.startedAt)
  }
  const passed = after.serverNow - serverNow
  expect(Math.abs(spent(after) - spent({ rev: 0, epoch: 0, serverNow, state }) - passed)).toBeLessThan(1_000)
  await sees(wall.page, counted ?? 'no count')
  for (const { page } of [carol, bob, lena, wall]) {
    await page.getByRole('heading', { level: 1, name: 'Silent brainstorm' }).waitFor({ timeout: 30_000 })
    expect(await page.content()).not.toContain('Condition number')
  }
  for (const page of [carol.page, lena.page, bob.page]) await press(page, /^(I pass|Pass)$/)
  await untilMinute(31)
  await moveOn(bob)
})

it('[M11, M12] cards become factors, ballots a result, and the top ones are chosen', async () => {
  await press(bob.page, 'Reveal the cards')
  const [grouping] = others
  if (!grouping?.peer) throw new Error('nobody groups')
  const { peer } = grouping
  const factors = () => readList(peer.doc, 'factors')
  await until(
    'eight revealed cards',
    () => factors().filter(({ text }) => /^Condition/.test(text)).length === 8,
  )
  peer.edit(doc => {
    for (const { id: factor, group } of factors())
      if (!group) updateItem(doc, 'factors', factor, { group: 'Conditions' })
  })
  await sees(wall.page, 'Conditions')
  await untilMinute(39)
  await moveOn(bob)
  await isAt('Vote')
  await bob.page.locator('[data-key="vote"]').click()
  await sees(wall.page, /0 of \d+ have voted/)
  const candidate = voteItems(factors()).find(({ title }) => title === 'Conditions')?.lead.id ?? ''
  const seconds = voteItems(factors())
    .filter(({ lead }) => lead.id !== candidate)
    .slice(0, 4)
  expect(seconds).toHaveLength(4)
  for (const [at, other] of others.entries()) {
    const second = seconds[at % 4]?.lead.id ?? ''
    await other.give({ type: 'castVote', dots: { [candidate]: 2, [second]: 1 } })
  }
  await sees(wall.page, /8 of \d+ have voted/)
  await press(bob.page, 'Close the vote')
  await press(bob.page, 'Close now')
  await sees(wall.page, '16 dots')
  for (const { page } of [bob, wall]) {
    expect(await page.getByText('1.', { exact: true }).count()).toBe(1)
    expect(await page.getByText('=2.', { exact: true }).count()).toBe(4)
  }
  // What was chosen in the draft is not shown as what the vote decided.
  expect(await wall.page.getByText('chosen').count()).toBe(0)
  await sees(bob.page, 'The marks are from before the vote.')
  await sees(bob.page, '4 tie for the last place with 2 dots each')
  const choice = bob.page.getByRole('checkbox', { name: 'Choose “Conditions”' })
  await choice.check()
  await sees(wall.page, 'Conditions ✓ chosen')
  await untilMinute(42)
  await moveOn(bob)
  await isAt('Action items')
})

it('actions: a chosen factor gets its action, and everyone sees the cover grow', async () => {
  const [writer] = others
  const chosen = readList(writer?.peer?.doc ?? fail(), 'factors').filter(factor => factor.chosen)
  expect(chosen.length).toBeGreaterThan(0)
  writer?.peer?.edit(doc =>
    addItem(doc, 'actions', 'action-hour', {
      text: 'Page on call when pool use is above 80 % for 5 minutes',
      owner: 'Attendee 1',
      due: '2026-12-11',
      type: 'detect',
      tracker: 'PAY-812',
      factors: chosen.map(factor => factor.id),
    }),
  )
  await sees(wall.page, 'Page on call when pool use')
  await sees(bob.page, 'Page on call when pool use')
  await untilMinute(53)
  await moveOn(bob)
  await isAt('What did we learn?')
})

it('learned: everyone is asked, the wall shows it without names', async () => {
  for (const [at, other] of others.entries())
    await other.give(
      at % 2 ? { type: 'passLearning' } : { type: 'recordLearning', text: `Lesson number ${at}` },
    )
  await sees(wall.page, 'Lesson number 6')
  expect(await wall.page.locator('main').innerText()).not.toContain('Attendee 7')
  await untilMinute(58)
  await moveOn(bob)
  await isAt('Close')
})

it('[M18] the hour ends, and its report has the minutes that were planned and spent', async () => {
  for (const other of others) await other.give({ type: 'answerClosing', learned: true, again: true })
  await untilMinute(60)
  await press(bob.page, 'End the meeting')
  await bob.page.getByRole('dialog').getByRole('button', { name: 'End the meeting' }).click()
  await sees(bob.page, 'Meeting report')
  await sees(wall.page, 'The meeting has ended')
  const report: MeetingReport = (await call('GET', `/api/postmortems/${id}/meeting/report`, null)).body
  expect(report.plannedMs).toBe(60 * MINUTE)
  expect(report.closing).toEqual({ answered: SILENT, learned: SILENT, again: SILENT })
  expect(report.contributors).toBeGreaterThanOrEqual(SILENT)
  console.log(`planned 60 min, spent ${(report.spentMs / MINUTE).toFixed(1)} min`)
  expect(report.steps.every(step => step.spentMs > MINUTE)).toBe(true)
  expect(report.steps.reduce((sum, step) => sum + step.spentMs, 0)).toBe(report.spentMs)
  expect(report.spentMs).toBeGreaterThan(59 * MINUTE)
})

it('the wall was never touched, and no page broke', async () => {
  expect(await wall.page.evaluate(() => 'neverReloaded' in window)).toBe(true)
  const broke = [carol, bob, lena, wall].flatMap(({ errors }) => errors)
  expect(broke.filter(error => !/WebSocket|Failed to load resource|ERR_CONNECTION/.test(error))).toEqual([])
})

const fail = (): never => {
  throw new Error('nobody writes')
}
