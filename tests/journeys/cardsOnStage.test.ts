import type { Browser } from 'playwright'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { launchBrowser, openSignedIn } from '../support/browser.ts'
import { startServer, type TestServer } from '../support/server.ts'
import { until } from '../support/until.ts'

let server: TestServer
let browser: Browser

beforeAll(async () => {
  server = await startServer()
  browser = await launchBrowser()
})

afterAll(async () => {
  await browser?.close()
  await server?.close()
})

const BLAMING = 'Dave should have checked the pool before the deploy'
const SITUATION = 'Nothing shows how full the pool is'

it('a card that blames is pointed out to its author alone, and stays off the stage until it is reworded or shown', async () => {
  const id = await server.create()
  const path = `/api/postmortems/${id}/meeting`
  const carol = (await server.guest(id, 'facilitator', 'Carol')).session
  const dave = (await server.guest(id, 'participant', 'Dave')).session
  const priya = (await server.guest(id, 'participant', 'Priya')).session
  const wall = (await server.guest(id, 'viewer', 'Wall')).session
  const give = async (command: object, session = carol): Promise<void> => {
    const { rev = 0 } = (await server.api('GET', path)).body
    const body = { command, expectedRev: rev, idempotencyKey: crypto.randomUUID() }
    const answer = await server.api('POST', `${path}/commands`, body, session)
    expect([command, answer.status]).toEqual([command, 200])
  }
  const stepOf = async (): Promise<string> => {
    const { state } = (await server.api('GET', path)).body
    return state.steps[state.current]?.kind
  }
  await give({ type: 'openMeeting', minutes: 60 })
  await give({ type: 'startMeeting' })
  const pages = await Promise.all(
    [dave, priya, carol].map(session => openSignedIn(browser, `${server.url}/p/${id}/meeting`, session)),
  )
  const [author, other, lead] = pages.map(({ page }) => page)
  const stage = (await openSignedIn(browser, `${server.url}/p/${id}/stage`, wall, 'wall')).page
  if (!author || !other || !lead) throw new Error('Three pages were opened')
  while ((await stepOf()) !== 'brainstorm') await give({ type: 'advanceStep', override: 'cards are tested' })

  await author.getByLabel('New card').fill(BLAMING)
  await author.getByText('Only you see this.').waitFor()
  expect(await other.getByText('Only you see this.').count()).toBe(0)
  await author.getByRole('button', { name: 'Submit card' }).click()
  await author.getByText('Only you see this.').waitFor({ state: 'hidden' })
  for (const [card, session] of [
    ['c2', priya],
    ['c3', carol],
  ] as const)
    await give({ type: 'submitCard', card, text: `${SITUATION} ${card}` }, session)
  await give({ type: 'advanceStep', override: 'cards are tested' })
  if ((await server.api('GET', path)).body.state.progress.cardsHeld) await give({ type: 'revealCards' })

  await stage.getByText(`${SITUATION} c2`).waitFor()
  await expect.poll(() => stage.getByText('This card is being reworded').count()).toBe(1)
  expect(await stage.getByText(BLAMING).count()).toBe(0)
  await other.getByText('Not on the stage').waitFor()
  await expect.poll(() => other.getByText('Not on the stage').count()).toBe(1)

  const menuOf = (text: string) =>
    lead
      .getByRole('button', { name: `Put “${text}` })
      .or(lead.getByRole('button', { name: new RegExp(`“${text.slice(0, 20)}`) }))
      .last()
  await menuOf(BLAMING).click()
  await lead.getByRole('menuitem', { name: 'Show on the stage' }).click()
  await stage.getByText(BLAMING).waitFor()
  await menuOf(BLAMING).click()
  await lead.getByRole('menuitem', { name: 'Hide from the stage' }).click()
  await stage.getByText('This card is being reworded').waitFor()
  await menuOf(`${SITUATION} c2`).click()
  await lead.getByRole('menuitem', { name: 'Hide from the stage' }).click()
  await until(
    'two are hidden',
    async () => (await stage.getByText('This card is being reworded').count()) === 2,
  )
  const { state } = (await server.api('GET', path)).body
  expect(JSON.stringify(state)).not.toContain('Dave should')
})
