import type { Browser, Locator, Page } from 'playwright'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import type { Postmortem, RichText } from '../../shared/document/postmortem.ts'
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
  postmortem = await server.create()
})

afterAll(async () => {
  await browser?.close()
  await server?.close()
})

async function open(name: string): Promise<Page> {
  const { session } = await server.guest(postmortem, 'participant', name)
  const person = await openSignedIn(browser, `${server.url}/p/${postmortem}`, session)
  opened.push(person)
  await editor(person.page).waitFor()
  return person.page
}

const editor = (page: Page, name = 'summary'): Locator => page.locator(`[data-section="${name}"]`)
/** The lines of an editor, without the names at carets. */
const lines = (page: Page, name = 'summary'): Promise<string[]> =>
  editor(page, name).evaluate(element =>
    [...element.querySelectorAll('p')].map(line => {
      const copy = line.cloneNode(true) as HTMLElement
      for (const caret of copy.querySelectorAll('.caret')) caret.remove()
      return copy.textContent ?? ''
    }),
  )
const words = (nodes: RichText | undefined): string =>
  (nodes ?? []).map(node => `${node.text ?? ''}${words(node.content)}`).join('')
const stored = async (): Promise<Postmortem> =>
  (await server.api('GET', `/api/postmortems/${postmortem}`)).body
const summary = async (): Promise<string> => words((await stored()).summary)

/** Puts an empty paragraph into the section, as Enter at its end does, and waits until both have it. */
async function emptyLine(...pages: readonly [Page, ...Page[]]): Promise<void> {
  await editor(pages[0]).click()
  await pages[0].keyboard.type('Above')
  await pages[0].keyboard.press('Enter')
  for (const page of pages) await expect.poll(() => lines(page)).toEqual(['Above', ''])
  for (const page of pages) {
    await editor(page).click()
    await page.keyboard.press('Control+End')
  }
}

async function typeAtOnce(...typists: readonly (readonly [Page, string])[]): Promise<void> {
  const length = Math.max(...typists.map(([, text]) => text.length))
  for (let at = 0; at < length; at++) {
    await Promise.all(typists.map(([page, text]) => page.keyboard.type(text.charAt(at))))
  }
}

/** Letters of a word in their order with others in between count as scrambled: each word has to be there whole. */
async function expectWhole(pages: readonly Page[], ...texts: readonly string[]): Promise<void> {
  const [first] = pages as [Page]
  await expect
    .poll(summary, { timeout: 15_000 })
    .toSatisfy((all: string) => texts.every(text => all.includes(text)))
  const all = await summary()
  expect(all.length, all).toBe(texts.join('').length)
  for (const page of pages) await expect.poll(() => lines(page)).toEqual(await lines(first))
}

it('[D5] two who begin in the same empty line both have their words whole', async () => {
  const [alice, bob] = [await open('Alice'), await open('Bob')]
  await emptyLine(alice, bob)
  const [a, b] = ['alice wrote a sentence. ', 'BOB WROTE ANOTHER ONE. ']
  await typeAtOnce([alice, a], [bob, b])
  await expectWhole([alice, bob], 'Above', a, b)
})

it('[D5] two who begin in the same empty section both have their words whole', async () => {
  const [alice, bob] = [await open('Alice'), await open('Bob')]
  for (const page of [alice, bob]) await editor(page).click()
  const [a, b] = ['alice wrote a sentence. ', 'BOB WROTE ANOTHER ONE. ']
  await typeAtOnce([alice, a], [bob, b])
  await expectWhole([alice, bob], a, b)
})

it('[D5] what is composed at the end of a line in which another types is there once, as it was chosen', async () => {
  const [alice, bob] = [await open('Alice'), await open('Bob')]
  await editor(alice).click()
  await alice.keyboard.type('start ')
  await expect.poll(() => lines(bob)).toEqual(['start '])
  await editor(bob).click()
  await bob.keyboard.press('Control+End')
  const ime = await alice.context().newCDPSession(alice)
  const compose = (text: string): Promise<unknown> =>
    ime.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length })
  for (const text of ['k', 'か', 'かn', 'かんj', 'かんじ']) {
    await compose(text)
    await bob.keyboard.type('b')
    await expect.poll(() => lines(bob).then(([line]) => line?.includes('b'))).toBe(true)
  }
  await ime.send('Input.insertText', { text: '漢字' })
  await alice.keyboard.type('!')
  await expect.poll(summary, { timeout: 15_000 }).toMatch(/^start (漢字!bbbbb|bbbbb漢字!|b+漢字!b+)$/)
  for (const page of [alice, bob]) {
    await expect.poll(() => lines(page).then(all => all.join(''))).toBe(await summary())
  }
  // Where the words are, the caret is.
  await alice.keyboard.type('?')
  await expect.poll(summary).toContain('漢字!?')
})

it('[D6] an editor of another page, in which nobody writes, takes nothing from undo and redo', async () => {
  const alice = await open('Alice')
  const bob = await open('Bob')
  await editor(alice).click()
  await alice.keyboard.type('words')
  await expect.poll(() => lines(bob)).toEqual(['words'])
  await alice.keyboard.press('Control+z')
  await expect.poll(() => lines(bob)).toEqual([''])
  // Whatever makes Bob's editor look again: a caret that moves, a notice, his own caret.
  await editor(bob).click()
  await bob.locator('#content').click({ position: { x: 2, y: 2 } })
  await alice.keyboard.press('Control+Shift+z')
  await expect.poll(() => lines(bob)).toEqual(['words'])
  await expect.poll(async () => (await stored()).summary.length).toBe(1)
  await alice.keyboard.press('Control+z')
  await alice.keyboard.press('Control+Shift+z')
  await expect.poll(() => lines(bob)).toEqual(['words'])
  expect(await lines(alice)).toEqual(['words'])
})

