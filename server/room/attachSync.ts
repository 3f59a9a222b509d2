import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import type { Logger } from 'pino'
import { type WebSocket, WebSocketServer } from 'ws'
import { isId } from '../../shared/base/ids.ts'
import type { Result } from '../../shared/base/result.ts'
import { SCHEMA } from '../../shared/document/postmortem.ts'
import { CLOSE, type CloseReason } from '../../shared/protocol/closeCodes.ts'
import { type Person, PROTOCOL_VERSION } from '../../shared/protocol/messages.ts'
import type { SyncRefusal } from './api.ts'
import type { OpenRoom } from './OpenRoom.ts'
import type { LiveRooms } from './rooms.ts'
import { Session } from './session.ts'
import { Wire } from './wire.ts'

/** Room in a frame for its type and length, beyond the sync frame's own limit. */
const FRAMING = 64
/** Nobody waits longer than this, ms, to be let in or refused. */
const PATIENCE = 15_000

export interface SyncParts {
  readonly rooms: LiveRooms
  readonly logger: Logger
  /** Who asks, by cookie, Bearer token or ticket, and whether they may (W1, W2). */
  readonly authorise: (request: IncomingMessage, postmortem: string) => Promise<Result<Person, SyncRefusal>>
  /** Judges the Origin of a request, which browsers always send (W2). */
  readonly originAllowed: (origin: string | undefined, request: IncomingMessage) => boolean
}

/** How an asker is let in, or why not. */
type Admission =
  | { readonly room: OpenRoom; readonly person: Person }
  | { readonly close: CloseReason; readonly words: string }

/**
 * Serves `GET /sync/<postmortem>` on an HTTP server. Nothing is read from a socket before its person is known and the
 * room is loaded; a refusal completes the handshake, since only then a browser learns the reason (W1). Other upgrades
 * are left to others. Returns what stops it.
 */
export function attachSync(server: Server, parts: SyncParts): () => void {
  const { limits } = parts.rooms
  const sockets = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    perMessageDeflate: false,
    maxPayload: limits.syncFrame + FRAMING,
  })
  const onUpgrade = (request: IncomingMessage, connection: Duplex, head: Buffer): void => {
    const url = new URL(request.url ?? '/', 'http://localhost')
    if (!url.pathname.startsWith('/sync/')) return
    // A peer that hangs up while it waits is no error of ours.
    connection.on('error', () => {})
    const upgrade = (admission: Admission): void => {
      if (connection.destroyed) return
      sockets.handleUpgrade(request, connection, head, socket => {
        if ('close' in admission) turnAway(socket, admission.close, admission.words)
        else if (admission.room.isDestroyed) turnAway(socket, 'restart', 'once more')
        else enter(socket, connection, url, admission, parts)
      })
    }
    admit(request, url, parts)
      .then(upgrade)
      .catch((error: unknown) => {
        parts.logger.error({ err: error }, 'a socket could not be let in')
        connection.destroy()
      })
  }
  server.on('upgrade', onUpgrade)
  return () => server.off('upgrade', onUpgrade)
}

async function admit(request: IncomingMessage, url: URL, parts: SyncParts): Promise<Admission> {
  const { rooms, logger } = parts
  const id = url.pathname.slice('/sync/'.length)
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<Admission>(resolve => {
    timer = setTimeout(resolve, PATIENCE, { close: 'overloaded', words: 'too busy' })
  })
  try {
    return await Promise.race([judge(request, url, id, parts), late])
  } catch (error) {
    logger.error({ err: error, room: id }, 'a socket could not be let in')
    return { close: rooms.isClosing ? 'restart' : 'overloaded', words: 'the server cannot open it now' }
  } finally {
    clearTimeout(timer)
  }
}

async function judge(
  request: IncomingMessage,
  url: URL,
  id: string,
  { rooms, authorise, originAllowed }: SyncParts,
): Promise<Admission> {
  if (rooms.isClosing) return { close: 'restart', words: 'the server restarts' }
  if (!originAllowed(request.headers.origin, request)) return { close: 'noAccess', words: 'another origin' }
  if (!isId(id)) return { close: 'notFound', words: 'no such postmortem' }
  const schema = url.searchParams.get('schema')
  if (schema !== null && schema !== String(SCHEMA)) return { close: 'otherSchema', words: 'reload the page' }
  const person = await authorise(request, id)
  if (!person.ok) return { close: person.error.close, words: person.error.code }
  const room = await rooms.open(id)
  if (!room.ok) return { close: 'notFound', words: room.error.code }
  const { socketsPerRoom, socketsPerPerson } = rooms.limits
  if (room.value.sockets >= socketsPerRoom) return { close: 'overloaded', words: 'the room is full' }
  if (room.value.socketsOf(person.value.id) >= socketsPerPerson) {
    return { close: 'overloaded', words: 'too many windows of one person' }
  }
  if (rooms.isClosing) return { close: 'restart', words: 'the server restarts' }
  return { room: room.value, person: person.value }
}

function turnAway(socket: WebSocket, reason: CloseReason, words: string): void {
  socket.on('error', () => {})
  socket.close(CLOSE[reason], words)
}

function enter(
  socket: WebSocket,
  connection: Duplex,
  url: URL,
  { room, person }: { readonly room: OpenRoom; readonly person: Person },
  { rooms }: SyncParts,
): void {
  const speaks = url.searchParams.get('v') === String(PROTOCOL_VERSION)
  const wire = new Wire(socket, connection, rooms.limits.unsent)
  const session = new Session(person, speaks, socket, wire, rooms.limits, room)
  room.join(session)
  rooms.joined(room, person, message => session.say(message))
}
