import * as Y from 'yjs'
import { excessIn } from '../../shared/document/full.ts'
import type { Postmortem } from '../../shared/document/postmortem.ts'
import { createPostmortemReader, type PostmortemReader } from '../../shared/document/reader.ts'
import { type Broken, brokenIn } from '../../shared/document/richRepair.ts'
import { SYNC, syncFrame } from '../../shared/protocol/frames.ts'
import type { LoadedLog } from '../store/log.ts'
import { MOST_LEVELS } from './depth.ts'
import { JoinState } from './joinState.ts'
import { wireMessage } from './wire.ts'

/** Accepted updates wait to be applied in batches of this many: one transaction for all is four times as fast. */
const APPLY_AT_ONCE = 100
/** Updates whose foundations are missing are kept up to this many bytes; honest clients leave none. */
const MAX_PENDING = 256 * 1024

/** Origin of transactions that apply what is in the log already. */
const FROM_LOG = 'log'
/** Origin of the server's own edits. */
const BY_SERVER = 'server'

/**
 * The room's own copy of the document. It follows what was accepted lazily: relaying needs only the clocks, and the
 * rest is applied in batches, or when somebody reads.
 */
export class LiveDocument {
  /** The client id that the server's own edits are written under (N6). */
  readonly serverClient: number
  readonly #id: string
  readonly #doc = new Y.Doc()
  readonly #join: JoinState
  readonly #clocks = new Map<number, number>()
  readonly #onBroken: (error: unknown) => void
  #waiting: Uint8Array[] = []
  #broken: Broken[] = []
  #excess: Broken[] = []
  #reader: PostmortemReader
  /** How deep the inside of a type's item lies, for those that were asked for: what is in Yjs never moves. */
  readonly #depths = new WeakMap<Y.Item, number>()
  #bytes = 0

