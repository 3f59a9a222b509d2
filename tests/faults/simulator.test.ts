import { EventEmitter } from 'node:events'
import type { Duplex } from 'node:stream'
import { pino } from 'pino'
import { afterEach, expect, it, vi } from 'vitest'
import type { WebSocket } from 'ws'
import * as Y from 'yjs'
import { createRooms, type LiveRooms } from '../../server/room/rooms.ts'
import { Session } from '../../server/room/session.ts'
import { Wire } from '../../server/room/wire.ts'
import { seedUpdate } from '../../shared/document/seed.ts'
import { awarenessFrame, parseClientFrame, SYNC, syncFrame } from '../../shared/protocol/frames.ts'
import { Disk, openMemoryStore } from '../support/memoryStore.ts'
import { textIn } from '../support/peers.ts'
import { Random } from '../support/random.ts'
import { notOnce, short } from '../support/typist.ts'

/** The clients, the network and the disk are simulated, and so is the time; the rooms are the real ones. */
const SEEDS = short(150, 10_000)
const FIRST = Number(process.env.FAULT_SEED ?? 1)
const ROOM = 'pm-1'
const STEPS = 40

afterEach(() => {
  vi.useRealTimers()
})

/** One connection: frames arrive in order, each way after its latency; once it is cut, nothing does. */
class Line {
  isCut = false
  readonly #latency: number

  constructor(latency: number) {
    this.#latency = latency
  }

  deliver(act: () => void): void {
    setTimeout(() => {
      if (!this.isCut) act()
    }, this.#latency)
  }
}

/** The server's end of a connection, as far as a session uses a socket of `ws`. */
class ServerSocket extends EventEmitter {
  readonly OPEN = 1
  readyState = 1
  isPaused = false
  binaryType = 'nodebuffer'
  readonly #line: Line
  readonly #onClose: (code: number) => void

  constructor(line: Line, onClose: (code: number) => void) {
    super()
    this.#line = line
    this.#onClose = onClose
  }

  pause(): void {
    this.isPaused = true
  }
  resume(): void {
    this.isPaused = false
  }
  ping(): void {
    this.#line.deliver(() => setTimeout(() => this.emit('pong')))
  }
  close(code: number): void {
    this.#line.deliver(() => this.#onClose(code))
    this.gone()
  }
  terminate(): void {
    this.gone()
  }
  /** The server learns that nobody is there any more. */
  gone(): void {
    if (this.readyState !== 1) return
    this.readyState = 3
    this.emit('close')
  }
}

/** What the server writes: its messages, one or several in a row, without their headers. */
function* messagesIn(written: Buffer): Generator<Uint8Array> {
  for (let at = 0; at < written.length; ) {
    const short = written[at + 1] ?? 0
    const header = short < 126 ? 2 : short === 126 ? 4 : 10
    const size =
      short < 126
        ? short
        : short === 126
          ? written.readUInt16BE(at + 2)
          : Number(written.readBigUInt64BE(at + 2))
    yield new Uint8Array(written.subarray(at + header, at + header + size))
    at += header + size
  }
}

/** The server: its rooms, and the sockets into them. */
class Server {
  rooms: LiveRooms
  #crash: () => void
  readonly #disk: Disk
  readonly #random: Random
  readonly sockets = new Set<ServerSocket>()
  readonly refusals: string[] = []

  constructor(disk: Disk, random: Random) {
    this.#disk = disk
    this.#random = random
    const { rooms, crash } = this.#start()
    this.rooms = rooms
    this.#crash = crash
  }

