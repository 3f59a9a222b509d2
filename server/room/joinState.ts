import * as Y from 'yjs'
import { SYNC, syncFrame } from '../../shared/protocol/frames.ts'
import { wireMessage } from './wire.ts'

/** The tail may grow to this, or to a quarter of the state, before the state is encoded anew. Bytes. */
const TAIL = 64 * 1024
/** Answers kept for clients that come back with the same state, as they do after a restart, and their bytes. */
const KEPT_ANSWERS = 32
const KEPT_BYTES = 8 * 1024 * 1024

const EMPTY_VECTOR = 1

/** The document as it was encoded last, and every message since. */
interface Base {
  readonly state: Buffer
  readonly question: Buffer
  readonly answers: Map<string, Buffer>
  readonly since: Buffer[]
  sinceBytes: number
  answerBytes: number
}

/**
 * What a joiner is sent: the state as encoded once, and the messages passed on since. A hundred people who join at
 * once cost one encoding.
 */
export class JoinState {
  readonly #doc: Y.Doc
  #base: Base | null = null

  constructor(doc: Y.Doc) {
    this.#doc = doc
  }

  /** Another message was passed on; it belongs to the tail. */
  follow(message: Buffer): void {
    const base = this.#base
    if (!base) return
    base.since.push(message)
    base.sinceBytes += message.byteLength
    if (base.sinceBytes > Math.max(TAIL, base.state.byteLength / 4)) this.#base = null
  }

  /** What was encoded is not sent any more: the next joiner gets the document as it is then. */
  forget(): void {
    this.#base = null
  }

  /** `encode` brings the document up to date and hands back all of it. */
  messagesFor(stateVector: Uint8Array, encode: () => Uint8Array): Buffer {
    const base = this.#current(encode)
    const first = stateVector.byteLength <= EMPTY_VECTOR ? base.state : this.#answer(base, stateVector)
    return base.since.length === 0 ? first : Buffer.concat([first, ...base.since])
  }

  question(encode: () => Uint8Array): Buffer {
    return this.#current(encode).question
  }

  #current(encode: () => Uint8Array): Base {
    this.#base ??= {
      state: wireMessage(syncFrame(SYNC.step2, encode())),
      question: wireMessage(syncFrame(SYNC.step1, Y.encodeStateVector(this.#doc))),
      answers: new Map(),
      since: [],
      sinceBytes: 0,
      answerBytes: 0,
    }
    return this.#base
  }

  #answer(base: Base, stateVector: Uint8Array): Buffer {
    const key = Buffer.from(stateVector).toString('latin1')
    const known = base.answers.get(key)
    if (known) return known
    const answer = wireMessage(syncFrame(SYNC.step2, Y.encodeStateAsUpdate(this.#doc, stateVector)))
    base.answerBytes += answer.byteLength + stateVector.byteLength
    if (base.answers.size >= KEPT_ANSWERS || base.answerBytes > KEPT_BYTES) {
      base.answers.clear()
      base.answerBytes = 0
    } else base.answers.set(key, answer)
    return answer
  }
}
