import AxeBuilder from '@axe-core/playwright'
import type { Browser, Page } from 'playwright'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import type { Postmortem } from '../../shared/document/postmortem.ts'
import { launchBrowser, openSignedIn, type PersonAtBrowser, type SIZES } from '../support/browser.ts'
import { startServer, type TestServer } from '../support/server.ts'
import { until } from '../support/until.ts'

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

const stored = async (): Promise<Postmortem> =>
  (await server.api('GET', `/api/postmortems/${postmortem}`)).body

const add = (page: Page) => page.getByLabel('Add an event', { exact: true })
const cells = (page: Page) => page.locator('#timeline [data-cell]')
const section = (page: Page, name: string) => page.locator(`#${name} [contenteditable="true"]`)
const undo = (page: Page) => page.keyboard.press('ControlOrMeta+z')

async function addRows(page: Page, ...lines: readonly string[]): Promise<void> {
  for (const line of lines) {
    await add(page).fill(line)
    await add(page).press('Enter')
  }
}

/** Presses each key for itself, as a person does. */
const type = (page: Page, text: string): Promise<void> => page.keyboard.type(text)

it('[D5] two people type into one cell at the same time, and both texts are whole', async () => {
  const [alice, bob] = [await open('Alice'), await open('Bob')]
  await addRows(alice, '14:22 start end')
  await cells(bob).first().waitFor()
  await cells(alice).first().focus()
  await alice.keyboard.press('Home')
  for (const _ of 'start') await alice.keyboard.press('ArrowRight')
  await cells(bob).first().focus()
  await bob.keyboard.press('End')
  await Promise.all([type(alice, 'a'.repeat(120)), type(bob, 'b'.repeat(120))])
  const whole = `start${'a'.repeat(120)} end${'b'.repeat(120)}`
  await expect.poll(() => cells(alice).first().inputValue(), { timeout: 15_000 }).toBe(whole)
  await expect.poll(() => cells(bob).first().inputValue()).toBe(whole)
  await expect.poll(async () => (await stored()).timeline[0]?.text).toBe(whole)
})

it('everyone sees whose caret is in a cell and in a section', async () => {
  const [alice, bob] = [await open('Alice'), await open('Bob')]
  await addRows(alice, '14:22 alert fired')
  await cells(alice).first().focus()
  await bob.locator('#timeline').getByText('Alice', { exact: true }).waitFor()
  await section(alice, 'summary').click()
  await type(alice, 'One payment in five failed.')
  await bob.locator('#summary').getByText('Alice').waitFor()
  await bob.locator('#summary').getByText('One payment in five failed.').waitFor()
  await bob.getByRole('img', { name: 'Alice' }).waitFor()
})

it("[D6] undo takes back one's own last change, in rows and rich text, and leaves what another wrote", async () => {
  const [alice, bob] = [await open('Alice'), await open('Bob')]
  await addRows(alice, '14:22 alert')
  await section(alice, 'summary').click()
  await type(alice, 'Written by Alice.')
  await cells(alice).first().focus()
  await alice.keyboard.press('End')
  await type(alice, ' fired')
  await cells(bob).getByText('alert fired').waitFor()
  await cells(bob).first().focus()
  await bob.keyboard.press('End')
  await type(bob, ' twice')
  await expect.poll(() => cells(alice).first().inputValue()).toBe('alert fired twice')
  await undo(alice)
  await expect.poll(() => cells(alice).first().inputValue()).toBe('alert twice')
  await undo(alice)
  await expect.poll(() => section(bob, 'summary').textContent()).not.toContain('Written by Alice.')
  await expect.poll(async () => (await stored()).timeline[0]?.text).toBe('alert twice')
  await alice.keyboard.press('ControlOrMeta+Shift+z')
  await expect.poll(() => section(bob, 'summary').textContent()).toContain('Written by Alice.')
})

it('[W4] a viewer sees everything live, is told why, and finds nothing to edit', async () => {
  const [alice, viewer] = [await open('Alice'), await open('Victor', 'viewer')]
  await addRows(alice, '14:22 alert fired')
  await section(alice, 'impact').click()
  await type(alice, '7,700 payments failed.')
  await viewer.getByText('alert fired').waitFor()
  await viewer.getByText('7,700 payments failed.').waitFor()
  await viewer.getByText('You are reading.').waitFor()
  expect(
    await viewer.locator('main').locator('input:enabled, textarea, select, [contenteditable="true"]').count(),
  ).toBe(0)
  expect(await viewer.locator('main [role="textbox"]').count()).toBe(0)
})