/** Comments on all words of a section. */
async function commentOn(page: Page, name: string, text: string): Promise<void> {
  await selectAll(page, name)
  await page.getByRole('button', { name: 'Comment on the selected words' }).waitFor()
  await page.keyboard.press('Control+Alt+m')
  await page.getByLabel('Comment or ask').fill(text)
  await page.getByLabel('Comment or ask').press('Control+Enter')
  await page.getByText(text).first().waitFor()
}

async function selectAll(page: Page, name: string): Promise<void> {
  await editor(page, name).focus()
  await page.keyboard.press('Control+a')
  const all = (await lines(page, name)).join('\n\n')
  await expect.poll(() => page.evaluate(() => getSelection()?.toString())).toBe(all)
}

/** What stands before the caret in the summary. */
const untilCaret = (page: Page): Promise<string> =>
  editor(page).evaluate(element => {
    const range = getSelection()?.getRangeAt(0).cloneRange()
    range?.setStart(element, 0)
    return range?.toString() ?? ''
  })

/** Moves the caret of the summary by arrow keys until just this stands before it. */
async function moveCaretAfter(page: Page, before: string): Promise<void> {
  for (let presses = 0; presses < 100; presses++) {
    const now = await untilCaret(page)
    if (now === before) return
    await page.keyboard.press(now.length < before.length ? 'ArrowRight' : 'ArrowLeft')
    await expect.poll(() => untilCaret(page)).not.toBe(now)
  }
  throw new Error(`The caret never stood after “${before}”`)
}

const marked = (page: Page, name: string): Promise<string> =>
  editor(page, name)
    .locator('[data-comment]')
    .allTextContents()
    .then(all => all.join('|'))
const said = async (): Promise<string[]> =>
  (await stored()).comments.flatMap(({ comments }) => comments.map(({ text }) => text))

it('[D6] a comment, and what was written before and after it, is taken back and brought back step by step', async () => {
  const alice = await open('Alice')
  await editor(alice, 'impact').click()
  await alice.keyboard.type('These words matter.')
  await commentOn(alice, 'impact', 'Do they?')
  await editor(alice).click()
  await alice.keyboard.type('Other words')
  await expect.poll(summary).toBe('Other words')
  const now = async () => [words((await stored()).impact), (await said()).join(), await summary()]
  const steps = [
    ['These words matter.', 'Do they?', 'Other words'],
    ['These words matter.', 'Do they?', ''],
    ['These words matter.', '', ''],
    ['', '', ''],
  ]
  for (const step of steps.slice(1)) {
    await alice.keyboard.press('Control+z')
    await expect.poll(now).toEqual(step)
  }
  for (const step of steps.slice(0, -1).reverse()) {
    await alice.keyboard.press('Control+Shift+z')
    await expect.poll(now).toEqual(step)
  }
  await expect.poll(() => marked(alice, 'impact')).toBe('These words matter.')
})

it('comments keep to their words through splitting, merging, replacing, undo and a reload, on each page alike', async () => {
  const [alice, bob] = [await open('Alice'), await open('Bob')]
  await editor(alice).click()
  await alice.keyboard.type('These words matter.')
  await commentOn(alice, 'summary', 'Do they?')
  const expectMarked = async (text: string, between = '|'): Promise<void> => {
    for (const page of [alice, bob]) {
      await expect.poll(async () => (await marked(page, 'summary')).replaceAll('|', between)).toBe(text)
    }
  }
  await expectMarked('These words matter.')
  await editor(bob).focus()
  await bob.keyboard.press('Control+Home')
  await bob.keyboard.type('Well. ')
  await bob.keyboard.press('Control+End')
  await bob.keyboard.type(' So?')
  await expectMarked('These words matter.')

  await bob.keyboard.press('Control+Home')
  await moveCaretAfter(bob, 'Well. These ')
  await bob.keyboard.press('Enter')
  // Where exactly the line breaks is up to how soon the browser tells of its caret.
  await expect.poll(() => lines(alice).then(all => all.length)).toBe(2)
  await expectMarked('These words matter.', '')
  await bob.keyboard.press('Backspace')
  // Bob's caret stands between the words, on Alice's page within the mark.
  await expectMarked('These words matter.', '')

  await selectAll(bob, 'summary')
  await bob.keyboard.type('Nothing of that')
  await expectMarked('')
  await bob.keyboard.press('Control+z')
  await expectMarked('These words matter.')
  await alice.reload()
  await expectMarked('These words matter.')
  expect(await said()).toEqual(['Do they?'])
})

it('[D5] an editor that fails while it takes in a change writes nothing, and is made anew with all that was written', async () => {
  const [alice, bob] = [await open('Alice'), await open('Bob')]
  await editor(alice).click()
  await alice.keyboard.type('By Alice. ')
  await expect.poll(() => lines(bob)).toEqual(['By Alice. '])
  // What a plugin does that throws while it draws what others wrote.
  await editor(alice).evaluate(element => {
    const { view } = (element as unknown as { editor: { view: { updateState(): void } } }).editor
    view.updateState = () => {
      throw new Error('not drawn')
    }
  })
  await editor(bob).focus()
  await bob.keyboard.press('Control+End')
  await bob.keyboard.type('By Bob. ')
  await alice.keyboard.type('x')
  await expect.poll(() => lines(alice)).toEqual(['By Alice. By Bob. '])
  await expect.poll(summary).toBe('By Alice. By Bob. ')
  await expect.poll(() => editor(alice).evaluate(element => element === document.activeElement)).toBe(true)
  await alice.keyboard.press('Control+End')
  await alice.keyboard.type('And on.')
  await expect.poll(summary).toBe('By Alice. By Bob. And on.')
})