  #start(): { rooms: LiveRooms; crash: () => void } {
    const pause = (): Promise<void> => new Promise(resolve => setTimeout(resolve, this.#random.below(15)))
    const { store, crash } = openMemoryStore(this.#disk, pause)
    const write = (line: string): void => {
      if (line.includes('refused')) this.refusals.push(line)
    }
    const rooms = createRooms({ store, logger: pino({ level: 'warn' }, { write }), idle: 3_000 })
    return { rooms, crash }
  }

  /** The process ends at once; another one starts on the same disk. */
  crash(): void {
    this.#crash()
    const { rooms, crash } = this.#start()
    this.rooms = rooms
    this.#crash = crash
    this.sockets.clear()
  }

  async enter(name: string, line: Line, client: Peer): Promise<void> {
    const { rooms } = this
    const room = await rooms.open(ROOM)
    if (line.isCut || rooms !== this.rooms || !room.ok || room.value.isDestroyed) return client.lost(line)
    const socket = new ServerSocket(line, code => client.closed(line, code))
    const connection = {
      writableLength: 0,
      write: (written: Buffer, sent?: () => void) => {
        const copy = Buffer.from(written)
        line.deliver(() => {
          for (const message of messagesIn(copy)) client.hear(line, message)
        })
        if (sent) setTimeout(sent)
        return true
      },
    } as unknown as Duplex
    const wire = new Wire(socket as unknown as WebSocket, connection, rooms.limits.unsent)
    const person = { id: name, name, role: 'participant', colour: '#336699' } as const
    const session = new Session(
      person,
      { speaks: false, hearsChanges: false },
      socket as unknown as WebSocket,
      wire,
      rooms.limits,
      room.value,
    )
    this.sockets.add(socket)
    client.opened(line, socket)
    room.value.join(session)
  }
}

/** A stock client with a device that keeps what it has, but for the last moments before a crash. */
class Peer {
  doc = new Y.Doc()
  readonly name: string
  readonly closes: number[] = []
  /** Words that the device is sure to have kept, and those it may have lost. */
  written: string[] = []
  lostWords: string[] = []
  #log: { readonly update: Uint8Array; readonly word: string | null }[] = []
  #kept = 0
  #line: Line | null = null
  #socket: ServerSocket | null = null
  #isOpen = false
  #wants = true
  #count = 0
  readonly #server: Server
  readonly #random: Random

  constructor(name: string, server: Server, random: Random) {
    this.name = name
    this.#server = server
    this.#random = random
    this.#follow()
  }

  #follow(): void {
    this.doc.clientID = 10_000 + this.#random.below(2 ** 31)
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      const word = typeof origin === 'string' ? origin : null
      this.#log.push({ update, word })
      if (origin !== this && this.#isOpen) this.#send(syncFrame(SYNC.update, update))
    })
  }

