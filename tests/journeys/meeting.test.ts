import AxeBuilder from '@axe-core/playwright'
import type { Browser, Page } from 'playwright'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { launchBrowser, openSignedIn, type PersonAtBrowser, type SIZES } from '../support/browser.ts'
import { startServer, type TestServer } from '../support/server.ts'
import { until } from '../support/until.ts'

/** One meeting, walked through in order: each test goes on where the one before it stopped. */
let server: TestServer
let browser: Browser
let postmortem: string
let carol: PersonAtBrowser
let bob: PersonAtBrowser
let priya: PersonAtBrowser
let wall: PersonAtBrowser

const enter = (session: string, screen: string, size: keyof typeof SIZES): Promise<PersonAtBrowser> =>
  openSignedIn(browser, `${server.url}/p/${postmortem}/${screen}`, session, size)

beforeAll(async () => {
  server = await startServer()
  browser = await launchBrowser()
  postmortem = await server.example()
  const signedIn = await server.api('POST', '/api/sign-in', { token: server.ownerToken }, null)
  await server.api('PATCH', '/api/session', { name: 'Carol' })
  carol = await enter(signedIn.body.session, 'meeting', 'laptop')
  bob = await enter((await server.guest(postmortem, 'participant', 'Bob')).session, 'meeting', 'laptop')
  priya = await enter((await server.guest(postmortem, 'participant', 'Priya')).session, 'meeting', 'phone')
  wall = await enter((await server.guest(postmortem, 'viewer', 'Wall')).session, 'stage', 'wall')
})

afterAll(async () => {
  await browser?.close()
  await server?.close()
})

const sees = (page: Page, text: string | RegExp): Promise<void> =>
  page.getByText(text).first().waitFor({ timeout: 15_000 })

const press = (page: Page, name: string | RegExp): Promise<void> =>
  page.getByRole('button', { name }).first().click({ timeout: 15_000 })

const isAt = async (step: string, ...people: readonly PersonAtBrowser[]): Promise<void> => {
  for (const { page } of people) await page.getByRole('heading', { level: 1, name: step }).waitFor()
}

/** Seconds left, as the page shows them. */
const secondsLeft = async (page: Page): Promise<number> => {
  const text = (await page.getByRole('timer').first().textContent()) ?? ''
  const [, sign, minutes, seconds] = /(\+?)(\d+):(\d\d)/.exec(text) ?? []
  const left = Number(minutes) * 60 + Number(seconds)
  return sign === '+' ? -left : left
}

const next = () => carol.page.getByRole('button', { name: /^Next: / })

/** Next, with the reason that open conditions ask for (M4), or the confirmation while some are not finished (M21). */
async function moveOn(reason = 'we settle the rest in writing'): Promise<void> {
  const { page } = carol
  const go = page.getByRole('button', { name: /^(Move on|Move on anyway)$/ })
  // A question that is just being closed would be closed by this press.
  await go.waitFor({ state: 'hidden' })
  await next().click()
  await go.waitFor()
  const why = page.getByLabel(/Why move on now/)
  if (await why.isVisible()) await why.fill(reason)
  await go.click()
}

