import { createHash } from 'node:crypto'
import * as decoding from 'lib0/decoding'
import { expect } from 'vitest'
import { WebSocket } from 'ws'
import * as Y from 'yjs'
import { awarenessFrame, SYNC, syncFrame } from '../../shared/protocol/frames.ts'
import { FRAME } from '../../shared/protocol/messages.ts'
import { CANARY } from './canary.ts'
import { textIn } from './peers.ts'
import { until } from './until.ts'

/** True in `npm run faults`: everything for as long as it takes. */
export const isLong = process.env.FAULTS === 'long'

/** What a fault test does in `npm test`, and in its long form. */
export const short = <T>(inShort: T, inLong: T): T => (isLong ? inLong : inShort)

/** How long a typist waits before it connects again, ms. */
const RETRY = 50

/**
 * Somebody who types words that nobody else types, keeps the document over every loss of the connection as a browser
 * does, connects again by itself, and knows which words the server called saved.
 */
export class Typist {
  readonly name: string
  readonly doc = new Y.Doc()
  readonly written: string[] = []
  readonly saved = new Set<string>()
  /** Why connections ended that had been open. */
  readonly closes: number[] = []
  isSynced = false
  /** Bytes received that hold the canary. */
  leaks = 0
  /** What the server last said about its store. */
  isStoreFailing = false
  readonly #url: string
  #socket: WebSocket | null = null
  #wanted = false
  /** Of each sync frame sent on this connection, the words in it. */
  #frames: string[][] = []
  #timer: ReturnType<typeof setInterval> | null = null

  constructor(server: { readonly url: string }, room: string, name: string) {
    this.name = name
    this.#url = `${server.url}/${room}?v=1&as=${name}`
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== this && this.isOpen) this.#send(syncFrame(SYNC.update, update), this.written.slice(-1))
    })
  }

  get isOpen(): boolean {
    return this.#socket?.readyState === WebSocket.OPEN
  }

  get text(): string {
    return `${textIn(this.doc)}`
  }

  connect(): this {
    this.#wanted = true
    this.#open()
    return this
  }

  disconnect(): void {
    this.#wanted = false
    this.#socket?.terminate()
  }

  /** Types one more word of its own. */
  type(): void {
    const word = `‹${this.name}.${this.written.length}›`
    this.written.push(word)
    textIn(this.doc).insert(textIn(this.doc).length, word)
  }

  start(everyMs: number): void {
    this.#timer = setInterval(() => this.type(), everyMs)
  }

  stop(): void {
    if (this.#timer) clearInterval(this.#timer)
    this.#timer = null
  }

  leave(): void {
    this.stop()
    this.disconnect()
    this.doc.destroy()
  }

  #open(): void {
    this.#socket?.terminate()
    const socket = new WebSocket(this.#url)
    this.#socket = socket
    this.#frames = []
    this.isSynced = false
    socket.on('error', () => {})
    socket.on('open', () => {
      socket.send(awarenessFrame([{ client: this.doc.clientID, clock: 0, state: '{}' }]))
      socket.send(syncFrame(SYNC.step1, Y.encodeStateVector(this.doc)))
    })
    socket.on('message', data => {
      if (socket === this.#socket) this.#hear(data as Buffer)
    })
    socket.on('close', code => {
      if (socket !== this.#socket) return
      this.isSynced = false
      this.closes.push(code)
      setTimeout(() => this.#wanted && socket === this.#socket && this.#open(), RETRY)
    })
  }

  #hear(data: Buffer): void {
    if (data.includes(CANARY)) this.leaks++
    const bytes = new Uint8Array(data)
    const decoder = decoding.createDecoder(bytes)
    const type = decoding.readVarUint(decoder)
    if (type === FRAME.debrief) {
      const message = JSON.parse(decoding.readVarString(decoder)) as {
        t: string
        frames: number
        failing: boolean
      }
      if (message.t === 'store') this.isStoreFailing = message.failing
      if (message.t !== 'saved') return
      for (const words of this.#frames.slice(0, message.frames))
        for (const word of words) this.saved.add(word)
      return
    }
    if (type !== FRAME.sync) return
    const step = decoding.readVarUint(decoder)
    const body = decoding.readVarUint8Array(decoder)
    if (step === SYNC.step1)
      this.#send(syncFrame(SYNC.step2, Y.encodeStateAsUpdate(this.doc, body)), [...this.written])
    else {
      Y.applyUpdate(this.doc, body, this)
      if (step === SYNC.step2) this.isSynced = true
    }
  }

  #send(frame: Uint8Array, words: string[]): void {
    this.#frames.push(words)
    this.#socket?.send(frame)
  }
}

/** How often each of these words stands in a text, as those that do not stand in it exactly once. */
export function notOnce(text: string, words: Iterable<string>): string[] {
  const counts = new Map<string, number>()
  for (const [word] of text.matchAll(/‹[^›]*›/g)) counts.set(word, (counts.get(word) ?? 0) + 1)
  return [...words].filter(word => counts.get(word) !== 1)
}

/** One hash of all that a document holds: its text, every structure there is, and what of them is deleted. */
export const hashOf = (doc: Y.Doc): string =>
  createHash('sha256')
    .update(`${textIn(doc)}`)
    .update(Y.encodeSnapshot(Y.snapshot(doc)))
    .digest('hex')

/**
 * The oracle of all fault tests. Everybody is connected and stopped typing: every word ever typed is saved, stands
 * exactly once in every copy, all copies are the same, nobody received a canary; and somebody who comes new sees it too.
 */
export async function expectWhole(
  server: { readonly url: string },
  room: string,
  typists: readonly Typist[],
  ms = 20_000,
): Promise<void> {
  await until(
    'everything typed is saved',
    () => typists.every(({ saved, written }) => saved.size === written.length),
    ms,
  )
  const fresh = new Typist(server, room, 'fresh').connect()
  const all = [...typists, fresh]
  await until(
    'all copies are the same',
    () => fresh.isSynced && new Set(all.map(({ doc }) => hashOf(doc))).size === 1,
    ms,
  )
  const words = typists.flatMap(({ written }) => written)
  for (const { doc, text, leaks } of all) {
    expect(notOnce(text, words)).toEqual([])
    expect(doc.store.pendingStructs).toBeNull()
    expect(leaks).toBe(0)
  }
  fresh.leave()
  console.log(
    `${words.length} words by ${typists.length} people: each saved, each once in all ${all.length} equal copies`,
  )
}

/** Somebody whose every word and name is a canary, typing in another room of the same server all the while. */
export function canaryNextDoor(server: { readonly url: string }): Typist {
  const canary = new Typist(server, 'other', CANARY).connect()
  canary.start(100)
  return canary
}

/**
 * What is stored, as somebody sees it who comes now: every word that was called saved until then is there once. What is
 * called saved while the reader comes may reach it a moment later.
 */
export async function expectSaved(
  server: { readonly url: string },
  room: string,
  typists: readonly Typist[],
): Promise<void> {
  const words = typists.flatMap(({ saved }) => [...saved])
  const reader = new Typist(server, room, 'reader').connect()
  await until('the stored document', () => reader.isSynced)
  const text = reader.text
  reader.leave()
  expect(notOnce(text, words)).toEqual([])
}
