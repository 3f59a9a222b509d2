/**
 * `npm run bench -- client [rounds]`: the production build in headless Chromium against a real server: how soon one can
 * type, how soon a key is seen, and how much JavaScript that takes. Prints a table with what docs/performance.md asks.
 */
import { cpus, loadavg } from 'node:os'
import type { Browser, BrowserContext, Page } from 'playwright'
import { cookieName } from '../../server/access/cookies.ts'
import { launchBrowser, openSignedIn, SIZES } from '../support/browser.ts'
import { RawPeer } from '../support/peers.ts'
import { startServer, type TestServer } from '../support/server.ts'
import { until } from '../support/until.ts'
import { postmortemOfSize, ROWS, rowId } from './postmortemOfSize.ts'
import { startTypists } from './typists.ts'

const KEYS = 150
const TYPISTS = 10

interface Line {
  readonly what: string
  readonly asked: string
  readonly values: readonly number[]
  readonly unit: string
}

/** Runs every measurement and prints the table; `rounds` is how often each opening is repeated. */
export async function benchClient(rounds: number): Promise<void> {
  const server = await startServer()
  const browser = await launchBrowser()
  try {
    const postmortem = await server.create({ startedAt: '2026-05-27T14:20:00Z' })
    await fill(server, postmortem)
    printMachine()
    print(await openings(browser, server, postmortem, rounds))
    print(await typing(browser, server, postmortem))
    await startMeeting(server, postmortem)
    const meeting = `/p/${postmortem}/meeting`
    print(await scripts(browser, server, meeting, '[data-cell]', 'JavaScript to join a meeting', '≤ 320 KB'))
    const stage = `/p/${postmortem}/stage`
    print(await scripts(browser, server, stage, 'h1', 'JavaScript of the stage', '≤ 200 KB'))
  } finally {
    await browser.close()
    await server.close()
  }
}

async function fill(server: TestServer, postmortem: string): Promise<void> {
  const peer = await RawPeer.join(syncOf(server), postmortem, 'v=1', {
    authorization: `Bearer ${server.ownerToken}`,
  })
  peer.edit(postmortemOfSize)
  await until('the document to be saved', () => peer.saved > 0)
  peer.leave()
}

const syncOf = (server: TestServer): { url: string } => ({ url: `${server.url.replace('http', 'ws')}/sync` })

/** What opening took, in ms from navigation. */
interface Opening {
  /** Until a letter stood in the first row. */
  readonly typed: number
  /** Until the last row was there. */
  readonly whole: number
}