it('[D7] a time is read against the incident and shown before it is kept, and a changed time moves the row', async () => {
  const alice = await open('Alice')
  await add(alice).fill('2:22pm PST alert fired')
  await alice.locator('#timeline').getByText('22:22 UTC · Wed 27 May 2026').waitFor()
  await add(alice).press('Enter')
  await addRows(alice, '14:30 pool full', '14:40 rolled back')
  await expect.poll(() => cells(alice).allInnerTexts()).toEqual(['pool full', 'rolled back', 'alert fired'])
  await alice.getByRole('button', { name: 'Time 22:22, press to change' }).click()
  await alice.getByLabel('Time of the event').fill('14:35')
  await alice.locator('#timeline').getByText('14:35 UTC').waitFor()
  await alice.getByLabel('Time of the event').press('Enter')
  await expect.poll(() => cells(alice).allInnerTexts()).toEqual(['pool full', 'alert fired', 'rolled back'])
  expect((await stored()).startedAt).toBe('2026-05-27T14:20:00Z')
})

it('rows are added, inserted, moved, deleted and brought back with the keyboard alone', async () => {
  const alice = await open('Alice')
  await add(alice).focus()
  await type(alice, '14:22 alert fired')
  await alice.keyboard.press('Enter')
  await type(alice, '14:30 pool full')
  await alice.keyboard.press('Enter')
  await cells(alice).first().focus()
  await alice.keyboard.press('Enter')
  await alice.getByLabel('Add an event below this one').waitFor()
  await type(alice, 'acknowledged')
  await alice.keyboard.press('Enter')
  await alice.keyboard.press('Escape')
  await expect.poll(() => cells(alice).count()).toBe(3)
  const texts = async (): Promise<string[]> => (await stored()).timeline.map(row => row.text)
  await expect.poll(texts).toEqual(['alert fired', 'acknowledged', 'pool full'])
  await expect
    .poll(() =>
      cells(alice)
        .nth(1)
        .evaluate(cell => cell === document.activeElement),
    )
    .toBe(true)
  await alice.keyboard.press('Alt+ArrowUp')
  await expect.poll(texts).toEqual(['acknowledged', 'alert fired', 'pool full'])
  await alice.keyboard.press('Escape')
  await alice.keyboard.press('Delete')
  await expect.poll(texts).toEqual(['alert fired', 'pool full'])
  await alice.getByRole('button', { name: 'Undo' }).press('Enter')
  await expect.poll(texts).toEqual(['acknowledged', 'alert fired', 'pool full'])
})

it('a pasted table becomes one event a line', async () => {
  const alice = await open('Alice')
  await add(alice).focus()
  await add(alice).evaluate(field => {
    const clipboardData = new DataTransfer()
    clipboardData.setData(
      'text/plain',
      '| 13:45 | v2.14 deployed |\n| 14:22 | alert fired |\n| 14:42 | resolved |',
    )
    field.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
  })
  await alice.getByRole('button', { name: /^Add 3 events/ }).click()
  await expect
    .poll(async () => (await stored()).timeline.map(row => row.at.slice(11, 16)))
    .toEqual(['13:45', '14:22', '14:42'])
  await undo(alice)
  await expect.poll(() => cells(alice).count()).toBe(0)
})

it('events pasted into the text of one stand below it, and one step of undo takes them back', async () => {
  const alice = await open('Alice')
  await add(alice).fill('13:40 before all of it')
  await add(alice).press('Enter')
  const [first] = await cells(alice).all()
  await first?.focus()
  await first?.evaluate(field => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/plain', '13:45\tv2.14 deployed\n14:22\talert fired\n14:42\tresolved')
    field.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
  })
  await expect
    .poll(async () => (await stored()).timeline.map(row => row.text))
    .toEqual(['before all of it', 'v2.14 deployed', 'alert fired', 'resolved'])
  await undo(alice)
  await expect.poll(() => cells(alice).count()).toBe(1)
})

