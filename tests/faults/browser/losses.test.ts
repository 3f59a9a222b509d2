import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, BrowserContext } from 'playwright'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { launchBrowser } from '../../support/browser.ts'
import { Random } from '../../support/random.ts'
import { type ServerProcess, serverProcess } from '../../support/serverProcess.ts'
import { type SlowNetwork, slowNetwork } from '../../support/slowNetwork.ts'
import { expectWholeAt, guestSession, TypingPage } from '../../support/typingPage.ts'
import { short } from '../../support/typist.ts'

const LOSSES = short(4, 200)
const LATENCIES = short([80], [0, 80, 400])
const SEED = Number(process.env.FAULT_SEED ?? 1)

let dataDir: string
let server: ServerProcess
let browser: Browser
const ends: (() => Promise<unknown>)[] = []

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'debrief-losses-'))
  server = await serverProcess(dataDir)
  await server.start()
  browser = await launchBrowser()
})

afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

afterAll(async () => {
  await browser?.close()
  await server?.end('SIGKILL')
  rmSync(dataDir, { recursive: true, force: true })
})

/** Somebody behind this network who notes each page that says that the server refused something. */
async function come(network: SlowNetwork, postmortem: string, at: number): Promise<TypingPage> {
  const session = await guestSession(server, postmortem, `Person ${at}`)
  const context: BrowserContext = await browser.newContext({ reducedMotion: 'reduce' })
  ends.push(() => context.close())
  await context.addCookies([{ name: 'debrief', value: session, url: network.http }])
  const person = await TypingPage.open(context, `${network.http}/p/${postmortem}`, at)
  person.page.on('dialog', dialog => void dialog.accept())
  return person
}

for (const latency of LATENCIES) {
  it(`[W6] ${LOSSES} losses of the network at ${latency} ms under two who never stop typing: nobody is refused, every word is there once`, async () => {
    console.log(`seed ${SEED}`)
    const random = new Random(SEED)
    const network = await slowNetwork(Number(new URL(server.http).port), latency)
    ends.push(() => network.close())
    const postmortem = await server.create(`Losses at ${latency} ms`)
    const people = [await come(network, postmortem, 0), await come(network, postmortem, 1)]
    let isOver = false
    const typing = people.map(async person => {
      while (!isOver) await person.type(1)
    })
    const pause = (ms: number): Promise<void> => new Promise(resolve => setTimeout(resolve, ms))
    for (let loss = 0; loss < LOSSES; loss++) {
      await pause(random.below(1_500) + 4 * latency)
      await network.lose(random.below(2_000))
    }
    await pause(500)
    isOver = true
    await Promise.all(typing)
    await expectWholeAt(server, postmortem, people)
    for (const { marks } of people) expect((await marks()).filter(mark => /refused/i.test(mark))).toEqual([])
  })
}