async function isAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(node => node.html).join(' ')}`)).toEqual([])
}

it('others wait until a facilitator opens the meeting, and find themselves in its lobby', async () => {
  await sees(bob.page, 'No meeting is open yet')
  await press(carol.page, 'Open the meeting')
  await sees(bob.page, 'The meeting starts soon')
  await sees(carol.page, 'Priya')
  await sees(wall.page, 'About to start')
  await isAccessible(carol.page)
})

it('[M24] a card can be handed in ahead, and nobody else sees it', async () => {
  await bob.page.getByLabel('New card').fill('Pool use has no alert')
  await press(bob.page, 'Submit card')
  await sees(bob.page, 'Pool use has no alert')
  expect(await carol.page.content()).not.toContain('Pool use has no alert')
})

it('[M24] a card that is typed and not handed in is there again after a reload', async () => {
  await priya.page.getByLabel('New card').fill('The runbook names an old')
  await priya.page.reload()
  const field = priya.page.getByLabel('New card')
  await field.waitFor()
  expect(await field.inputValue()).toBe('The runbook names an old')
  await field.fill('')
})

it('[M9] everybody sees the same second of the first step', async () => {
  await press(carol.page, 'Start the meeting')
  await isAt('Opening and earlier actions', carol, bob, priya, wall)
  const seconds = await Promise.all([carol, bob, priya, wall].map(({ page }) => secondsLeft(page)))
  expect(Math.max(...seconds) - Math.min(...seconds)).toBeLessThanOrEqual(1)
})

it('[M6, M7] pause keeps the remainder, and five more minutes are five more everywhere', async () => {
  await press(carol.page, 'Pause')
  await sees(bob.page, 'Paused')
  const before = await secondsLeft(carol.page)
  await press(carol.page, 'Add 5 minutes')
  await expect.poll(() => secondsLeft(bob.page)).toBe(before + 300)
  await expect.poll(() => secondsLeft(wall.page)).toBe(before + 300)
  await press(carol.page, 'Resume')
})

it('[M4] leaving with the tone unread asks for a reason', async () => {
  await next().click()
  await sees(carol.page, 'Still open in this step')
  const why = carol.page.getByLabel(/Why move on now/)
  await carol.page.keyboard.type('we are ')
  // Somebody else settles it while the reason is typed.
  const path = `/api/postmortems/${postmortem}/meeting`
  const expectedRev = (await server.api('GET', path)).body.rev
  const command = { type: 'acknowledgeTone' }
  await server.api('POST', `${path}/commands`, { command, expectedRev, idempotencyKey: 'tone' })
  await sees(carol.page, 'Nothing is open any more')
  await carol.page.keyboard.type('all known')
  expect(await why.inputValue()).toBe('we are all known')
  await carol.page.keyboard.press('Escape')
  await sees(bob.page, 'The tone was read and agreed.')
})

it('[M21] who is finished is counted, and the facilitator sees who is not', async () => {
  await press(bob.page, "I'm finished")
  await sees(carol.page, '1 of 2 finished')
  await next().click()
  await sees(carol.page, 'Not finished: Priya')
  await carol.page.keyboard.press('Escape')
})

it('[M22] a person who is writing is told that the meeting moved on, and keeps the cursor', async () => {
  const notes = bob.page.getByLabel('My notes')
  await notes.fill('half a thou')
  await moveOn()
  await isAt('Timeline review', carol, priya, wall)
  await sees(bob.page, /The meeting moved on to “Timeline review”/)
  await bob.page.keyboard.type('ght')
  expect(await notes.inputValue()).toBe('half a thought')
  await isAt('Opening and earlier actions', bob)
  await press(bob.page, 'Join')
  await isAt('Timeline review', bob)
})

it('[M22] an advance can be undone for ten seconds', async () => {
  await press(carol.page, /^Undo/)
  await isAt('Opening and earlier actions', carol, bob, wall)
  await moveOn()
  await isAt('Timeline review', carol, bob, wall)
})

it('[M14] the walk takes everyone who follows along, and the wall shows the row large', async () => {
  await carol.page.getByRole('heading', { level: 1 }).click()
  const lit = (page: Page): Promise<string | null> =>
    page.locator('[data-row][data-focused]').first().getAttribute('data-row')
  let before: string | null = null
  for (let presses = 0; presses < 2; presses++) {
    await carol.page.keyboard.press('j')
    await expect.poll(() => lit(carol.page)).not.toBe(before)
    before = await lit(carol.page)
    await bob.page.locator(`[data-row="${before}"][data-focused]`).waitFor()
  }
  const size = (): Promise<number> =>
    wall.page.locator('[data-lit]').evaluate(lit => Number.parseFloat(getComputedStyle(lit).fontSize))
  await expect.poll(size).toBeGreaterThanOrEqual(64)
})

it('whoever sees a disputed event otherwise says what they saw, and nobody has to', async () => {
  await carol.page.getByRole('button', { name: 'Dispute', exact: true }).click()
  const field = bob.page.getByLabel('Views differ on this event. What did you see?')
  await field.fill('The alert came before the deploy')
  await field.press('Enter')
  await until('it is a comment on the event', async () => {
    const { comments } = (await server.api('GET', `/api/postmortems/${postmortem}`)).body
    return JSON.stringify(comments).includes('The alert came before the deploy')
  })
  expect(await field.inputValue()).toBe('')
  await bob.page.getByLabel('Without my name').check()
  await field.fill('My dashboard was green all along')
  await field.press('Enter')
  await until('it is an unsigned comment', async () => {
    const { comments } = (await server.api('GET', `/api/postmortems/${postmortem}`)).body
    const said = comments.flatMap(
      (thread: { comments: { text: string; author: { name: string } }[] }) => thread.comments,
    )
    return said.some(
      ({ text, author }: (typeof said)[number]) =>
        text === 'My dashboard was green all along' && author.name === '',
    )
  })
  await carol.page.getByRole('button', { name: 'Disputed', exact: true }).click()
  await field.waitFor({ state: 'hidden' })
})

it('[M28] the facilitator sees how many ask for another pace, and not who', async () => {
  await press(priya.page, /^Pace$/)
  await priya.page.getByRole('menuitemcheckbox', { name: 'I am lost' }).click()
  await bob.page.getByRole('heading', { level: 1 }).click()
  await bob.page.keyboard.press('l')
  await sees(carol.page, '2 are lost')
  expect(await bob.page.content()).not.toContain('2 are lost')
  await bob.page.keyboard.press('l')
  await sees(carol.page, '1 is lost')
  await press(priya.page, 'Pace: I am lost')
  await priya.page.getByRole('menuitemcheckbox', { name: 'I am lost' }).click()
  await carol.page.getByText('1 is lost').waitFor({ state: 'detached' })
})

it('why a step is held is told to whoever asks', async () => {
  await press(bob.page, 'Why this step?')
  await sees(bob.page, /Until the room agrees on what happened/)
  await isAccessible(bob.page)
  await bob.page.keyboard.press('Escape')
})

it('[M25] looking ahead moves nobody', async () => {
  await bob.page.getByRole('button', { name: /Vote/ }).first().click()
  await sees(bob.page, /You are looking at “Vote”/)
  await isAt('Timeline review', carol, priya, wall)
  await press(bob.page, 'Back to the meeting')
})

it('[M13, M15] hands queue up where everybody sees them, and an idea is parked with one action', async () => {
  await press(priya.page, 'Raise hand')
  await sees(wall.page, 'Hands: Priya')
  await press(carol.page, /^Hands 1$/)
  await press(carol.page, 'Call on Priya')
  await sees(priya.page, 'It is your turn to speak')
  await sees(wall.page, 'Priya speaks')
  await carol.page.keyboard.press('Escape')
  await press(bob.page, 'Park an idea')
  await bob.page.getByRole('textbox', { name: 'Idea' }).fill('Alert at 80 % of the pool')
  await press(bob.page, 'Park it')
  await sees(carol.page, 'Parked (1)')
  await isAccessible(bob.page)
})

it('[M10] in silence everyone sees counts, and only their own cards', async () => {
  await press(carol.page, /Confirm the remaining/)
  await press(carol.page, 'Confirm the timeline')
  await moveOn()
  await isAt('Silent brainstorm', carol, bob, priya, wall)
  await priya.page.getByLabel('New card').fill('Nobody owns the pool settings')
  await press(priya.page, 'Submit card')
  await sees(wall.page, '2 of 2 have submitted')
  for (const { page } of [carol, bob, wall])
    expect(await page.content()).not.toContain('Nobody owns the pool settings')
  await isAccessible(priya.page)
})

it('[M11] revealed cards are put into groups that get a name', async () => {
  await moveOn()
  await press(carol.page, 'Reveal the cards')
  const card = carol.page.locator('article', { hasText: 'Nobody owns the pool settings' })
  await card.getByRole('button', { name: /^Put/ }).click()
  await carol.page.getByRole('menuitem', { name: 'New group' }).click()
  const name = carol.page.getByRole('textbox', { name: /Name of the group “Group \d+”/ })
  await name.fill('Ownership')
  await name.press('Enter')
  await sees(wall.page, 'Ownership')
  const other = carol.page.locator('article', { hasText: 'Pool use has no alert' })
  await other.getByRole('button', { name: /^Put/ }).click()
  await carol.page.getByRole('menuitem', { name: 'Ownership' }).click()
  await sees(bob.page, 'Every card has a group. Do the names fit?')
  // By keyboard alone: up with Space, one place down, and down with Space.
  const group = carol.page
    .locator('section')
    .filter({ has: carol.page.getByRole('textbox', { name: 'Name of the group “Ownership”' }) })
    .last()
  const order = () => group.locator('article').allInnerTexts()
  const before = await order()
  await carol.page.getByRole('button', { name: `Move “${before[0]?.split('\n')[0]}”` }).focus()
  await carol.page.keyboard.press('Space')
  await carol.page.keyboard.press('ArrowDown')
  await carol.page.keyboard.press('Space')
  await expect.poll(order).toEqual([...before].reverse())
  await isAccessible(carol.page)
})

it('[M15] a card that proposes a fix moves to the parked ideas, and can be put back', async () => {
  const text = 'We should add an alert on the ledger'
  const line = carol.page.getByRole('textbox', { name: 'Add a card' })
  await line.fill(text)
  await line.press('Enter')
  const card = carol.page.locator('article', { hasText: text })
  await card.waitFor()
  await carol.page
    .getByRole('listitem')
    .filter({ hasText: text })
    .getByRole('button', { name: 'Park it' })
    .click()
  await card.waitFor({ state: 'detached' })
  await sees(carol.page, 'Parked (2)')
  await press(carol.page, 'Put the card back')
  await card.waitFor()
  await carol.page.keyboard.press('Escape')
  await card.getByRole('button', { name: /^Put/ }).click()
  await carol.page.getByRole('menuitem', { name: 'Ownership' }).click()
  await sees(bob.page, 'Every card has a group. Do the names fit?')
})

it('[M12] dots are secret until the vote closes, and then the top ones are chosen with one action', async () => {
  await moveOn()
  await carol.page.locator('[data-key="vote"]').click()
  const add = bob.page.getByRole('button', { name: 'Add a dot to “Ownership”' })
  for (let dot = 0; dot < 3; dot++) await add.click()
  await sees(bob.page, '0 of 3 dots left')
  await sees(carol.page, '1 of 2 have voted')
  await sees(wall.page, '1 of 2 have voted')
  expect(await carol.page.content()).not.toContain('3 dots of mine')
  await press(carol.page, 'Close the vote')
  await sees(carol.page, '1 of 2 has not voted yet. Their dots will not count.')
  await press(carol.page, 'Close now')
  await sees(wall.page, '3 dots')
  await sees(carol.page, 'The marks are from before the vote.')
  await press(carol.page, 'Keep what was chosen')
  await carol.page.getByText('The marks are from before the vote.').waitFor({ state: 'detached' })
  await sees(wall.page, 'chosen without a dot')
  const choice = carol.page.getByRole('checkbox', { name: 'Choose “Ownership”' })
  if (!(await choice.isChecked())) await choice.check()
  await isAccessible(carol.page)
})

it('[M15] a parked idea comes back as an action for a chosen factor', async () => {
  await moveOn()
  await press(carol.page, /Ownership.*wants an action/s)
  await carol.page
    .getByRole('listitem')
    .filter({ hasText: 'Alert at 80 % of the pool' })
    .getByRole('button', { name: 'Make it an action' })
    .click()
  await sees(carol.page, /Ownership\s*1 action/)
  await sees(wall.page, 'Alert at 80 % of the pool')
  await isAccessible(carol.page)
})

it('everyone is asked what they learned, and the wall shows it without names', async () => {
  await moveOn()
  await bob.page.getByLabel('What did you learn?').fill('A pool fills slowly')
  await press(bob.page, 'Share with the room')
  await press(priya.page, 'Pass')
  await sees(carol.page, '2 of 2 have shared or passed')
  await sees(wall.page, 'A pool fills slowly')
})

it('[M18] owners accept, a date is set, two questions are answered, and the report tells what came of it', async () => {
  await moveOn()
  await press(bob.page, 'Accept')
  await press(carol.page, 'Set the date')
  for (const { page } of [bob, priya]) {
    const form = page.locator('#meeting-closing')
    for (const yes of await form.getByText('Yes').all()) await yes.click()
    await form.getByRole('button', { name: 'Send both answers' }).click()
    await sees(page, 'Thank you. Only the sums are kept.')
  }
  await isAccessible(bob.page)
  await press(carol.page, 'End the meeting')
  await carol.page.getByRole('dialog').getByRole('button', { name: 'End the meeting' }).click()
  await sees(carol.page, 'Meeting report')
  await sees(bob.page, '2 answers, kept. Results are shown from three answers on.')
  await sees(wall.page, 'The meeting has ended')
  await isAccessible(carol.page)
})

it('no page logged an error', () => {
  expect([carol, bob, priya, wall].flatMap(person => person.errors)).toEqual([])
})
