import * as decoding from 'lib0/decoding'
import { type AwarenessEntry, awarenessFrame } from '../../shared/protocol/frames.ts'
import type { Person } from '../../shared/protocol/messages.ts'
import { cleanPresence } from '../../shared/protocol/presence.ts'
import { now } from '../clock.ts'
import { wireMessage } from './wire.ts'

/**
 * A room's movements leave at most this often, ms, in one message (W7). The first after a pause leaves at once, in one
 * write with the edit that caused it.
 */
const GATHER = 50
/**
 * Each stock client sends back whatever it hears, so that the cost of a message grows with their square: for each of
 * them movements are gathered this much longer, ms, up to {@link GATHER_LONGEST}. The project's own clients do not.
 */
const PER_ECHO = 1.5
const GATHER_LONGEST = 150
/** What was gathered waits this much longer, ms, for an edit to leave with: a write costs more than a few bytes. */
const RIDE = 20
/** How long after someone came back the others are asked to show themselves again, ms. */
const ASK_AGAIN = 200
const MAX_CLOCK = 2 ** 31
/** Whoever announces itself with a higher clock was here before, perhaps before a restart. */
const FRESH_CLOCK = 3
const GONE = 'null'

/** A socket as presence sees it. */
export interface PresenceSocket {
  readonly person: Person
  /** True for the project's own clients, which do not echo. */
  readonly speaks: boolean
  write(messages: Buffer): void
}

interface State<S> {
  clock: number
  /** Its JSON as it is shown to others, or {@link GONE}. */
  json: string
  /** The socket that speaks for this client id now. */
  socket: S | null
  readonly person: string
}

/** What an awareness frame turned out to be: `echo` says nothing new, `bad` is malformed or too large. */
export type PresenceOutcome = 'changed' | 'echo' | 'bad'

/** Where presence sends, and whom it asks whose a client id is. */
export interface PresenceHost<S> {
  /** Sends to everyone but `from`. */
  sendAll(message: Buffer, from: S | null): void
  sockets(): Iterable<S>
  /** Makes `client` this person's: `new`, theirs from before (`back`), or refused since it is somebody else's. */
  claim(client: number, person: string): 'new' | 'back' | 'refused'
}

/**
 * Cursors and selections of a room (W7). A socket speaks for one client id, under the name, colour and role that the
 * server knows. Stock clients echo whatever they hear; echoes are dropped by their ids and clocks alone, without
 * decoding the JSON.
 */
export class Presence<S extends PresenceSocket> {
  readonly #host: PresenceHost<S>
  readonly #maxEntry: number
  readonly #states = new Map<number, State<S>>()
  readonly #clientOf = new Map<S, number>()
  /** Ids known from before this room was opened, which others may have seen with the same clock. */
  readonly #returning = new Set<number>()
  #changed = new Set<number>()
  #sentAt = 0
  #gather = GATHER
  #isDue = false
  #gathering: ReturnType<typeof setTimeout> | null = null
  #asking: ReturnType<typeof setTimeout> | null = null

  constructor(host: PresenceHost<S>, maxEntry: number) {
    this.#host = host
    this.#maxEntry = maxEntry
  }