it('a long timeline is narrowed down by words and state, and whoever is led to an event sees it', async () => {
  const alice = await open('Alice')
  const csv = Array.from(
    { length: 12 },
    (_, at) => `2026-05-27T14:${10 + at}:00Z,${at % 3 ? 'pool' : 'ledger'} event ${at}`,
  )
  await server.api(
    'POST',
    `/api/postmortems/${postmortem}/timeline/import?source=csv`,
    `time,event\n${csv.join('\n')}\n`,
  )
  await expect.poll(() => cells(alice).count()).toBe(12)
  await alice.getByLabel('Filter events').fill('ledger EVENT')
  await expect.poll(() => cells(alice).count()).toBe(4)
  await alice.getByText('4 of 12 events').waitFor()
  await alice.getByLabel('Show events that are').selectOption('confirmed')
  await expect.poll(() => cells(alice).count()).toBe(0)
  await alice.getByRole('button', { name: 'Show all' }).click()
  await expect.poll(() => cells(alice).count()).toBe(12)
  expect(await alice.evaluate(() => document.activeElement === document.body)).toBe(false)
})

it('factors, whys, actions and facts are written live, and a date in words is kept as a day', async () => {
  const [alice, bob] = [await open('Alice'), await open('Bob')]
  await alice.getByLabel('Add a factor').fill('No alert on pool use')
  await alice.getByLabel('Add a factor').press('Enter')
  await alice.getByLabel('Category').selectOption('Measurements')
  await alice.getByRole('button', { name: 'Chosen for actions' }).click()
  await bob.locator('[data-twig][aria-label="No alert on pool use"]').waitFor()
  await bob.getByLabel('Add a why for: No alert on pool use').fill('Nobody owns shared limits')
  await bob.getByLabel('Add a why for: No alert on pool use').press('Enter')
  await bob.getByLabel('Add an action').fill('Page at 80 % pool use')
  await bob.getByLabel('Add an action').press('Enter')
  await bob.getByLabel('Owner').fill('Alice')
  await bob.getByLabel('Owner').press('Enter')
  await bob.getByLabel('Due').fill('3 June 2027')
  await bob.locator('#actions').getByText('Thu 3 Jun 2027').waitFor()
  await bob.getByLabel('Due').press('Enter')
  await bob.getByLabel('Title').fill('Payments were refused')
  await bob.getByLabel('Title').press('Enter')
  await until('everything is stored', async () => {
    const now = await stored()
    return now.actions[0]?.due === '2027-06-03' && now.title === 'Payments were refused'
  })
  const now = await stored()
  expect(now.factors[0]).toMatchObject({ category: 'measurements', chosen: true })
  expect(now.whys[0]).toMatchObject({ text: 'Nobody owns shared limits', parents: [now.factors[0]?.id] })
  expect(now.actions[0]).toMatchObject({ text: 'Page at 80 % pool use', owner: 'Alice' })
  await alice.getByRole('heading', { name: 'Suggestions' }).waitFor()
})

it('[D7] what is no time stays where it was typed, marked, until it is mended or given up', async () => {
  const alice = await open('Alice')
  await alice.getByLabel('Add an event', { exact: true }).fill('14:22 alert fired')
  await alice.keyboard.press('Enter')
  const time = alice.getByLabel('Time of the event')
  await alice.getByRole('button', { name: 'Time 14:22, press to change' }).click()
  await time.fill('half past nine')
  await alice.keyboard.press('Enter')
  await alice.keyboard.press('Tab')
  expect([await time.inputValue(), await time.getAttribute('aria-invalid')]).toEqual([
    'half past nine',
    'true',
  ])
  await alice.locator('#timeline').getByText('Not a time yet.').waitFor()
  await time.press('Escape')
  await alice.getByRole('button', { name: 'Time 14:22, press to change' }).waitFor()

  const started = alice.getByLabel('Started')
  await started.focus()
  await started.fill('some day')
  await alice.keyboard.press('Tab')
  expect([await started.inputValue(), await started.getAttribute('aria-invalid')]).toEqual([
    'some day',
    'true',
  ])
  await started.fill('9am')
  await alice.keyboard.press('Tab')
  await expect.poll(async () => (await stored()).startedAt).toBe('2026-05-27T09:00:00Z')
})

