import type { ClientBinding, UnattributedRange } from '../store/log.ts'
import { isServerId, SERVER } from './updateCheck.ts'

/** What of authorship the next commit has to hold. */
export interface Bindings {
  readonly clients: readonly ClientBinding[]
  readonly unattributed: readonly UnattributedRange[]
}

/** One person may write under this many client ids of a document; each page that is opened and typed in takes one. */
const IDS_PER_PERSON = 2_000
/** A document takes this many: all of them stand in the state vector that every client sends (W8). */
const IDS_PER_DOCUMENT = 20_000
/** One update may bring this many. */
const IDS_PER_UPDATE = 500

/**
 * Who writes under which client id of a document (W6), and which stretches are nobody's: what others brought back
 * after a crash under an id that is not theirs, since nobody can tell whether it is what the owner wrote.
 */
export class Authorship {
  readonly #owners = new Map<number, string>()
  readonly #counts = new Map<string, number>()
  readonly #unattributed = new Map<number, UnattributedRange[]>()
  #clients: { client: number; person: string }[] = []
  #ranges: UnattributedRange[] = []
  #taken: Bindings = { clients: [], unattributed: [] }

  constructor(known: Bindings) {
    for (const { client, person } of known.clients) this.#bind(client, person)
    for (const range of known.unattributed) this.#addRange(range)
  }

  /** The person whose client id this is, {@link SERVER}, or undefined when it is nobody's. */
  ownerOf(client: number): string | undefined {
    return isServerId(client) ? SERVER : this.#owners.get(client)
  }

  /** Who wrote at `clock` under `client`: as {@link ownerOf}, but undefined for what others brought back. */
  authorOf(client: number, clock: number): string | undefined {
    return this.isUnattributed(client, clock) ? undefined : this.ownerOf(client)
  }

  isUnattributed(client: number, clock: number): boolean {
    const ranges = this.#unattributed.get(client) ?? []
    return ranges.some(range => clock >= range.clock && clock < range.clock + range.length)
  }

  /** How many more client ids this person may take with one update, of a document that `written` ids wrote in. */
  claimsLeft(person: string, written: number): number {
    const theirs = IDS_PER_PERSON - (this.#counts.get(person) ?? 0)
    return Math.max(0, Math.min(theirs, IDS_PER_DOCUMENT - written, IDS_PER_UPDATE))
  }

  /** Binds a client id that is nobody's. */
  claim(client: number, person: string): void {
    this.#bind(client, person)
    this.#clients.push({ client, person })
  }

  /** What was accepted under `client` from `clock` on is nobody's. */
  disown(client: number, clock: number, length: number): void {
    const range = { client, clock, length }
    this.#addRange(range)
    this.#ranges = withRange(this.#ranges, range)
  }

  /** What changed since the last call, to be committed with the updates that it came with (N5). */
  take(): Bindings {
    this.#taken = { clients: this.#clients, unattributed: this.#ranges }
    this.#clients = []
    this.#ranges = []
    return this.#taken
  }

  /** What was taken last is in the log. */
  committed(): void {
    this.#taken = { clients: [], unattributed: [] }
  }

  /** What was taken last was not committed: it comes first in what is taken next. */
  putBack(): void {
    this.#clients = [...this.#taken.clients, ...this.#clients]
    this.#ranges = [...this.#taken.unattributed, ...this.#ranges]
    this.#taken = { clients: [], unattributed: [] }
  }

  #bind(client: number, person: string): void {
    this.#owners.set(client, person)
    this.#counts.set(person, (this.#counts.get(person) ?? 0) + 1)
  }

  #addRange(range: UnattributedRange): void {
    this.#unattributed.set(range.client, withRange(this.#unattributed.get(range.client) ?? [], range))
  }
}

/** `ranges` and one more; it grows the range of the same client that it touches, so that many small ones stay one. */
function withRange(ranges: readonly UnattributedRange[], range: UnattributedRange): UnattributedRange[] {
  const touches = (other: UnattributedRange) =>
    other.client === range.client &&
    other.clock <= range.clock + range.length &&
    range.clock <= other.clock + other.length
  const touched = [...ranges.filter(touches), range]
  const clock = Math.min(...touched.map(other => other.clock))
  const end = Math.max(...touched.map(other => other.clock + other.length))
  return [...ranges.filter(other => !touches(other)), { client: range.client, clock, length: end - clock }]
}