  connect(): void {
    this.#wants = true
    if (this.#line) return
    const line = new Line(this.#random.pick([0, 5, 40, 200, 400]))
    this.#line = line
    line.deliver(() => void this.#server.enter(this.name, line, this))
  }

  opened(line: Line, socket: ServerSocket): void {
    this.#socket = socket
    line.deliver(() => {
      this.#isOpen = true
      this.#send(syncFrame(SYNC.step1, Y.encodeStateVector(this.doc)))
      this.#send(awarenessFrame([{ client: this.doc.clientID, clock: 1, state: '{}' }]))
    })
  }

  /** The connection is gone; the server may notice at once or a while later. */
  cut(): void {
    const line = this.#line
    if (!line) return
    line.isCut = true
    const socket = this.#socket
    if (socket) setTimeout(() => socket.gone(), this.#random.pick([0, 0, 300, 5_000]))
    this.lost(line)
  }

  lost(line: Line): void {
    if (line !== this.#line) return
    line.isCut = true
    this.#line = null
    this.#socket = null
    this.#isOpen = false
    if (this.#wants) setTimeout(() => this.#wants && this.connect(), 50 + this.#random.below(400))
  }

  closed(line: Line, code: number): void {
    if (line !== this.#line) return
    this.closes.push(code)
    // As y-websocket does: these codes tell it to stop for good.
    if (code >= 4400 && code < 4500) this.#wants = false
    this.lost(line)
  }

  leave(): void {
    this.#wants = false
    this.cut()
  }

  type(): void {
    const word = `‹${this.name}.${this.#count++}›`
    const text = textIn(this.doc)
    this.written.push(word)
    this.doc.transact(
      () => text.insert(this.#random.below(text.length + 1) === 0 ? 0 : text.length, word),
      word,
    )
  }

  erase(): void {
    // A word of one's own, whole, so that the oracle knows of it.
    const word = this.#random.below(3) === 0 ? this.written.at(-1) : undefined
    const at = word === undefined ? -1 : `${textIn(this.doc)}`.indexOf(word)
    if (word === undefined || at < 0) return
    this.written = this.written.filter(other => other !== word)
    this.lostWords.push(word)
    textIn(this.doc).delete(at, word.length)
  }

  /** The page ends; the device kept all but the last few changes. A new page has another client id. */
  crash(): void {
    // What an earlier page left on the device is there for good.
    const loses = this.#random.below(Math.min(4, this.#log.length - this.#kept + 1))
    const keeps = this.#log.length - loses
    const gone = this.#log.slice(keeps).flatMap(({ word }) => word ?? [])
    this.lostWords.push(...gone)
    this.written = this.written.filter(word => !gone.includes(word))
    const kept = this.#log.slice(0, keeps)
    this.cut()
    this.doc = new Y.Doc()
    for (const { update } of kept) Y.applyUpdate(this.doc, update, this)
    this.#log = kept
    this.#kept = kept.length
    this.#follow()
  }

  hear(line: Line, message: Uint8Array): void {
    if (line !== this.#line) return
    const frame = parseClientFrame(message)
    if (frame?.kind === 'step1')
      this.#send(syncFrame(SYNC.step2, Y.encodeStateAsUpdate(this.doc, frame.stateVector)))
    else if (frame?.kind === 'step2' || frame?.kind === 'update') Y.applyUpdate(this.doc, frame.update, this)
  }

  #send(frame: Uint8Array): void {
    const [line, socket] = [this.#line, this.#socket]
    line?.deliver(() => socket?.readyState === 1 && socket.emit('message', Buffer.from(frame), true))
  }
}

async function play(seed: number): Promise<{ words: number; crashes: number }> {
  vi.useFakeTimers({
    toFake: [
      'setTimeout',
      'clearTimeout',
      'setInterval',
      'clearInterval',
      'setImmediate',
      'Date',
      'performance',
    ],
  })
  vi.setSystemTime(1_800_000_000_000)
  const random = new Random(seed)
  const disk = new Disk()
  disk.rows.set(ROOM, [{ seq: 1, at: 1, updates: [seedUpdate({ title: 'Outage' })] }])
  const server = new Server(disk, random)
  const peers = Array.from({ length: 2 + random.below(3) }, (_, at) => new Peer(`p${at}`, server, random))
  for (const peer of peers) peer.connect()
  let crashes = 0
  const acts: ((peer: Peer) => void)[] = [
    ...Array.from({ length: 8 }, () => (peer: Peer) => peer.type()),
    peer => peer.erase(),
    peer => peer.cut(),
    peer => peer.cut(),
    peer => peer.leave(),
    peer => peer.connect(),
    peer => random.below(3) === 0 && peer.crash(),
    () => {
      if (random.below(3) > 0) return
      crashes++
      server.crash()
      for (const peer of peers) peer.cut()
    },
  ]
  for (let step = 0; step < STEPS; step++) {
    random.pick(acts)(random.pick(peers))
    // Mostly a moment between two things, sometimes a minute or more, in which a device sleeps.
    await vi.advanceTimersByTimeAsync(
      random.pick([0, 0, 1, 7, 30, 120, 700, random.below(40) === 0 ? 90_000 : 3]),
    )
  }
  for (const peer of peers) peer.connect()
  for (let round = 0; round < 30; round++) await vi.advanceTimersByTimeAsync(2_000)
  const closes = peers
    .flatMap(peer => peer.closes)
    .filter(code => code >= 4000 || code === 1002 || code === 1009)
  expect(closes).toEqual([])
  expect(server.refusals).toEqual([])
  const [first = ''] = peers.map(({ doc }) => `${textIn(doc)}`)
  for (const { doc } of peers) {
    expect(`${textIn(doc)}`).toBe(first)
    expect(doc.store.pendingStructs).toBeNull()
  }
  expect(
    notOnce(
      first,
      peers.flatMap(({ written }) => written),
    ),
  ).toEqual([])
  const twice = peers.flatMap(({ lostWords }) => lostWords).filter(word => first.split(word).length > 2)
  expect(twice).toEqual([])
  const room = await Promise.race([
    server.rooms.open(ROOM),
    vi.advanceTimersByTimeAsync(200).then(() => null),
  ])
  const stored = new Y.Doc()
  if (room?.ok) Y.applyUpdate(stored, room.value.encode())
  expect(`${textIn(stored)}`).toBe(first)
  vi.clearAllTimers()
  return { words: peers.reduce((sum, { written }) => sum + written.length, 0), crashes }
}

it(`[W6] [P2] ${SEEDS} simulated meetings with latency, loss and crashes on either side: nobody is refused, every word is there once`, async () => {
  let words = 0
  let crashes = 0
  for (let seed = FIRST; seed < FIRST + SEEDS; seed++) {
    try {
      const played = await play(seed)
      words += played.words
      crashes += played.crashes
    } catch (error) {
      throw new Error(`Seed ${seed} failed`, { cause: error })
    }
  }
  vi.useRealTimers()
  console.log(`${SEEDS} seeds from ${FIRST}: ${words} words, ${crashes} crashes of the server`)
}, 3_600_000)
