import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { Random } from '../support/random.ts'
import { type ServerProcess, serverProcess } from '../support/serverProcess.ts'
import { canaryNextDoor, expectSaved, expectWhole, short, Typist } from '../support/typist.ts'
import { until } from '../support/until.ts'

const KILLS = short(4, 50)
const STANDSTILL = short(3_000, 40_000)
const SEED = Number(process.env.FAULT_SEED ?? 1)

let dataDir: string
let server: ServerProcess
let typists: Typist[] = []
let canary: Typist | undefined

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'debrief-fault-'))
  server = await serverProcess(dataDir, {}, 'tests/support/faultServer.ts')
  await server.start()
})

afterEach(async () => {
  for (const typist of typists) typist.leave()
  typists = []
  canary?.leave()
  await server.end('SIGKILL')
  rmSync(dataDir, { recursive: true, force: true })
})

async function gather(count: number): Promise<void> {
  canary = canaryNextDoor(server)
  typists = Array.from({ length: count }, (_, at) => new Typist(server, 'room', `t${at}`).connect())
  await until('everybody in', () => typists.every(({ isSynced }) => isSynced))
}

const pause = (ms: number): Promise<void> => new Promise(resolve => setTimeout(resolve, ms))
const savedByAll = (): number => typists.reduce((sum, { saved }) => sum + saved.size, 0)

it(`[P2] kill -9 among ten typists, ${KILLS} times, half of them around a commit: all that was saved is there, all that was typed comes back`, async () => {
  console.log(`seed ${SEED}`)
  const random = new Random(SEED)
  await gather(10)
  for (let kill = 0; kill < KILLS; kill++) {
    for (const typist of typists) typist.start(20 + random.below(20))
    const before = savedByAll()
    await until('something saved', () => savedByAll() > before + 20)
    // A commit begins 45 ms after the first change in it: kills fall before, into and right after one.
    if (kill % 2 === 0) await until('a commit', () => savedByAll() > before + 40)
    await pause(kill % 2 === 0 ? 30 + random.below(30) : random.below(400))
    await server.end('SIGKILL')
    for (const typist of typists) {
      typist.stop()
      typist.disconnect()
    }
    await server.start()
    await expectSaved(server, 'room', typists)
    for (const typist of typists) typist.connect()
    await until('everybody back', () => typists.every(({ isSynced }) => isSynced), 20_000)
  }
  await expectWhole(server, 'room', typists, 30_000)
  console.log(`${savedByAll()} words by ten people through ${KILLS} kills`)
}, 1_800_000)

it('[O2] SIGTERM with fifty typing: what was saved is there, and everybody goes on after the restart', async () => {
  await gather(50)
  for (const typist of typists) typist.start(100)
  await until('everybody saved something', () => typists.every(({ saved }) => saved.size > 3))
  const started = performance.now()
  expect(await server.end('SIGTERM')).toBe(0)
  expect(performance.now() - started).toBeLessThan(10_000)
  for (const typist of typists) expect(typist.closes).toContain(1012)
  for (const typist of typists) typist.stop()
  const took = performance.now() - started
  const saved = savedByAll()
  await server.start()
  await expectSaved(server, 'room', typists)
  await expectWhole(server, 'room', typists, 30_000)
  console.log(
    `${saved} words were saved when fifty typed and SIGTERM came; it took ${Math.round(took)} ms to end`,
  )
})

it(`a server that stands still for ${STANDSTILL / 1_000} s with ten typing loses nothing and goes on`, async () => {
  await gather(10)
  for (const typist of typists) typist.start(50)
  await until('something saved', () => savedByAll() > 50)
  server.signal('SIGSTOP')
  const stood = savedByAll()
  await pause(STANDSTILL)
  // What arrived before it stopped may still be heard; nothing after that can be called saved.
  expect(savedByAll() - stood).toBeLessThan(60)
  server.signal('SIGCONT')
  for (const typist of typists) typist.stop()
  await expectWhole(server, 'room', typists, 60_000)
  await server.end('SIGKILL')
  await server.start()
  await expectSaved(server, 'room', typists)
  console.log(
    `${savedByAll()} words, of which ${stood} were saved before it stood still for ${STANDSTILL / 1_000} s`,
  )
}, 300_000)