it('an action gets its owner, its day in words and its verdict by keyboard alone, and no word is dropped', async () => {
  const alice = await open('Alice')
  const due = alice.getByLabel('Due')
  const storedDue = async () => (await stored()).actions[0]?.due ?? ''
  await alice.getByLabel('Add an action').focus()
  await type(alice, 'Cap retries to 3 attempts with jitter')
  await alice.keyboard.press('Enter')
  await alice.getByLabel('Owner').focus()
  expect(
    await alice.locator('datalist option').evaluateAll(all => all.map(one => one.getAttribute('value'))),
  ).toContain('Alice')
  await type(alice, 'Alice')
  await alice.keyboard.press('Tab')
  expect(await due.evaluate(element => element === document.activeElement)).toBe(true)
  // Quicker than what reads dates is loaded.
  await type(alice, 'end of June')
  await alice.keyboard.press('Enter')
  await expect.poll(storedDue).toMatch(/-06-30$/)
  const june = await storedDue()
  await due.focus()
  await due.fill('in two weeks')
  await alice.locator('#actions').getByRole('status').waitFor()
  await alice.keyboard.press('Escape')
  await alice.keyboard.press('Tab')
  expect(await storedDue()).toBe(june)
  await due.focus()
  await due.fill('when Bob is back')
  await alice.keyboard.press('Tab')
  await alice.locator('#actions').getByText('is no day that a calendar knows').waitFor()
  expect([await due.inputValue(), await due.getAttribute('aria-invalid')]).toEqual([
    'when Bob is back',
    'true',
  ])
  await due.focus()
  await alice.keyboard.press('Escape')
  await alice.keyboard.press('Tab')
  expect(await due.inputValue()).toContain('30 Jun')
  expect([await storedDue(), (await stored()).actions[0]?.owner]).toEqual([june, 'Alice'])
  const verdict = alice.locator('#actions').getByRole('button', { name: 'Revise' })
  await verdict.focus()
  await alice.locator('#actions').getByText('Which issue will carry it?').waitFor()
})

it('a date typed at once over another one is kept as it was typed, however late the page draws', async () => {
  const alice = await open('Alice')
  const due = alice.getByLabel('Due')
  await alice.getByLabel('Add an action').fill('Cap retries')
  await alice.keyboard.press('Enter')
  await due.fill('2031-02-03')
  await due.press('Enter')
  await expect.poll(async () => (await stored()).actions[0]?.due).toBe('2031-02-03')
  await alice.getByLabel('Owner').focus()
  await alice.evaluate(() => {
    window.requestAnimationFrame = draw => window.setTimeout(() => draw(performance.now()), 300)
  })
  await due.focus()
  await alice.keyboard.type('2032-04-05', { delay: 60 })
  expect(await due.inputValue()).toBe('2032-04-05')
  await due.press('Enter')
  await expect.poll(async () => (await stored()).actions[0]?.due).toBe('2032-04-05')
})

it('an owner and a day typed at the end of an action become its owner and date; a name nobody has is marked', async () => {
  const [alice] = [await open('Alice'), await open('Bob')]
  const line = alice.getByLabel('Add an action')
  const loaded = alice.waitForResponse(/dueDate/)
  await line.focus()
  await loaded
  await type(alice, 'Cap retries @bob by 2031-02-03')
  await alice.keyboard.press('Enter')
  await expect
    .poll(async () => (await stored()).actions.map(({ text, owner, due }) => [text, owner, due]))
    .toEqual([['Cap retries', 'Bob', '2031-02-03']])
  expect(await line.evaluate(element => element === document.activeElement)).toBe(true)
  await type(alice, 'Write the runbook @Zora')
  await alice.keyboard.press('Enter')
  await alice.locator('#actions').getByText('not a member').waitFor()
  expect(await alice.locator('#actions').getByText('not a member').count()).toBe(1)
  await line.focus()
  await type(alice, 'Ask @')
  expect((await stored()).actions.map(({ owner }) => owner)).toEqual(['Bob', 'Zora'])
})

