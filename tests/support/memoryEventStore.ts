import type { EventLog, StoredEvent } from '../../server/store/meetings.ts'

/** The meetings' log in memory, with the contract of the real ones; values pass through JSON as there. */
export class MemoryEventStore implements EventLog {
  readonly #rows = new Map<string, StoredEvent[]>()
  /** True as long as the server has another secret than the one that private events were stored with (P7). */
  hasOtherSecret = false

  async append(
    postmortem: string,
    expectedSeq: number,
    events: readonly Omit<StoredEvent, 'seq'>[],
    purge: readonly string[],
  ): Promise<boolean> {
    const rows = this.#rows.get(postmortem) ?? []
    if ((rows.at(-1)?.seq ?? 0) !== expectedSeq) return false
    const added = events.map((event, i) => ({ ...structuredClone(event), seq: expectedSeq + 1 + i }))
    const kept = [...rows, ...added].filter(row => !row.private || !purge.includes(row.kind))
    this.#rows.set(postmortem, kept)
    return true
  }

  async read(postmortem: string): Promise<StoredEvent[]> {
    const rows = structuredClone(this.#rows.get(postmortem) ?? [])
    return this.hasOtherSecret ? rows.map(row => (row.private ? { ...row, data: null } : row)) : rows
  }

  async redact(): Promise<number> {
    throw new Error('Nothing is redacted in the tests of this store')
  }

  async rename(): Promise<void> {
    throw new Error('Nobody leaves in the tests of this store')
  }

  async lastOf(kinds: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const last = [...this.#rows].flatMap(([postmortem, rows]) => {
      const kind = rows.findLast(row => kinds.includes(row.kind))?.kind
      return kind === undefined ? [] : [[postmortem, kind] as const]
    })
    return new Map(last)
  }

  async unopened(): Promise<readonly string[]> {
    return []
  }

  /** Everything that is stored, as one text to look for secrets in. */
  dump(): string {
    return JSON.stringify([...this.#rows])
  }
}
