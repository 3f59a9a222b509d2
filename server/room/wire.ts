import type { Duplex } from 'node:stream'
import type { WebSocket } from 'ws'
import { CLOSE, type CloseReason } from '../../shared/protocol/closeCodes.ts'

/** How long a peer may take to answer a close before its connection is cut. */
const CLOSE_GRACE = 2_000

/** A WebSocket message (RFC 6455: final, binary, not masked) that can be written to any number of sockets. */
export function wireMessage(payload: Uint8Array): Buffer {
  const size = payload.byteLength
  const header = size < 126 ? 2 : size < 65_536 ? 4 : 10
  const message = Buffer.allocUnsafe(header + size)
  message[0] = 0x82
  if (header === 2) message[1] = size
  else if (header === 4) {
    message[1] = 126
    message.writeUInt16BE(size, 2)
  } else {
    message[1] = 127
    message.writeBigUInt64BE(BigInt(size), 2)
  }
  message.set(payload, header)
  return message
}

/**
 * The sending side of one socket. Messages are built once and written as they are to the connection itself: `ws`
 * would build the header again for each of 300 sockets. It compresses nothing, so its own frames (ping, close) are
 * whole and may stand between ours.
 */
export class Wire {
  readonly #socket: WebSocket
  readonly #connection: Duplex
  readonly #maxUnsent: number
  /** What a large state adds to the bound until it is sent. */
  #allowance = 0
  #closed = false

  constructor(socket: WebSocket, connection: Duplex, maxUnsent: number) {
    this.#socket = socket
    this.#connection = connection
    this.#maxUnsent = maxUnsent
  }

  get isClosed(): boolean {
    return this.#closed || this.#socket.readyState !== this.#socket.OPEN
  }

  /** Writes whole messages, one or several in a row; closes a socket that reads too slowly with 1013 (W8). */
  write(messages: Buffer): void {
    if (this.isClosed) return
    this.#connection.write(messages)
    if (this.#connection.writableLength > this.#maxUnsent + this.#allowance)
      this.close('overloaded', 'too much is unsent')
  }

  /**
   * Like {@link write}, for a whole state that may by itself be larger than what may be unsent; `onSent` is called once
   * it is in the kernel's hands. One at a time: a peer that does not read gets no second one.
   */
  writeState(messages: Buffer, onSent: () => void): void {
    this.#allowance = messages.byteLength
    if (this.isClosed) return
    this.#connection.write(messages, () => {
      this.#allowance = 0
      onSent()
    })
  }

  ping(): void {
    if (!this.isClosed) this.#socket.ping()
  }

  /** Says why and hangs up; a peer that does not answer is cut off. */
  close(reason: CloseReason, words = ''): void {
    if (this.#closed) return
    this.#closed = true
    this.#socket.close(CLOSE[reason], words)
    const cut = setTimeout(() => this.#socket.terminate(), CLOSE_GRACE)
    cut.unref()
    this.#socket.once('close', () => clearTimeout(cut))
  }

  /** Hangs up on a peer that is gone. */
  cut(): void {
    this.#closed = true
    this.#socket.terminate()
  }
}
