/**
 * Takes a picture of every step of a meeting, for people to look at: the facilitator at 1440×900, a participant on a
 * phone, the stage at 1920×1080, in light and dark. Run by hand after `npm run build`:
 * `npm exec -- node tests/bench/pictures.ts <folder>`
 */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { launchBrowser, openSignedIn, type PersonAtBrowser, type SIZES } from '../support/browser.ts'
import { startServer } from '../support/server.ts'

const folder = process.argv[2]
if (!folder) throw new Error('Say into which folder: node tests/bench/pictures.ts <folder>')
mkdirSync(folder, { recursive: true })

const server = await startServer()
const browser = await launchBrowser()
const id = await server.example()

const enter = async (role: string, name: string, screen: string, size: keyof typeof SIZES) => {
  const { session } = await server.guest(id, role, name)
  return openSignedIn(browser, `${server.url}/p/${id}/${screen}`, session, size)
}
const carol = await enter('facilitator', 'Carol', 'meeting', 'laptop')
const bob = await enter('participant', 'Bob', 'meeting', 'laptop')
const priya = await enter('participant', 'Priya', 'meeting', 'phone')
const wall = await enter('viewer', 'Wall', 'stage', 'wall')

const press = ({ page }: PersonAtBrowser, name: string | RegExp): Promise<void> =>
  page.getByRole('button', { name }).first().click()

/** Next, with whatever the dialog asks for; resolves once all screens show the step. */
async function moveOn(step: string): Promise<void> {
  const { page } = carol
  await page.getByRole('button', { name: /^Next: / }).click()
  const go = page.getByRole('button', { name: /^(Move on|Move on anyway)$/ })
  await go.waitFor()
  const why = page.getByLabel(/Why move on now/)
  if (await why.isVisible()) await why.fill('We settle the rest in writing')
  await go.click()
  for (const person of [carol, bob, priya, wall])
    await person.page.getByRole('heading', { level: 1, name: step }).waitFor()
}

async function handIn(person: PersonAtBrowser, text: string): Promise<void> {
  await person.page.getByLabel('New card').fill(text)
  await press(person, 'Submit card')
  await person.page.getByText(text).first().waitFor()
}

/** Puts a revealed card into a new group of this name. */
async function group(card: string, name: string): Promise<void> {
  const { page } = carol
  await page.locator('article', { hasText: card }).getByRole('button', { name: /^Put/ }).click()
  await page.getByRole('menuitem', { name: 'New group' }).click()
  const field = page.getByRole('textbox', { name: /Name of the group “Group \d+”/ })
  await field.fill(name)
  await field.press('Enter')
  await wall.page.getByText(name).first().waitFor()
}

/** The scenes in their order, each with what leads to it. */
const SCENES: readonly (readonly [string, () => Promise<void>])[] = [
  ['none', () => bob.page.getByText('No meeting is open yet').waitFor()],
  [
    'lobby',
    async () => {
      await press(carol, 'Open the meeting')
      await handIn(priya, 'Nobody owns the pool settings')
      await wall.page.getByText('About to start').waitFor()
    },
  ],
  [
    'opening',
    async () => {
      await press(carol, 'Start the meeting')
      await press(carol, 'Read and agreed')
      await priya.page.getByText('The tone was read and agreed.').waitFor()
    },
  ],
  [
    'timeline',
    async () => {
      await moveOn('Timeline review')
      await press(priya, 'Raise hand')
      await carol.page.getByRole('heading', { level: 1 }).click()
      for (let row = 0; row < 3; row++) await carol.page.keyboard.press('j')
      await wall.page.locator('[data-lit]').waitFor()
      await wall.page.getByText('Hands: Priya').waitFor()
    },
  ],
  [
    'brainstorm',
    async () => {
      await press(carol, /Confirm the remaining/)
      await press(carol, 'Confirm the timeline')
      await moveOn('Silent brainstorm')
      await handIn(bob, 'Pool use has no alert')
      await handIn(bob, 'The runbook names a dashboard that is gone')
    },
  ],
  [
    'group',
    async () => {
      await moveOn('Share and group')
      await press(carol, 'Reveal the cards')
      await group('Nobody owns the pool settings', 'Ownership')
      await group('Pool use has no alert', 'Watching the pool')
    },
  ],
  [
    'vote',
    async () => {
      await moveOn('Vote')
      await carol.page.locator('[data-key="vote"]').click()
      const add = bob.page.getByRole('button', { name: 'Add a dot to “Ownership”' })
      for (let dot = 0; dot < 3; dot++) await add.click()
      await wall.page.getByText('1 of 2 have voted').waitFor()
    },
  ],
  [
    'result',
    async () => {
      await press(carol, 'Close the vote')
      await press(carol, 'Close now')
      await wall.page.getByText('3 dots').first().waitFor()
      const choice = carol.page.getByRole('checkbox', { name: 'Choose “Ownership”' })
      if (!(await choice.isChecked())) await choice.check()
    },
  ],
  ['actions', () => moveOn('Action items')],
  [
    'learn',
    async () => {
      await moveOn('What did we learn?')
      await bob.page.getByLabel('What did you learn?').fill('A pool fills slowly, and nothing tells us')
      await press(bob, 'Share with the room')
      await wall.page.getByText('A pool fills slowly').waitFor()
    },
  ],
  ['close', () => moveOn('Close')],
  [
    'ended',
    async () => {
      await press(carol, 'End the meeting')
      await carol.page.getByRole('dialog').getByRole('button', { name: 'End the meeting' }).click()
      for (const { page } of [carol, priya]) await page.getByText('Meeting report').first().waitFor()
      await wall.page.getByText('The meeting has ended').waitFor()
    },
  ],
]

try {
  for (const [at, [name, lead]] of SCENES.entries()) {
    await lead()
    await carol.page.mouse.move(0, 0)
    for (const [who, { page }] of Object.entries({ facilitator: carol, phone: priya, stage: wall })) {
      for (const colorScheme of ['dark', 'light'] as const) {
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
        // The colours are on their way; a picture is of where they arrive.
        await page.evaluate(
          () => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done))),
        )
        const path = join(folder, `${at}-${name}-${who}-${colorScheme}.png`)
        await page.screenshot({ path, animations: 'disabled' })
      }
    }
    console.log(name)
  }
} finally {
  await browser.close()
  await server.close()
}
