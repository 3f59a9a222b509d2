import { once } from 'node:events'
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { WebSocket } from 'ws'
import * as Y from 'yjs'

/** Which framing a server speaks: Hocuspocus puts the document's name before each frame. */
export type Dialect = 'y-websocket' | 'hocuspocus'

/** How to behave towards a server. */
export interface Manners {
  readonly dialect: Dialect
  /** Whether to send presence that was news on again, as stock clients do. */
  readonly echoes: boolean
}

const SYNC = 0
const AWARENESS = 1
const AUTH = 2
const HASH = '#'.charCodeAt(0)

/** Hears of each delivered edit by its number. */
export type OnDelivery = (edit: number) => void

/**
 * A client that behaves on the wire as a y-websocket 3.1 provider does, echoes of presence included, without the cost
 * of holding the document: edits go behind its own last character and carry a number.
 */
export class BenchClient {
  readonly #socket: WebSocket
  readonly #prefix: Uint8Array
  readonly #echoes: boolean
  readonly #doc = new Y.Doc()
  readonly #clocks = new Map<number, number>()
  readonly #onDelivery: OnDelivery
  #clock = 0
  #onState: (() => void) | null = null

  constructor(url: string, room: string, { dialect, echoes }: Manners, onDelivery: OnDelivery) {
    this.#echoes = echoes
    this.#prefix = dialect === 'hocuspocus' ? named(room) : new Uint8Array()
    this.#onDelivery = onDelivery
    this.#socket = new WebSocket(url, { perMessageDeflate: false })
    this.#socket.binaryType = 'nodebuffer'
    this.#socket.on('message', data => this.#hear(data as Buffer))
    this.#socket.on('error', () => {})
    this.#doc.on('update', (update: Uint8Array) => {
      this.#send(encoder => {
        encoding.writeVarUint(encoder, SYNC)
        encoding.writeVarUint(encoder, 2)
        encoding.writeVarUint8Array(encoder, update)
      })
    })
  }

  /** Connects, asks for the state, and resolves when it came. */
  async join(hasState: boolean): Promise<void> {
    if (this.#socket.readyState !== WebSocket.OPEN) await once(this.#socket, 'open')
    const state = new Promise<void>(resolve => {
      this.#onState = resolve
    })
    if (this.#prefix.byteLength > 0) {
      this.#send(encoder => {
        encoding.writeVarUint(encoder, AUTH)
        encoding.writeVarUint(encoder, 0)
        encoding.writeVarString(encoder, 'token')
      })
    }
    this.#send(encoder => {
      encoding.writeVarUint(encoder, SYNC)
      encoding.writeVarUint(encoder, 0)
      encoding.writeVarUint8Array(encoder, Uint8Array.of(0))
    })
    if (hasState) await state
  }

  /** Types a few characters that carry this number. */
  edit(number: number): void {
    const text = this.#doc.getText('bench')
    text.insert(text.length, `#${number};`)
  }

  /** Sends a whole document, as someone coming back from a long time offline would. */
  load(update: Uint8Array): void {
    this.#send(encoder => {
      encoding.writeVarUint(encoder, SYNC)
      encoding.writeVarUint(encoder, 2)
      encoding.writeVarUint8Array(encoder, update)
    })
  }

  /** Moves the cursor. */
  move(): void {
    this.#clock++
    const state = JSON.stringify({
      user: { name: 'Someone', color: '#336699' },
      cursor: {
        anchor: { type: null, tname: 'bench', item: null, assoc: 0 },
        head: { type: null, tname: 'bench', item: { client: 1, clock: this.#clock }, assoc: 0 },
      },
    })
    const entries = encoding.createEncoder()
    encoding.writeVarUint(entries, 1)
    encoding.writeVarUint(entries, this.#doc.clientID)
    encoding.writeVarUint(entries, this.#clock)
    encoding.writeVarString(entries, state)
    this.#sendAwareness(encoding.toUint8Array(entries))
  }

  leave(): void {
    this.#socket.terminate()
    this.#doc.destroy()
  }

  #hear(frame: Buffer): void {
    const decoder = decoding.createDecoder(frame)
    if (this.#prefix.byteLength > 0) decoding.readVarString(decoder)
    const type = decoding.readVarUint(decoder)
    if (type === AWARENESS) {
      if (this.#echoes) this.#echo(decoding.readVarUint8Array(decoder))
    } else if (type === SYNC || (type === 4 && this.#prefix.byteLength > 0)) this.#hearSync(decoder, frame)
  }

  #hearSync(decoder: decoding.Decoder, frame: Buffer): void {
    const step = decoding.readVarUint(decoder)
    if (step === 0) {
      this.#send(encoder => {
        encoding.writeVarUint(encoder, SYNC)
        encoding.writeVarUint(encoder, 1)
        encoding.writeVarUint8Array(encoder, Y.encodeStateAsUpdate(this.#doc))
      })
      return
    }
    if (step === 1) {
      this.#onState?.()
      this.#onState = null
      return
    }
    for (let at = frame.indexOf(HASH, decoder.pos); at >= 0; at = frame.indexOf(HASH, at + 1)) {
      let number = 0
      let end = at + 1
      for (let digit = frame[end] ?? 0; digit >= 48 && digit <= 57; digit = frame[++end] ?? 0) {
        number = number * 10 + digit - 48
      }
      if (end > at + 1 && frame[end] === 59) this.#onDelivery(number)
    }
  }

  /** Stock clients send on whatever was news to them. */
  #echo(body: Uint8Array): void {
    const decoder = decoding.createDecoder(body)
    const news: { client: number; clock: number; state: string }[] = []
    for (let left = decoding.readVarUint(decoder); left > 0; left--) {
      const client = decoding.readVarUint(decoder)
      const clock = decoding.readVarUint(decoder)
      const state = decoding.readVarString(decoder)
      if (client === this.#doc.clientID || clock <= (this.#clocks.get(client) ?? -1)) continue
      this.#clocks.set(client, clock)
      news.push({ client, clock, state })
    }
    if (news.length === 0) return
    const entries = encoding.createEncoder()
    encoding.writeVarUint(entries, news.length)
    for (const { client, clock, state } of news) {
      encoding.writeVarUint(entries, client)
      encoding.writeVarUint(entries, clock)
      encoding.writeVarString(entries, state)
    }
    this.#sendAwareness(encoding.toUint8Array(entries))
  }

  #sendAwareness(body: Uint8Array): void {
    this.#send(encoder => {
      encoding.writeVarUint(encoder, AWARENESS)
      encoding.writeVarUint8Array(encoder, body)
    })
  }

  #send(write: (encoder: encoding.Encoder) => void): void {
    if (this.#socket.readyState !== WebSocket.OPEN) return
    const encoder = encoding.createEncoder()
    encoding.writeUint8Array(encoder, this.#prefix)
    write(encoder)
    this.#socket.send(encoding.toUint8Array(encoder))
  }
}

function named(room: string): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeVarString(encoder, room)
  return encoding.toUint8Array(encoder)
}