it('what is typed as Markdown becomes what it means', async () => {
  const alice = await open('Alice')
  await section(alice, 'lessons').click()
  for (const line of ['## Limits', 'A **limit** needs `an alert`.', '- [ ] call the vendor', 'ask twice']) {
    await type(alice, line)
    await alice.keyboard.press('Enter')
  }
  await alice.keyboard.press('Enter')
  for (const line of ['- one', 'two', '[x] three']) {
    await type(alice, line)
    await alice.keyboard.press('Enter')
  }
  await alice.keyboard.press('Enter')
  for (const line of ['1. first', '', '> quoted', '', '```', 'code']) {
    await type(alice, line)
    await alice.keyboard.press('Enter')
  }
  const outline = async (): Promise<string[]> =>
    (await stored()).lessons.map(({ type: block, content = [] }) => {
      const items = content.filter(({ type: item }) => item !== 'text')
      return [block, ...items.map(({ type: item, attrs }) => `${item}${attrs?.checked ? ' done' : ''}`)].join(
        ' ',
      )
    })
  await expect
    .poll(outline)
    .toEqual([
      'heading',
      'paragraph',
      'taskList taskItem taskItem',
      'bulletList listItem listItem',
      'taskList taskItem done',
      'orderedList listItem',
      'blockquote paragraph',
      'codeBlock',
    ])
  const marks = (await stored()).lessons[1]?.content?.flatMap(
    node => node.marks?.map(mark => mark.type) ?? [],
  )
  expect(marks).toEqual(['bold', 'code'])
})

it('a word that ends the inquiry is pointed out beside the text, and the remark can be put aside', async () => {
  const alice = await open('Alice')
  await section(alice, 'summary').click()
  await type(alice, 'The outage was caused by human error.')
  await alice.locator('#summary [data-finding]').getByText('human error').hover()
  await alice.locator('#summary').getByRole('status').waitFor()
  const notices = alice.getByRole('region', { name: 'Suggestions' })
  const remark = notices.getByRole('listitem').filter({ hasText: 'human error' })
  await remark.getByRole('button', { name: 'Dismiss' }).click()
  await notices.getByText('Show 1 dismissed suggestion').waitFor()
  await expect.poll(() => remark.count()).toBe(0)
  await expect.poll(() => alice.locator('#summary [data-finding]').getByText('human error').count()).toBe(0)
  expect(await section(alice, 'summary').textContent()).toContain('caused by human error')
})

it('a link that a page must not follow is not a link, whoever wrote it into the document', async () => {
  const alice = await open('Alice')
  await section(alice, 'summary').click()
  await type(alice, 'see')
  await alice.keyboard.press('ControlOrMeta+a')
  await alice.locator('#summary').getByRole('button', { name: 'Link' }).click()
  await alice.getByLabel('Address of the link').fill('javascript:alert(1)')
  await alice.getByLabel('Address of the link').press('Enter')
  await alice.getByText('Links begin with http, https or mailto.').waitFor()
  expect(await alice.locator('#summary a').count()).toBe(0)
})

it('the screen is accessible, on a laptop and on a phone', async () => {
  postmortem = await server.example()
  for (const size of ['laptop', 'phone'] as const) {
    const page = await open('Alice', 'participant', size)
    await section(page, 'summary').waitFor()
    const { violations } = await new AxeBuilder({ page }).analyze()
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(node => node.html).join(' ')}`)).toEqual([])
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
    expect(overflow).toBeLessThanOrEqual(0)
  }
})

it('a long title is shown whole, and a long name above a caret makes no page wider', async () => {
  const title = 'Card payments were declined while the ledger moved its shards after the certificate rotation'
  const bob = await open('Bartholomew Featherstonehaugh-Cholmondeley')
  await bob.getByRole('textbox', { name: 'Title', exact: true }).fill(`${title}, ${title}`)
  await add(bob).fill('14:22 a row of some length, so that its end stands near the edge of the page')
  await add(bob).press('Enter')
  await bob.locator('#timeline [data-cell]').last().click()
  await bob.keyboard.press('End')
  const phone = await open('Priya', 'participant', 'phone')
  await phone.getByText('Bartholomew').first().waitFor()
  const sizes = () =>
    phone.evaluate(() => {
      const field = document.querySelector('textarea[data-fact="title"]')
      const page = document.scrollingElement
      return {
        hidden: (field?.scrollHeight ?? 0) - (field?.clientHeight ?? 0),
        wider: (page?.scrollWidth ?? 0) - innerWidth,
      }
    })
  await expect.poll(async () => (await sizes()).hidden).toBeLessThanOrEqual(0)
  expect((await sizes()).wider).toBeLessThanOrEqual(0)
})