/** Opens the document on a warm server, again on this device, and without a socket. */
async function openings(
  browser: Browser,
  server: TestServer,
  postmortem: string,
  rounds: number,
): Promise<Line[]> {
  const url = `${server.url}/p/${postmortem}`
  const first: Opening[] = []
  const again: Opening[] = []
  const unsynced: Opening[] = []
  for (let round = 0; round < rounds; round++) {
    const { session } = await server.guest(postmortem, 'participant', `Opener ${round}`)
    const context = await signedIn(browser, server, session)
    first.push(await openToTyping(context, url))
    again.push(await openToTyping(context, url))
    await context.routeWebSocket(/\/sync\//, () => {})
    unsynced.push(await openToTyping(context, url))
    await context.close()
  }
  const lines = (how: string, asked: string, openings: readonly Opening[]): Line[] => [
    { what: `open to typing, ${how}`, asked, values: openings.map(({ typed }) => typed), unit: 'ms' },
    {
      what: `… to the last of ${ROWS} rows`,
      asked: '–',
      values: openings.map(({ whole }) => whole),
      unit: 'ms',
    },
  ]
  return [
    ...lines('first visit', '≤ 1,500 ms', first),
    ...lines('visited before', '≤ 1,500 ms', again),
    ...lines('before any socket', 'possible', unsynced),
  ]
}

/** A browser of somebody with a session who has never been here. */
async function signedIn(browser: Browser, server: TestServer, session: string): Promise<BrowserContext> {
  const context = await browser.newContext({ viewport: SIZES.laptop })
  await context.addCookies([{ name: cookieName(false), value: session, url: server.url }])
  return context
}

async function openToTyping(context: BrowserContext, url: string): Promise<Opening> {
  const page = await context.newPage()
  await page.addInitScript(watchOpening, ROWS)
  await page.goto(url, { waitUntil: 'commit' })
  const cell = page.locator('#timeline [data-cell]').first()
  await cell.focus()
  await page.keyboard.type('x')
  const opening = await page.waitForFunction(() => {
    const { typed = 0, whole = 0 } = window.opening ?? {}
    return typed > 0 && whole > 0 && { typed, whole }
  })
  const value = await opening.jsonValue()
  await page.keyboard.press('Backspace')
  await page.close()
  return value || { typed: Number.NaN, whole: Number.NaN }
}

/** In the page: when the first row has the letter, and when the last row is there. */
function watchOpening(rows: number): void {
  const opening = { typed: 0, whole: 0 }
  window.opening = opening
  const look = (): void => {
    const field = document.querySelector<HTMLTextAreaElement>('#timeline textarea[data-bound]')
    if (field?.value.includes('x')) opening.typed ||= performance.now()
    const drawn = document.querySelectorAll('[data-timeline] [data-row]').length
    if (drawn >= rows) opening.whole ||= performance.now()
    if (opening.typed === 0 || opening.whole === 0) requestAnimationFrame(look)
  }
  requestAnimationFrame(look)
}

/** One person types in a row while ten others type in theirs: first alone on this machine, then read along. */
async function typing(browser: Browser, server: TestServer, postmortem: string): Promise<Line[]> {
  const url = `${server.url}/p/${postmortem}`
  const join = async (name: string): Promise<Page> => {
    const { session } = await server.guest(postmortem, 'participant', name)
    const { page } = await openSignedIn(browser, url, session)
    await page
      .locator('#timeline [data-cell]')
      .nth(ROWS - 1)
      .waitFor()
    return page
  }
  const writer = await join('Writer')
  const typists = await startTypists(server, syncOf(server), postmortem, TYPISTS)
  const row = `[data-row="${rowId(2)}"]`
  await writer.locator(`${row} [data-cell]`).focus()
  const alone = await typeKeys(writer)
  // The second browser draws on the same processors, so what it costs is not the writer's own.
  const reader = await join('Reader')
  await reader.evaluate(watchRow, row)
  const beside = await typeKeys(writer)
  await until(
    'the text at the reader',
    async () => (await reader.evaluate(() => window.bench.seen.length)) >= KEYS,
  )
  const { seen } = await reader.evaluate(() => window.bench)
  await typists.leave()
  await writer.context().close()
  await reader.context().close()
  const across = seen.slice(0, KEYS).map((at, key) => at - (beside.pressed[key] ?? Number.NaN))
  return [
    ...typed(alone, '', true),
    ...typed(beside, ', beside a reader', false),
    { what: 'key to another browser, p95', asked: '≤ 60 ms', values: [p95(across)], unit: 'ms' },
  ]
}

/** Presses every key at a person's pace and gives what the page saw meanwhile. */
async function typeKeys(writer: Page): Promise<Window['bench']> {
  await writer.evaluate(watchKeys)
  for (let key = 0; key < KEYS; key++) {
    await writer.keyboard.type('q')
    await writer.waitForTimeout(60)
  }
  return await writer.evaluate(() => {
    window.bench.stop()
    return JSON.parse(JSON.stringify(window.bench))
  })
}

function typed(bench: Window['bench'], where: string, isAsked: boolean): Line[] {
  const slow = bench.frames.filter(ms => ms > 50).length
  const line = (what: string, asked: string, value: number, unit: string): Line => ({
    what: what + where,
    asked: isAsked ? asked : '–',
    values: [value],
    unit,
  })
  return [
    line('key to own text, p95', '≤ 16 ms', p95(bench.written), 'ms'),
    line('key to own painted frame, p95', '–', p95(bench.painted), 'ms'),
    line('frames over 50 ms', '≤ 1 %', (100 * slow) / bench.frames.length, '%'),
    line('long tasks over 100 ms', '0', bench.long.filter(ms => ms > 100).length, ''),
  ]
}

declare global {
  interface Window {
    opening?: Opening
    bench: {
      readonly pressed: number[]
      readonly written: number[]
      readonly painted: number[]
      readonly frames: number[]
      readonly long: number[]
      readonly seen: number[]
      /** Ends the watching: a second one starts anew. */
      stop(): void
    }
  }
}

/** In the writer's page: when keys were pressed, were in the field and the line behind it, and were painted. */
function watchKeys(): void {
  const watching = new AbortController()
  const bench: Window['bench'] = {
    pressed: [],
    written: [],
    painted: [],
    frames: [],
    long: [],
    seen: [],
    stop: () => watching.abort(),
  }
  window.bench = bench
  let before = performance.now()
  const frame = (): void => {
    const now = performance.now()
    bench.frames.push(now - before)
    before = now
    if (!watching.signal.aborted) requestAnimationFrame(frame)
  }
  requestAnimationFrame(frame)
  new PerformanceObserver(list => {
    for (const entry of list.getEntries()) bench.long.push(entry.duration)
  }).observe({ type: 'longtask' })
  document.addEventListener(
    'keydown',
    ({ timeStamp }) => {
      bench.pressed.push(performance.timeOrigin + timeStamp)
      document.addEventListener(
        'input',
        () => {
          // Behind the page's own listeners, and what React does at once.
          queueMicrotask(() => bench.written.push(performance.now() - timeStamp))
          requestAnimationFrame(() => {
            const painted = new MessageChannel()
            painted.port1.onmessage = () => bench.painted.push(performance.now() - timeStamp)
            painted.port2.postMessage(0)
          })
        },
        { once: true },
      )
    },
    { capture: true, signal: watching.signal },
  )
}

/** In the reader's page: when each letter of the writer was there. */
function watchRow(selector: string): void {
  const seen: number[] = []
  window.bench = { pressed: [], written: [], painted: [], frames: [], long: [], seen, stop: () => {} }
  const count = (): number => document.querySelector(selector)?.textContent?.match(/q/g)?.length ?? 0
  const before = count()
  new MutationObserver(() => {
    const now = performance.timeOrigin + performance.now()
    while (seen.length < count() - before) seen.push(now)
  }).observe(document.body, { subtree: true, childList: true, characterData: true })
}

/** Starts the meeting of a postmortem and goes on to its timeline, where most of an hour is spent. */
async function startMeeting(server: TestServer, postmortem: string): Promise<void> {
  const path = `/api/postmortems/${postmortem}/meeting`
  for (const command of [
    { type: 'openMeeting', minutes: 60 },
    { type: 'startMeeting' },
    { type: 'advanceStep', override: 'to weigh the page' },
  ]) {
    const expectedRev = (await server.api('GET', path)).body?.rev ?? 0
    const body = { command, expectedRev, idempotencyKey: command.type }
    const { status } = await server.api('POST', `${path}/commands`, body)
    if (status !== 200) throw new Error(`${command.type} was answered ${status}`)
  }
}

/** The scripts that a page loads, as they travel: until what it is opened for is drawn, and in all. */
async function scripts(
  browser: Browser,
  server: TestServer,
  path: string,
  shows: string,
  what: string,
  asked: string,
): Promise<Line[]> {
  const postmortem = path.split('/')[2] ?? ''
  const { session } = await server.guest(postmortem, 'participant', 'Weigher')
  const context = await signedIn(browser, server, session)
  const page = await context.newPage()
  const sizes: Promise<number>[] = []
  page.on('response', response => {
    if (response.request().resourceType() !== 'script') return
    sizes.push(
      response
        .request()
        .sizes()
        .then(({ responseBodySize }) => responseBodySize),
    )
  })
  const kilobytes = async (): Promise<number> =>
    (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0) / 1024
  await page.goto(server.url + path, { waitUntil: 'commit' })
  await page.locator(shows).first().waitFor()
  const shown = await kilobytes()
  const files = sizes.length
  // What is loaded once the page is at rest: the checks' rules.
  await page.waitForLoadState('networkidle')
  await page.waitForTimeout(3_000)
  const whole = await kilobytes()
  await context.close()
  return [
    { what, asked, values: [shown], unit: 'KB' },
    { what: '… in files', asked: '–', values: [files], unit: '' },
    { what: '… with what comes when it is at rest', asked: '–', values: [whole], unit: 'KB' },
  ]
}

const sorted = (values: readonly number[]): number[] => [...values].sort((a, b) => a - b)
const p95 = (values: readonly number[]): number =>
  sorted(values)[Math.floor(values.length * 0.95)] ?? Number.NaN

function printMachine(): void {
  const [minute = 0] = loadavg()
  console.log(`${cpus()[0]?.model ?? 'unknown processor'}, ${cpus().length} cores, load ${minute.toFixed(1)}`)
}

function print(lines: readonly Line[]): void {
  for (const { what, asked, values, unit } of lines) {
    const order = sorted(values)
    const middle = order[Math.floor(order.length / 2)] ?? Number.NaN
    const spread = order.length > 1 ? ` (${order[0]?.toFixed(0)}–${order.at(-1)?.toFixed(0)})` : ''
    const shown = `${middle.toFixed(unit === '%' ? 1 : 0)} ${unit}${spread}`
    console.log(`  ${what.padEnd(48)} ${shown.padEnd(24)} asked ${asked}`)
  }
}
