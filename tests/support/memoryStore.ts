import type { LogBatch, LogRow, UpdateLog } from '../../server/store/log.ts'
import type { Store } from '../../server/store/store.ts'

/** What a disk holds: it outlives the servers that write on it. */
export class Disk {
  readonly rows = new Map<string, LogRow[]>()
  readonly clients = new Map<string, Map<number, string>>()
  readonly unattributed = new Map<string, LogBatch['unattributed'][number][]>()
  readonly snapshots = new Map<string, { seq: number; state: Uint8Array }>()
  readonly settings = new Map<string, unknown>()
}

/** A store on a disk in memory whose server may crash: from then on nothing is written, and nothing answered. */
export function openMemoryStore(
  disk: Disk,
  pause: () => Promise<void>,
): { readonly store: Store; crash(): void } {
  let isCrashed = false
  const never = new Promise<never>(() => {})
  /** A crash comes before what is done, or after it and before its answer. */
  const done = async <T>(act: () => T): Promise<T> => {
    await pause()
    if (isCrashed) return never
    const value = act()
    await pause()
    return isCrashed ? never : value
  }
  const append = ({ postmortem, updates, clients, unattributed, at }: LogBatch): number => {
    const rows = disk.rows.get(postmortem) ?? []
    disk.rows.set(postmortem, rows)
    rows.push({ seq: rows.length + 1, at, updates })
    const owners = disk.clients.get(postmortem) ?? new Map<number, string>()
    disk.clients.set(postmortem, owners)
    for (const { client, person } of clients) if (!owners.has(client)) owners.set(client, person)
    disk.unattributed.set(postmortem, [...(disk.unattributed.get(postmortem) ?? []), ...unattributed])
    return rows.length
  }
  const log: UpdateLog = {
    append: batches => done(() => batches.map(append)),
    seed: (postmortem, update, at) =>
      done(() => {
        append({ postmortem, updates: [update], clients: [], unattributed: [], at })
        return true
      }),
    load: postmortem =>
      done(() => {
        const snapshot = disk.snapshots.get(postmortem) ?? null
        return {
          snapshot,
          tail: (disk.rows.get(postmortem) ?? []).filter(({ seq }) => seq > (snapshot?.seq ?? 0)),
          clients: Array.from(disk.clients.get(postmortem) ?? [], ([client, person]) => ({ client, person })),
          unattributed: disk.unattributed.get(postmortem) ?? [],
        }
      }),
    readSince: (postmortem, seq, limit) =>
      done(() => (disk.rows.get(postmortem) ?? []).filter(row => row.seq > seq).slice(0, limit)),
    saveSnapshot: (postmortem, seq, state) => done(() => void disk.snapshots.set(postmortem, { seq, state })),
    rewrite: () => Promise.reject(new Error('Nothing is rewritten here')),
  }
  const nothing = async (): Promise<void> => {}
  const store = {
    log,
    settings: {
      get: (key: string) => done(() => disk.settings.get(key) ?? null),
      put: (key: string, value: unknown) => done(() => void disk.settings.set(key, value)),
    },
    versions: { add: nothing, list: async () => [], state: async () => null },
    audit: { append: nothing },
  } as unknown as Store
  return {
    store,
    crash: () => {
      isCrashed = true
    },
  }
}