  /** Takes the body of an awareness frame. */
  receive(socket: S, body: Uint8Array): PresenceOutcome {
    try {
      const decoder = decoding.createDecoder(body)
      const count = decoding.readVarUint(decoder)
      const isFirst = !this.#clientOf.has(socket) && count === 1
      let outcome: PresenceOutcome = 'echo'
      for (let entry = 0; entry < count; entry++) {
        const client = decoding.readVarUint(decoder)
        const clock = decoding.readVarUint(decoder)
        const length = decoding.readVarUint(decoder)
        const end = decoder.pos + length
        if (end > body.byteLength) return 'bad'
        if (this.#speaksFor(socket, client, isFirst)) {
          if (length > this.#maxEntry || clock > MAX_CLOCK) return 'bad'
          const json = Buffer.from(body.buffer, body.byteOffset + decoder.pos, length).toString()
          if (this.#take(socket, client, clock, json)) outcome = 'changed'
        }
        decoder.pos = end
      }
      return decoder.pos === body.byteLength ? outcome : 'bad'
    } catch {
      return 'bad'
    }
  }

  /** The message that shows everybody there, or null when nobody shows anything. */
  everyone(): Buffer | null {
    const entries = [...this.#states].flatMap(([client, { clock, json }]) =>
      json === GONE ? [] : [{ client, clock, state: json }],
    )
    return entries.length > 0 ? wireMessage(awarenessFrame(entries)) : null
  }

  /** An edit leaves now: movements that are due leave with it. */
  ride(): void {
    if (this.#isDue) this.#send()
  }

  /** The client id that this socket speaks for, once it does. */
  clientOf(socket: S): number | undefined {
    return this.#clientOf.get(socket)
  }

  /** The socket is gone, and what it showed with it. */
  leave(socket: S): void {
    const client = this.#clientOf.get(socket)
    this.#clientOf.delete(socket)
    const state = client === undefined ? undefined : this.#states.get(client)
    if (client === undefined || state?.socket !== socket) return
    state.socket = null
    if (state.json === GONE) return
    state.json = GONE
    this.#mark(client)
  }

  stop(): void {
    if (this.#gathering) clearTimeout(this.#gathering)
    if (this.#asking) clearTimeout(this.#asking)
  }

  /** Whether `client` is what this socket speaks for; its first frame decides, or the first id that nobody had. */
  #speaksFor(socket: S, client: number, isFirst: boolean): boolean {
    const own = this.#clientOf.get(socket)
    if (own !== undefined) return own === client
    const state = this.#states.get(client)
    if (state) return isFirst && state.person === socket.person.id
    const claim = this.#host.claim(client, socket.person.id)
    if (claim === 'refused') return false
    if (claim === 'back') this.#returning.add(client)
    return true
  }

  #take(socket: S, client: number, clock: number, json: string): boolean {
    const shown = json === GONE ? GONE : stamped(json, socket.person)
    if (shown === null) throw new Error('The state is not an object')
    const state = this.#states.get(client)
    const isReturn = state ? state.socket !== socket : this.#returning.delete(client) || clock > FRESH_CLOCK
    this.#clientOf.set(socket, client)
    if (isReturn) this.#welcomeBack(socket, client, Math.max(clock, state?.clock ?? 0))
    if (state) {
      state.socket = socket
      const isNew = clock > state.clock || (clock === state.clock && shown === GONE && state.json !== GONE)
      if (!isNew) return isReturn
      state.clock = clock
      state.json = shown
    } else {
      this.#states.set(client, { clock, json: shown, socket, person: socket.person.id })
    }
    this.#mark(client)
    return true
  }

  /**
   * Clients ignore a clock that they heard before, even of someone who left meanwhile. One who comes back is told
   * that it is gone, to which it answers with a higher clock; and so are the others, since the one who came back
   * forgot their cursors but not their clocks. Otherwise all stay invisible to each other for up to 15 seconds.
   */
  #welcomeBack(socket: S, client: number, clock: number): void {
    socket.write(wireMessage(awarenessFrame([{ client, clock, state: GONE }])))
    this.#asking ??= setTimeout(() => {
      this.#asking = null
      for (const other of this.#host.sockets()) this.#askAgain(other)
    }, ASK_AGAIN)
  }

  #askAgain(socket: S): void {
    const client = this.#clientOf.get(socket)
    const state = client === undefined ? undefined : this.#states.get(client)
    if (client === undefined || !state || state.json === GONE) return
    socket.write(wireMessage(awarenessFrame([{ client, clock: state.clock, state: GONE }])))
  }

  #mark(client: number): void {
    this.#changed.add(client)
    if (this.#gathering) return
    const wait = this.#sentAt + this.#gather - now()
    if (wait <= 0) this.#send()
    else this.#gathering = setTimeout(() => this.#waitForRide(), wait)
  }

  #gatherFor(sockets: Iterable<PresenceSocket>): number {
    let gather = GATHER
    for (const { speaks } of sockets) if (!speaks) gather += PER_ECHO
    return Math.min(gather, GATHER_LONGEST)
  }

  #waitForRide(): void {
    this.#isDue = true
    this.#gathering = setTimeout(() => this.#send(), RIDE)
  }

  #send(): void {
    if (this.#gathering) clearTimeout(this.#gathering)
    this.#gathering = null
    this.#isDue = false
    this.#sentAt = now()
    this.#gather = this.#gatherFor(this.#host.sockets())
    const entries: AwarenessEntry[] = []
    let author: S | null = null
    for (const client of this.#changed) {
      const state = this.#states.get(client)
      if (!state) continue
      entries.push({ client, clock: state.clock, state: state.json })
      author = state.socket
    }
    this.#changed = new Set()
    // One's own movement is no news to oneself; a message of several goes to all as it is.
    if (entries.length > 0)
      this.#host.sendAll(wireMessage(awarenessFrame(entries)), entries.length === 1 ? author : null)
  }
}

/** What is well-formed in a state, with the name, colour and role that the server knows; null when it is no object. */
function stamped(json: string, { id, name, colour, role }: Person): string | null {
  const state: unknown = JSON.parse(json)
  if (typeof state !== 'object' || state === null || Array.isArray(state)) return null
  return JSON.stringify({ ...cleanPresence({ ...state }), user: { id, name, color: colour, role } })
}
