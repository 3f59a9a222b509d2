import type { UpdateLog } from '../store/log.ts'
import type { Store } from '../store/store.ts'

/** One durable commit of document updates. */
export interface Commit {
  /** The sequence number that each postmortem has now. */
  readonly heads: ReadonlyMap<string, number>
  readonly updates: number
  readonly ms: number
}

/** A store that tells `heard` about every commit to the log after it is durable. Changes nothing else. */
export function watchCommits(store: Store, heard: (commit: Commit) => void): Store {
  const { log, postmortems, versions, access, meetings, images, audit, settings } = store
  return {
    log: watchLog(log, heard),
    postmortems,
    versions,
    access,
    meetings,
    images,
    audit,
    settings,
    probe: () => store.probe(),
    close: () => store.close(),
  }
}

function watchLog(log: UpdateLog, heard: (commit: Commit) => void): UpdateLog {
  return {
    seed: (...args) => log.seed(...args),
    load: (...args) => log.load(...args),
    readSince: (...args) => log.readSince(...args),
    saveSnapshot: (...args) => log.saveSnapshot(...args),
    async append(batches) {
      const started = performance.now()
      const seqs = await log.append(batches)
      const heads = new Map(batches.map(({ postmortem }, index) => [postmortem, seqs[index] ?? 0]))
      const updates = batches.reduce((sum, batch) => sum + batch.updates.length, 0)
      heard({ heads, updates, ms: performance.now() - started })
      return seqs
    },
    async rewrite(postmortem, seq, state, versions) {
      const started = performance.now()
      await log.rewrite(postmortem, seq, state, versions)
      heard({ heads: new Map([[postmortem, seq]]), updates: 0, ms: performance.now() - started })
    },
  }
}