  /** `onBroken` hears of an update that could not be applied and is left out. */
  constructor(id: string, log: LoadedLog, serverClient: number, onBroken: (error: unknown) => void) {
    this.#id = id
    this.serverClient = serverClient
    this.#onBroken = onBroken
    this.#doc.clientID = serverClient
    this.#join = new JoinState(this.#doc)
    if (log.snapshot) Y.applyUpdateV2(this.#doc, log.snapshot.state, FROM_LOG)
    for (const { updates } of log.tail) this.#waiting.push(...updates)
    this.apply()
    // What is stored already is read as it is (D2); only what comes in from now on is mended.
    this.#doc.on('afterTransaction', (transaction: Y.Transaction) => {
      this.#broken.push(...brokenIn(transaction))
      this.#excess.push(...excessIn(transaction))
    })
    this.#reader = createPostmortemReader(this.#doc, id)
    this.#readClocks()
    this.#bytes = Y.encodeStateAsUpdate(this.#doc).byteLength
  }

  /** About the size of the whole document as an update, in bytes. */
  get bytes(): number {
    return this.#bytes
  }

  /** How many client ids wrote in the document. */
  get ids(): number {
    return this.#clocks.size
  }

  /** The first clock of `client` that was not accepted yet. */
  clockOf(client: number): number {
    return this.#clocks.get(client) ?? 0
  }

  /** Takes an update that was judged, with the clocks it reaches and the message that carries it to others. */
  accept(update: Uint8Array, ends: ReadonlyMap<number, number>, message: Buffer): void {
    for (const [client, end] of ends) if (end > this.clockOf(client)) this.#clocks.set(client, end)
    this.#waiting.push(update)
    this.#bytes += update.byteLength
    this.#join.follow(message)
    if (this.#waiting.length >= APPLY_AT_ONCE) this.apply()
  }

  /** Brings the copy up to date with everything accepted. */
  apply(): void {
    if (this.#waiting.length === 0) return
    const updates = this.#waiting
    this.#waiting = []
    const applyAll = (): void => {
      for (const update of updates) this.#guarded(() => Y.applyUpdate(this.#doc, update, FROM_LOG))
    }
    this.#guarded(() => this.#whole(() => this.#doc.transact(applyAll, FROM_LOG)))
    const { store } = this.#doc
    if (store.pendingStructs && store.pendingStructs.update.byteLength > MAX_PENDING)
      store.pendingStructs = null
    if (store.pendingDs && store.pendingDs.byteLength > MAX_PENDING) store.pendingDs = null
  }

  /** Applies what waits, and answers which places of sections it broke since the last call (D4). */
  takeBroken(): Broken[] {
    this.apply()
    const broken = this.#broken
    this.#broken = []
    return broken
  }

  /** Applies what waits, and answers which entries since the last call are more than their list may hold. */
  takeExcess(): Broken[] {
    this.apply()
    const excess = this.#excess
    this.#excess = []
    return excess
  }

  /** An edit under the server's client id: the update it makes, or null when it changes nothing. */
  edit(change: (doc: Y.Doc) => void): Uint8Array | null {
    this.apply()
    const made: Uint8Array[] = []
    const collect = (update: Uint8Array): void => void made.push(update)
    this.#doc.on('update', collect)
    try {
      this.#whole(() => this.#doc.transact(() => change(this.#doc), BY_SERVER))
    } finally {
      this.#doc.off('update', collect)
    }
    const [update] = made
    if (!update) return null
    const whole = made.length === 1 ? update : Y.mergeUpdates(made)
    this.#clocks.set(this.serverClient, Y.getState(this.#doc.store, this.serverClient))
    this.#bytes += whole.byteLength
    this.#join.follow(wireMessage(syncFrame(SYNC.update, whole)))
    return whole
  }

  /** Takes an update that the server made elsewhere, of structures that are all new and build on nothing missing. */
  merge(update: Uint8Array): void {
    this.apply()
    this.#whole(() => Y.applyUpdate(this.#doc, update, BY_SERVER))
    for (const [client, end] of Y.parseUpdateMeta(update).to) this.#clocks.set(client, end)
    this.#bytes += update.byteLength
    this.#join.follow(wireMessage(syncFrame(SYNC.update, update)))
  }

  /** True when all that the update deletes is deleted already. */
  hasDeleted(update: Uint8Array): boolean {
    this.apply()
    for (const [client, ranges] of Y.decodeUpdate(update).ds.clients) {
      const held = this.#doc.store.clients.get(client) ?? []
      if (!ranges.every(({ clock, len }) => isDeleted(held, clock, clock + len))) return false
    }
    return true
  }

  /** How many types are around what is held there, {@link MOST_LEVELS} and one more at most; 0 where nothing is. */
  depthOf(client: number, clock: number): number {
    this.apply()
    if (clock >= Y.getState(this.#doc.store, client)) return 0
    const structs = this.#doc.store.clients.get(client) ?? []
    const path: Y.Item[] = []
    let around = itemAround(structs[Y.findIndexSS(structs, clock)])
    while (around && path.length <= MOST_LEVELS && !this.#depths.has(around)) {
      path.push(around)
      around = itemAround(around)
    }
    let depth = (around && this.#depths.get(around)) ?? 0
    for (const item of path.reverse()) this.#depths.set(item, ++depth)
    return depth
  }

  /** Brings {@link bytes} to the document's true size: between two measurements it only ever grows. */
  measure(): number {
    return this.#measure().byteLength
  }

  /** The document as plain values; read again is what has changed. */
  read(): Postmortem {
    this.apply()
    return this.#reader.read()
  }

  /** The whole document as an update of Yjs format 1 (what sockets speak) or 2 (what is stored). */
  encode(format: 1 | 2): Uint8Array {
    this.apply()
    return format === 1 ? Y.encodeStateAsUpdate(this.#doc) : Y.encodeStateAsUpdateV2(this.#doc)
  }

  /** Messages that bring a client with this state vector up to date, as one buffer. */
  stateFor(stateVector: Uint8Array): Buffer {
    return this.#join.messagesFor(stateVector, () => this.#measure())
  }

  /** The message that asks a client for what this copy does not hold. */
  question(): Buffer {
    return this.#join.question(() => this.#measure())
  }

  /** Lets go of what was encoded before, so that nobody is sent text that is gone (D10). */
  forget(): void {
    this.apply()
    this.#join.forget()
  }

  destroy(): void {
    this.#doc.destroy()
  }

  #guarded(act: () => void): void {
    try {
      act()
    } catch (error) {
      this.#onBroken(error)
    }
  }

  /**
   * Runs an outermost transaction. One that fails while Yjs cleans up would be the one that every later transaction
   * waits for: it is over. Throws what it threw.
   */
  #whole(transaction: () => void): void {
    try {
      transaction()
    } catch (error) {
      this.#doc._transaction = null
      this.#doc._transactionCleanups = []
      this.#reader = createPostmortemReader(this.#doc, this.#id)
      this.#join.forget()
      throw error
    }
  }

  #readClocks(): void {
    for (const client of this.#doc.store.clients.keys()) {
      this.#clocks.set(client, Y.getState(this.#doc.store, client))
    }
  }

  #measure(): Uint8Array {
    this.apply()
    const state = Y.encodeStateAsUpdate(this.#doc)
    this.#bytes = state.byteLength
    return state
  }
}

/** The item of the type that a structure stands in; null at a root, and for what is collected. */
const itemAround = (struct: Y.Item | Y.GC | Y.Skip | undefined): Y.Item | null =>
  struct instanceof Y.Item && struct.parent instanceof Y.AbstractType ? struct.parent._item : null

/** Whether everything from one clock to another is held and deleted. */
function isDeleted(structs: Parameters<typeof Y.findIndexSS>[0], from: number, to: number): boolean {
  const last = structs.at(-1)
  if (!last || to > last.id.clock + last.length) return false
  for (let at = Y.findIndexSS(structs, from); at < structs.length; at++) {
    const struct = structs[at]
    if (!struct || struct.id.clock >= to) break
    if (!struct.deleted) return false
  }
  return true
}
