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
import type { Limits } from './limits.ts'
import type { OpenRoom } from './OpenRoom.ts'
import type { LiveRooms } from './rooms.ts'
import { Session } from './session.ts'
import { Wire } from './wire.ts'

/** Room in a frame for its type and length, beyond the sync frame's own limit. */
const FRAMING = 64
/** Nobody waits longer than this, ms, to be let in or refused. */
const PATIENCE = 15_000
/** How long a socket that is refused may take to say goodbye, ms. */
const GOODBYE = 2_000
/** How many may wait to be let in, or to say goodbye, at the same time; a flood is refused without a word. */
const MOST_WAITING = 2_000

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
 * room is loaded; a refusal completes the handshake, since only then a browser learns the reason (W1). Upgrades to
 * anything else are answered 404. Returns what stops it.
 */
export function attachSync(server: Server, parts: SyncParts): () => void {
  const { limits } = parts.rooms
  const sockets = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    perMessageDeflate: false,
    maxPayload: limits.answerFrame + FRAMING,
  })
  let waiting = 0
  const onUpgrade = (request: IncomingMessage, connection: Duplex, head: Buffer): void => {
    // A peer that hangs up while it waits is no error of ours.
    connection.on('error', () => {})
    const target = targetOf(request)
    if (target.id === null || waiting >= MOST_WAITING) {
      hangUp(connection, target.id === null ? '404 Not Found' : '503 Service Unavailable')
      return
    }
    waiting++
    let isWaiting = true
    const settled = (): void => {
      if (isWaiting) waiting--
      isWaiting = false
    }
    connection.once('close', settled)
    const upgrade = (admission: Admission): void => {
      if (connection.destroyed) return
      sockets.handleUpgrade(request, connection, head, socket => {
        if ('close' in admission) turnAway(socket, admission.close, admission.words)
        else if (admission.room.isDestroyed) turnAway(socket, 'restart', 'once more')
        else {
          // Looked at in the same moment as it is let in: many may have waited for the same room to load.
          const full = whyFull(admission, limits)
          if (full) turnAway(socket, 'overloaded', full)
          else {
            settled()
            enter(socket, connection, target.query, admission, parts)
          }
        }
      })
    }
    admit(request, target.id, target.query, parts)
      .then(upgrade)
      .catch((error: unknown) => {
        parts.logger.error({ err: error }, 'a socket could not be let in')
        connection.destroy()
      })
  }
  server.on('upgrade', onUpgrade)
  return () => server.off('upgrade', onUpgrade)
}

/** The room and the query that a request names. Read by hand: a target need not be a URL that `URL` can parse. */
function targetOf({ url = '' }: IncomingMessage): { id: string | null; query: URLSearchParams } {
  const [path = '', ...query] = url.split('?')
  const id = path.startsWith('/sync/') ? path.slice('/sync/'.length) : null
  return { id, query: new URLSearchParams(query.join('?')) }
}

/** Answers an upgrade that is not carried out. */
function hangUp(connection: Duplex, status: string): void {
  connection.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
}

async function admit(
  request: IncomingMessage,
  id: string,
  query: URLSearchParams,
  parts: SyncParts,
): Promise<Admission> {
  const { rooms, logger } = parts
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<Admission>(resolve => {
    timer = setTimeout(resolve, PATIENCE, { close: 'overloaded', words: 'too busy' })
  })
  try {
    return await Promise.race([judge(request, query, id, parts), late])
  } catch (error) {
    logger.error({ err: error, room: id }, 'a socket could not be let in')
    return { close: rooms.isClosing ? 'restart' : 'overloaded', words: 'the server cannot open it now' }
  } finally {
    clearTimeout(timer)
  }
}

async function judge(
  request: IncomingMessage,
  query: URLSearchParams,
  id: string,
  { rooms, authorise, originAllowed }: SyncParts,
): Promise<Admission> {
  if (rooms.isClosing) return { close: 'restart', words: 'the server restarts' }
  if (!originAllowed(request.headers.origin, request)) return { close: 'noAccess', words: 'another origin' }
  if (!isId(id)) return { close: 'notFound', words: 'no such postmortem' }
  const schema = query.get('schema')
  if (schema !== null && schema !== String(SCHEMA)) return { close: 'otherSchema', words: 'reload the page' }
  const person = await authorise(request, id)
  if (!person.ok) return { close: person.error.close, words: person.error.code }
  const room = await rooms.open(id)
  if (!room.ok) return { close: 'notFound', words: room.error.code }
  if (rooms.isClosing) return { close: 'restart', words: 'the server restarts' }
  return { room: room.value, person: person.value }
}

/** Why there is no place for one more socket of this person; null when there is (W8). */
function whyFull(
  { room, person }: { readonly room: OpenRoom; readonly person: Person },
  limits: Limits,
): string | null {
  if (room.socketsOf(({ id }) => id === person.id) >= limits.socketsPerPerson)
    return 'too many windows of one person'
  const extra = person.role === 'facilitator' ? limits.facilitatorPlaces : 0
  if (room.sockets >= limits.socketsPerRoom + extra) return 'the room is full'
  const isViewer = person.role === 'viewer'
  return isViewer && room.socketsOf(({ role }) => role === 'viewer') >= limits.viewersPerRoom
    ? 'the room is full of viewers'
    : null
}

function turnAway(socket: WebSocket, reason: CloseReason, words: string): void {
  socket.on('error', () => {})
  socket.close(CLOSE[reason], words)
  const cut = setTimeout(() => socket.terminate(), GOODBYE)
  socket.once('close', () => clearTimeout(cut))
}

function enter(
  socket: WebSocket,
  connection: Duplex,
  query: URLSearchParams,
  { room, person }: { readonly room: OpenRoom; readonly person: Person },
  { rooms }: SyncParts,
): void {
  const speaks = query.get('v') === String(PROTOCOL_VERSION)
  const wire = new Wire(socket, connection, rooms.limits.unsent)
  const asked = { speaks, hearsChanges: query.get('changes') === '1' }
  const session = new Session(person, asked, socket, wire, rooms.limits, room)
  room.join(session)
  rooms.joined(room, person, meeting => session.sayMeeting(meeting))
}
