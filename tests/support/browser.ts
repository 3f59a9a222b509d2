import { type Browser, type BrowserContext, chromium, type Page } from 'playwright'
import { cookieName } from '../../server/access/cookies.ts'
import { chromium as program } from './tools.ts'

/** Window sizes that every screen is looked at in. */
export const SIZES = {
  laptop: { width: 1440, height: 900 },
  wall: { width: 1920, height: 1080 },
  phone: { width: 375, height: 812 },
} as const

/** Flags under which Debian's Chromium runs as root and asks nothing of the network. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** Starts one headless browser; each person gets a context of their own through {@link openPerson}. */
export function launchBrowser(): Promise<Browser> {
  const executablePath = program.find()
  if (!executablePath) throw new Error('Chromium is missing: `npm test` installs it or says how.')
  return chromium.launch({ executablePath, args: FLAGS })
}

/** A person at their own browser: what the page logged as errors is kept for the test to look at. */
export interface PersonAtBrowser {
  readonly context: BrowserContext
  readonly page: Page
  readonly errors: string[]
}

export async function openPerson(
  browser: Browser,
  url: string,
  size: keyof typeof SIZES = 'laptop',
): Promise<PersonAtBrowser> {
  const context = await browser.newContext({ viewport: SIZES[size], reducedMotion: 'reduce' })
  const page = await context.newPage()
  const errors: string[] = []
  page.on('pageerror', error => errors.push(error.message))
  page.on('console', message => {
    if (message.type() === 'error') errors.push(message.text())
  })
  await page.goto(url)
  return { context, page, errors }
}

/** Opens an address in the browser of somebody who has this session already. */
export async function openSignedIn(
  browser: Browser,
  url: string,
  session: string,
  size: keyof typeof SIZES = 'laptop',
): Promise<PersonAtBrowser> {
  const person = await openPerson(browser, 'about:blank', size)
  await person.context.addCookies([{ name: cookieName(false), value: session, url: new URL(url).origin }])
  await person.page.goto(url)
  return person
}
