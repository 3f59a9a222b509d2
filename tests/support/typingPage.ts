import type { Browser, BrowserContext, Page } from 'playwright'
import { expect } from 'vitest'
import { CANARY } from './canary.ts'
import type { ServerProcess } from './serverProcess.ts'
import { until } from './until.ts'

/** Sections that pages type in, each in one of its own, so that no caret stands within the word of another. */
const SECTIONS = ['summary', 'impact', 'rootCause', 'wentWell', 'couldImprove', 'lucky', 'lessons'] as const

/** A browser of its own for somebody who has this session; no session is nobody. */
export async function contextOf(
  browser: Browser,
  server: ServerProcess,
  session: string,
  options: { readonly serviceWorkers?: 'allow' | 'block' } = {},
): Promise<BrowserContext> {
  const context = await browser.newContext({ reducedMotion: 'reduce', ...options })
  await context.addCookies([{ name: 'debrief', value: session, url: server.http }])
  return context
}

/** Invites somebody; resolves to their session. */
export async function guestSession(server: ServerProcess, postmortem: string, name: string): Promise<string> {
  const ask = async (path: string, body: unknown): Promise<Record<string, string>> => {
    const headers = { ...server.headers, 'content-type': 'application/json' }
    const init = { method: 'POST', headers, body: JSON.stringify(body) }
    return (await (await fetch(`${server.http}/api${path}`, init)).json()) as Record<string, string>
  }
  const { token } = await ask(`/postmortems/${postmortem}/invitations`, { role: 'participant' })
  const { session } = await ask('/invitations/accept', { token, name })
  if (!session) throw new Error('not accepted')
  return session
}

/** A real page in which words are typed that nobody else types, as {@link Typist} does without a browser. */
export class TypingPage {
  readonly page: Page
  readonly name: string
  readonly section: string
  readonly written: string[] = []
  /** What the saved mark showed, each time it changed. */
  readonly marks: () => Promise<readonly string[]>
  /** Frames and answers received that hold the canary. */
  leaks = 0

  private constructor(page: Page, at: number) {
    this.page = page
    this.name = `page${at}`
    this.section = SECTIONS[at % SECTIONS.length] ?? 'summary'
    this.marks = () => page.evaluate(() => (window as unknown as { marks: string[] }).marks)
    page.on('websocket', socket => {
      socket.on('framereceived', ({ payload }) => {
        if (payload.includes(CANARY)) this.leaks++
      })
    })
  }

  /** Opens the document in a new tab; `at` tells the pages of a test apart. */
  static async open(context: BrowserContext, url: string, at: number): Promise<TypingPage> {
    const page = await context.newPage()
    const typing = new TypingPage(page, at)
    await page.addInitScript(noteMarks)
    await page.goto(url)
    await typing.ready()
    return typing
  }

  /** Resolves once the page shows the document in a form that can be typed in. */
  async ready(): Promise<void> {
    await this.page.locator(`#${this.section} [contenteditable="true"]`).waitFor()
  }

  /** Types this many more words, key by key. */
  async type(words: number): Promise<void> {
    const editor = this.page.locator(`#${this.section} [contenteditable="true"]`)
    await editor.focus()
    await this.page.keyboard.press('ControlOrMeta+End')
    for (let at = 0; at < words; at++) {
      const word = `‹${this.name}.${this.written.length}›`
      this.written.push(word)
      await this.page.keyboard.type(word)
    }
  }

  /** Resolves once the page says of all that was typed that it is saved. */
  async saved(ms = 30_000): Promise<void> {
    await this.page.locator('[role="status"][data-kind="saved"]').first().waitFor({ timeout: ms })
  }

  /** The words that stand on the page, each section by itself. */
  words(): Promise<Record<string, string[]>> {
    return this.page.evaluate(sections => {
      const wordsOf = (section: string): string[] =>
        document.getElementById(section)?.textContent?.match(/‹[^›]*›/g) ?? []
      return Object.fromEntries(sections.map(section => [section, wordsOf(section)]))
    }, SECTIONS)
  }
}

/** Runs in the page: notes each state that the saved mark goes through. */
function noteMarks(): void {
  const marks: string[] = []
  Object.assign(window, { marks })
  const note = (): void => {
    const mark = document.querySelector('[role="status"][data-kind]')
    const text = mark?.getAttribute('aria-label') ?? ''
    if (text && marks.at(-1) !== text) marks.push(text)
  }
  document.addEventListener('DOMContentLoaded', () => {
    new MutationObserver(note).observe(document.body, { subtree: true, childList: true, attributes: true })
  })
}

const wordsStored = async (server: ServerProcess, postmortem: string): Promise<string[]> => {
  const { id: _, ...stored } = await server.read(postmortem)
  return JSON.stringify(stored).match(/‹[^›]*›/g) ?? []
}

/**
 * The oracle of the fault tests in browsers. Every word stands exactly once on every page that is open and in the
 * store, in the same order on all, also after a kill -9, and no page received a canary. Of `maybe`, words that were
 * typed right before their page was closed, none stands there twice.
 */
export async function expectWholeAt(
  server: ServerProcess,
  postmortem: string,
  pages: readonly TypingPage[],
  {
    left = [],
    maybe = [],
  }: { readonly left?: readonly TypingPage[]; readonly maybe?: readonly string[] } = {},
): Promise<void> {
  for (const page of pages) await page.saved()
  const sure = [...pages, ...left].flatMap(({ written }) => written).filter(word => !maybe.includes(word))
  const areSame = async (): Promise<boolean> => {
    const shown = await Promise.all(pages.map(page => page.words()))
    return new Set(shown.map(words => JSON.stringify(words))).size === 1
  }
  await until('all pages show the same', areSame, 20_000)
  const shown = Object.values((await pages[0]?.words()) ?? {}).flat()
  const places = [shown, await wordsStored(server, postmortem)]
  await server.end('SIGKILL')
  await server.start()
  places.push(await wordsStored(server, postmortem))
  for (const words of places) {
    expect(words.filter((word, at) => words.indexOf(word) !== at)).toEqual([])
    expect(sure.filter(word => !words.includes(word))).toEqual([])
    expect([...words].sort()).toEqual([...shown].sort())
  }
  for (const { leaks } of [...pages, ...left]) expect(leaks).toBe(0)
  console.log(
    `${sure.length} words by ${pages.length + left.length} pages: each once on all and in the store`,
  )
}
