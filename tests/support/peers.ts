import { once } from 'node:events'
import * as decoding from 'lib0/decoding'
import { WebSocket } from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { awarenessFrame, SYNC, syncFrame } from '../../shared/protocol/frames.ts'
import { FRAME, type ServerMessage } from '../../shared/protocol/messages.ts'
import { until } from './until.ts'

/** Where a peer connects: a server of `startSyncServer`, or anything with its address. */
interface At {
  readonly url: string
}

/** An unmodified y-websocket provider with its document. */
export interface Stock {
  readonly doc: Y.Doc
  readonly provider: WebsocketProvider
  leave(): void
}

export function stock(server: At, id: string, params: Record<string, string>, doc = new Y.Doc()): Stock {
  const provider = new WebsocketProvider(server.url, id, doc, {
    params,
    disableBc: true,
    // The types of `ws` and of the browser's WebSocket differ where the provider does not look.
    WebSocketPolyfill: WebSocket as unknown as typeof globalThis.WebSocket,
  })
  return {
    doc,
    provider,
    leave: () => {
      provider.destroy()
      provider.awareness.destroy()
    },
  }
}

export const synced = (peer: Stock): Promise<void> => until('a provider in sync', () => peer.provider.synced)

/** A client that sends whatever a test wants to, and keeps all that it hears. */
export class RawPeer {
  readonly socket: WebSocket
  readonly doc = new Y.Doc()
  readonly messages: ServerMessage[] = []
  /** Every frame but those of type 4. */
  readonly frames: Uint8Array[] = []
  closed: { code: number; words: string } | null = null
  /** Whether it answers the server's questions for what it has, as every client should. */
  isAnswering = false

  constructor(server: At, id: string, query: string, headers: Record<string, string> = {}) {
    this.socket = new WebSocket(`${server.url}/${id}?${query}`, { headers })
    this.socket.binaryType = 'arraybuffer'
    this.socket.on('message', data => this.#hear(new Uint8Array(data as ArrayBuffer)))
    this.socket.on('close', (code, words) => {
      this.closed = { code, words: words.toString() }
    })
    this.socket.on('error', () => {})
  }

  /** A peer that is connected and has the whole document. */
  static async join(
    server: At,
    id: string,
    query: string,
    headers: Record<string, string> = {},
  ): Promise<RawPeer> {
    const peer = new RawPeer(server, id, query, headers)
    await peer.opened()
    peer.send(awarenessFrame([{ client: peer.doc.clientID, clock: 0, state: '{}' }]))
    peer.send(syncFrame(SYNC.step1, Y.encodeStateVector(peer.doc)))
    await until('the document', () =>
      peer.frames.some(frame => frame[0] === FRAME.sync && frame[1] === SYNC.step2),
    )
    return peer
  }

  async opened(): Promise<void> {
    if (this.socket.readyState === WebSocket.CONNECTING) await once(this.socket, 'open')
  }

  send(frame: Uint8Array): void {
    this.socket.send(frame)
  }

  /** Sends an update as an edit. */
  update(update: Uint8Array): void {
    this.send(syncFrame(SYNC.update, update))
  }

  /** Answers the question that the server asks at once, and every later one. */
  answer(): void {
    this.isAnswering = true
    this.send(syncFrame(SYNC.step2, Y.encodeStateAsUpdate(this.doc)))
  }

  /** Changes the document and sends what that made. */
  edit(change: (doc: Y.Doc) => void): Uint8Array {
    const updates: Uint8Array[] = []
    const collect = (update: Uint8Array): void => void updates.push(update)
    this.doc.on('update', collect)
    this.doc.transact(() => change(this.doc))
    this.doc.off('update', collect)
    for (const update of updates) this.update(update)
    return updates[0] ?? new Uint8Array()
  }

  /** How many of its frames the server called saved last. */
  get saved(): number {
    const saved = this.messages.filter(message => message.t === 'saved').at(-1)
    return saved?.t === 'saved' ? saved.frames : 0
  }

  async closedWith(): Promise<number> {
    await until('a closed socket', () => this.closed !== null)
    return this.closed?.code ?? 0
  }

  leave(): void {
    this.socket.terminate()
    this.doc.destroy()
  }

  #hear(bytes: Uint8Array): void {
    const decoder = decoding.createDecoder(bytes)
    const type = decoding.readVarUint(decoder)
    if (type === FRAME.debrief) {
      this.messages.push(JSON.parse(decoding.readVarString(decoder)) as ServerMessage)
      return
    }
    this.frames.push(bytes)
    if (type !== FRAME.sync) return
    const step = decoding.readVarUint(decoder)
    const body = decoding.readVarUint8Array(decoder)
    if (step !== SYNC.step1) Y.applyUpdate(this.doc, body, 'server')
    else if (this.isAnswering) this.send(syncFrame(SYNC.step2, Y.encodeStateAsUpdate(this.doc, body)))
  }
}

/** Text that every document has for tests to write in. */
export const textIn = (doc: Y.Doc): Y.Text => doc.getText('test')
