import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { RawPeer, textIn } from '../support/peers.ts'
import { type ServerProcess, serverProcess } from '../support/serverProcess.ts'
import { short } from '../support/typist.ts'
import { until } from '../support/until.ts'

const TRIALS = short(6, 20)
const WRITERS = 3

let dataDir: string
let server: ServerProcess

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'debrief-kill-'))
  server = await serverProcess(dataDir)
  await server.start()
})

afterEach(async () => {
  await server.end('SIGKILL')
  rmSync(dataDir, { recursive: true, force: true })
})

/** Writes numbered words one after another, and knows which of them the server called saved. */
class Writer {
  readonly peer: RawPeer
  readonly #name: string
  #written = 0
  #timer: ReturnType<typeof setInterval> | null = null

  constructor(peer: RawPeer, name: string) {
    this.peer = peer
    this.#name = name
  }

  start(everyMs: number): void {
    this.#timer = setInterval(() => {
      this.peer.edit(doc => textIn(doc).insert(textIn(doc).length, `${this.#name}${this.#written++}.`))
    }, everyMs)
  }

  stop(): void {
    if (this.#timer) clearInterval(this.#timer)
  }

  get saved(): string[] {
    return Array.from({ length: this.peer.saved }, (_, at) => `${this.#name}${at}.`)
  }
}

it(`[P2] kill -9 in the midst of typing, ${TRIALS} times: no edit that was called saved is lost`, async () => {
  const id = await server.create('Killed')
  let acknowledged = 0
  let unsaved = 0
  for (let trial = 0; trial < TRIALS; trial++) {
    const writers = await Promise.all(
      Array.from({ length: WRITERS }, async (_, at) => {
        const peer = await RawPeer.join(server, id, 'v=1', server.headers)
        return new Writer(peer, `t${trial}w${at}n`)
      }),
    )
    for (const writer of writers) writer.start(5)
    await until('something saved', () => writers.every(({ saved }) => saved.length > trial % 7))
    await server.end('SIGKILL')
    for (const writer of writers) writer.stop()
    const saved = writers.flatMap(writer => writer.saved)
    const written = textIn(writers[0]?.peer.doc ?? fail()).length
    for (const { peer } of writers) peer.leave()
    await server.start()
    const reader = await RawPeer.join(server, id, 'v=1', server.headers)
    const text = `${textIn(reader.doc)}`
    expect(saved.filter(word => !text.includes(word))).toEqual([])
    acknowledged += saved.length
    if (text.length < written) unsaved++
    reader.leave()
  }
  expect(acknowledged).toBeGreaterThan(TRIALS * WRITERS)
  console.log(
    `${acknowledged} edits saved and found again; ${unsaved} kills took text that was not called saved`,
  )
}, 240_000)

it('[O2] SIGTERM in the midst of typing: what was saved is there, sockets hear 1012, the process ends by itself', async () => {
  const id = await server.create('Stopped')
  const peer = await RawPeer.join(server, id, 'v=1', server.headers)
  const writer = new Writer(peer, 'w')
  writer.start(3)
  await until('something saved', () => writer.saved.length > 20)
  const started = performance.now()
  expect(await server.end('SIGTERM')).toBe(0)
  expect(performance.now() - started).toBeLessThan(10_000)
  writer.stop()
  expect(await peer.closedWith()).toBe(1012)
  await server.start()
  const reader = await RawPeer.join(server, id, 'v=1', server.headers)
  const text = `${textIn(reader.doc)}`
  expect(writer.saved.filter(word => !text.includes(word))).toEqual([])
  reader.leave()
})

const fail = (): never => {
  throw new Error('Nobody wrote')
}
