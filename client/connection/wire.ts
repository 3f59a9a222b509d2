import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import * as awarenessProtocol from 'y-protocols/awareness'
import type { WebsocketProvider } from 'y-websocket'
import { messageFrame, SYNC } from '../../shared/protocol/frames.ts'
import { type ClientMessage, FRAME, type ServerMessage } from '../../shared/protocol/messages.ts'

/** Calls back for each of the project's own messages. */
export function readMessages(provider: WebsocketProvider, read: (message: ServerMessage) => void): void {
  provider.messageHandlers[FRAME.debrief] = (_answer, decoder) =>
    read(JSON.parse(decoding.readVarString(decoder)) as ServerMessage)
}

/** Sends one of the project's own messages, if the socket is open. */
export function sendMessage(provider: WebsocketProvider, message: ClientMessage): void {
  sendFrame(provider, messageFrame(message))
}

/** Someone who may only read answers no question for changes: the server would close the socket (W4). */
export function keepChangesWhile(provider: WebsocketProvider, isReadOnly: () => boolean): void {
  const whole = provider.messageHandlers[FRAME.sync]
  provider.messageHandlers[FRAME.sync] = (answer, decoder, ...rest) => {
    if (isReadOnly() && decoding.peekVarUint(decoder) === SYNC.step1) return
    whole?.(answer, decoder, ...rest)
  }
}

/** Calls back before the server's question for changes is answered, with the state vector that it asks with. */
export function beforeAnswering(provider: WebsocketProvider, act: (vector: Uint8Array) => void): void {
  const whole = provider.messageHandlers[FRAME.sync]
  provider.messageHandlers[FRAME.sync] = (answer, decoder, ...rest) => {
    const ahead = decoding.clone(decoder)
    if (decoding.readVarUint(ahead) === SYNC.step1) act(decoding.readVarUint8Array(ahead))
    whole?.(answer, decoder, ...rest)
  }
}

/**
 * Announces this client's presence only. The stock provider repeats whatever it hears from others, which costs a
 * server most of its work (W7).
 */
export function announceOnlySelf(provider: WebsocketProvider): void {
  const { awareness, doc } = provider
  const self = (): Uint8Array => {
    const encoder = encoding.createEncoder()
    encoding.writeVarUint(encoder, FRAME.awareness)
    const update = awarenessProtocol.encodeAwarenessUpdate(awareness, [doc.clientID])
    encoding.writeVarUint8Array(encoder, update)
    return encoding.toUint8Array(encoder)
  }
  awareness.off('update', provider._awarenessUpdateHandler)
  provider._awarenessUpdateHandler = ({ added, updated, removed }: Changes) => {
    // Its own id changes by what it hears, too, when the server takes it for gone: then it says that it is here.
    if ([...added, ...updated, ...removed].includes(doc.clientID)) sendFrame(provider, self())
  }
  awareness.on('update', provider._awarenessUpdateHandler)
  provider.messageHandlers[FRAME.queryAwareness] = () => {
    if (awareness.getLocalState() !== null) sendFrame(provider, self())
  }
}

interface Changes {
  readonly added: readonly number[]
  readonly updated: readonly number[]
  readonly removed: readonly number[]
}

function sendFrame(provider: WebsocketProvider, frame: Uint8Array): void {
  const { ws } = provider
  if (provider.wsconnected && ws?.readyState === 1) ws.send(frame as Uint8Array<ArrayBuffer>)
}
