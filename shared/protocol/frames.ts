import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { type ClientMessage, FRAME, type ServerMessage } from './messages.ts'

/** What follows a sync frame's type; y-protocols' own numbers. */
export const SYNC = { step1: 0, step2: 1, update: 2 } as const

/** A frame as a client may send it. The bytes are views into the frame. */
export type ClientFrame =
  | { readonly kind: 'step1'; readonly stateVector: Uint8Array }
  | { readonly kind: 'step2' | 'update'; readonly update: Uint8Array }
  | { readonly kind: 'awareness'; readonly entries: Uint8Array }
  | { readonly kind: 'queryAwareness' }
  | { readonly kind: 'message'; readonly json: string }

/**
 * Decodes one frame, varint by varint; null when its type is unknown, when it is cut short, or when bytes trail it
 * (W3). What is read past the end of `bytes`, where it is a view into a larger buffer, is never handed back.
 */
export function parseClientFrame(bytes: Uint8Array): ClientFrame | null {
  try {
    const decoder = decoding.createDecoder(bytes)
    const frame = readFrame(decoder)
    return frame && decoder.pos === bytes.byteLength ? frame : null
  } catch {
    return null
  }
}

function readFrame(decoder: decoding.Decoder): ClientFrame | null {
  switch (decoding.readVarUint(decoder)) {
    case FRAME.sync:
      return readSync(decoder)
    case FRAME.awareness:
      return { kind: 'awareness', entries: decoding.readVarUint8Array(decoder) }
    case FRAME.queryAwareness:
      return { kind: 'queryAwareness' }
    case FRAME.debrief:
      return { kind: 'message', json: decoding.readVarString(decoder) }
    default:
      return null
  }
}

function readSync(decoder: decoding.Decoder): ClientFrame | null {
  switch (decoding.readVarUint(decoder)) {
    case SYNC.step1:
      return { kind: 'step1', stateVector: decoding.readVarUint8Array(decoder) }
    case SYNC.step2:
      return { kind: 'step2', update: decoding.readVarUint8Array(decoder) }
    case SYNC.update:
      return { kind: 'update', update: decoding.readVarUint8Array(decoder) }
    default:
      return null
  }
}

/** A sync frame: `step` is one of {@link SYNC}, `body` a state vector (step 1) or an update. */
export function syncFrame(step: number, body: Uint8Array): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, FRAME.sync)
  encoding.writeVarUint(encoder, step)
  encoding.writeVarUint8Array(encoder, body)
  return encoding.toUint8Array(encoder)
}

/** One client in an awareness frame; `state` is its JSON, and `null` says that it left. */
export interface AwarenessEntry {
  readonly client: number
  readonly clock: number
  readonly state: string
}

/** An awareness frame of any number of entries; of none it says nothing, but is heard. */
export function awarenessFrame(entries: readonly AwarenessEntry[]): Uint8Array {
  const body = encoding.createEncoder()
  encoding.writeVarUint(body, entries.length)
  for (const { client, clock, state } of entries) {
    encoding.writeVarUint(body, client)
    encoding.writeVarUint(body, clock)
    encoding.writeVarString(body, state)
  }
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, FRAME.awareness)
  encoding.writeVarUint8Array(encoder, encoding.toUint8Array(body))
  return encoding.toUint8Array(encoder)
}

/** A frame of the project's own messages, type 4: only for those who asked for it with `?v=`. */
export const messageFrame = (message: ServerMessage | ClientMessage): Uint8Array =>
  jsonFrame(JSON.stringify(message))

/** As {@link messageFrame}, of a message that is written already. */
export function jsonFrame(message: string): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, FRAME.debrief)
  encoding.writeVarString(encoder, message)
  return encoding.toUint8Array(encoder)
}
